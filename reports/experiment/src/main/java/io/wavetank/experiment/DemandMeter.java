package io.wavetank.experiment;

import io.wavetank.policy.Resources;
import io.wavetank.report.result.LoopLoad.Demand;
import io.wavetank.sim.ClosedLoop;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A workload on its way into a run, whose submissions within the window are added up. */
final class DemandMeter implements SubmissionSource {
    private static final double HOUR_NANOS = 3600e9;

    private final SubmissionSource source;
    private final Window window;
    private final long untilNanos;
    private long tasks;
    private double work;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;

    /** Meters a source that is replayed as {@code run} says. */
    DemandMeter(SubmissionSource source, RunSpec run) {
        this.source = source;
        this.window = run.window();
        this.untilNanos = run.untilNanos();
    }

    /** Meters what a source asks for, read to its end or to that of the run. */
    static DemandMeter ofAll(SubmissionSource source, RunSpec run) throws IOException {
        var meter = new DemandMeter(source, run);
        Submission task = meter.next();
        while (task != null && task.submitNanos() <= run.untilNanos()) {
            task = meter.next();
        }
        return meter;
    }

    private void count(Submission task) {
        long nanos = task.submitNanos();
        if (nanos > untilNanos || !window.contains(nanos)) {
            return;
        }
        tasks++;
        firstNanos = Math.min(firstNanos, nanos);
        lastNanos = Math.max(lastNanos, nanos);
        if (task.workNanos() != Submission.FOREVER) {
            work += (double) task.taskClass().totalRequest(Resources.CPU) * task.workNanos();
        }
    }

    /** What has been asked for, of a cluster that had so much CPU meanwhile. */
    Demand demand(double capacity) {
        long from = window.fromNanos() == Window.FIRST_SUBMISSION ? firstNanos : window.fromNanos();
        long to = window.toNanos() == Window.LAST_SUBMISSION ? lastNanos : window.toNanos();
        double span = tasks == 0 ? 0 : (double) to - from;
        return span > 0
                ? new Demand(tasks / span * HOUR_NANOS, work / span / capacity)
                : new Demand(Double.NaN, Double.NaN);
    }

    @Override
    public @Nullable Submission next() throws IOException {
        Submission task = source.next();
        if (task != null) {
            count(task);
        }
        return task;
    }

    @Override
    public @Nullable ClosedLoop closedLoop() {
        ClosedLoop loop = source.closedLoop();
        return loop == null ? null : (task, now, next) -> loop.over(task, now, counting(next));
    }

    private Consumer<Submission> counting(Consumer<Submission> next) {
        return task -> {
            count(task);
            next.accept(task);
        };
    }

    @Override
    public long spanNanosHint() {
        return source.spanNanosHint();
    }

    @Override
    public @Nullable Precedence precedence() throws IOException {
        return source.precedence();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
