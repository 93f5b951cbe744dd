package io.wavetank.cli;

import io.wavetank.report.result.Figures;
import io.wavetank.sim.scenario.Window;

/** The window of a run's figures in words. */
final class Windows {
    private Windows() {}

    /** Returns words such as {@code from 4.8 h to the last submission}. */
    static String text(Window window) {
        String from = window.fromNanos() == Window.FIRST_SUBMISSION ? "the first submission" : time(window.fromNanos());
        String to = window.toNanos() == Window.LAST_SUBMISSION ? "the last submission" : time(window.toNanos());
        return window.equals(Window.SUBMISSIONS) ? "from first to last submission" : "from " + from + " to " + to;
    }

    private static String time(long nanos) {
        return Figures.duration(nanos / 1e9);
    }
}
