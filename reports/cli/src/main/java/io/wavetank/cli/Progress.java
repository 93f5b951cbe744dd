package io.wavetank.cli;

import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.RunListener;
import java.io.Closeable;
import java.io.PrintWriter;

/**
 * One line on standard error that says how far a long run has come: simulated time, speed, time left. On a terminal only; in a pipe there is
 * nothing but warnings. Whether there is a terminal is known to the launcher alone, which sets the property {@code wavetank.terminal}.
 */
final class Progress implements Experiment.Observer, Closeable {
    private static final long EVERY_NANOS = 200_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final long spanNanos;
    private final boolean shown = Boolean.getBoolean("wavetank.terminal");

    Progress(PrintWriter err, long spanNanos) {
        this.err = err;
        this.spanNanos = spanNanos;
    }

    @Override
    public RunListener begins(SchedulerChoice scheduler, int number, int of) {
        show(scheduler.name() + " (" + number + " of " + of + ")");
        return shown ? new Line(scheduler.name() + " (" + number + " of " + of + ")") : RunListener.NONE;
    }

    @Override
    public void writing(String what) {
        show("writing " + what);
    }

    @Override
    public void warning(String message) {
        close();
        err.println("wavetank: " + message);
        err.flush();
    }

    @Override
    public void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
        }
    }

    private synchronized void show(String text) {
        if (shown) {
            err.print(ERASE + (text.length() > 79 ? text.substring(0, 79) : text));
            err.flush();
        }
    }

    private final class Line implements RunListener {
        private final String name;
        private final long begunNanos = System.nanoTime();
        private long shownNanos = begunNanos;
        private long firstNanos = -1;

        Line(String name) {
            this.name = name;
        }

        @Override
        public void progress(long nowNanos, long submitted, long events) {
            firstNanos = firstNanos < 0 ? nowNanos : firstNanos;
            long wall = System.nanoTime();
            if (wall - shownNanos < EVERY_NANOS) {
                return;
            }
            shownNanos = wall;
            double seconds = (wall - begunNanos) / 1e9;
            double done = spanNanos <= 0 ? Double.NaN : Math.min(1, (nowNanos - firstNanos) / (double) spanNanos);
            String left = done > 0.01 ? ", " + Figures.duration(seconds / done * (1 - done)) + " left" : "";
            show(name + ": " + (Double.isNaN(done) ? "" : Figures.percent(done) + ", ") + "simulated "
                    + Figures.duration((nowNanos - firstNanos) / 1e9) + ", " + Figures.count((long) (events / seconds))
                    + " events/s" + left);
        }
    }
}
