package io.wavetank.report.alert;

import java.util.List;

/** When somebody is called. */
public sealed interface AlertRule {
    /** What the alert is called. */
    String name();

    /** How long the condition must hold before the alert fires, in nanoseconds. */
    long forNanos();

    /** Whether the condition holds at an instant. */
    boolean holds(RequestTimeline timeline, long nowNanos);

    /** What is measured over a window before the instant. */
    enum Measure {
        /** Share of the requests that ended in the window that failed, 0 to 1. */
        ERROR_SHARE,
        /** Requests answered well, a second. */
        GOODPUT,
        /** 99th percentile of latency in the last row of the window, in seconds; above any threshold if more than 1 in 100 failed. */
        P99_SECONDS;

        double over(RequestTimeline timeline, long fromNanos, long toNanos) {
            return switch (this) {
                case ERROR_SHARE -> timeline.errorShare(fromNanos, toNanos);
                case GOODPUT -> timeline.goodput(fromNanos, toNanos);
                case P99_SECONDS -> timeline.p99Seconds(toNanos);
            };
        }
    }

    /**
     * A measure above or below a threshold; what cannot be measured holds no condition.
     *
     * @param name of the alert
     * @param measure what
     * @param windowNanos over how long, in nanoseconds
     * @param above whether it is too large that calls, not too small
     * @param threshold in the measure's unit
     * @param forNanos how long it must hold
     */
    record Threshold(String name, Measure measure, long windowNanos, boolean above, double threshold, long forNanos)
            implements AlertRule {
        /** Checks the times. */
        public Threshold {
            if (windowNanos <= 0 || forNanos < 0) {
                throw new IllegalArgumentException(
                        "Alert " + name + " needs a window: " + windowNanos + ", " + forNanos);
            }
        }

        @Override
        public boolean holds(RequestTimeline timeline, long nowNanos) {
            double value = measure.over(timeline, Math.max(0, nowNanos - windowNanos), nowNanos);
            return above ? value > threshold : value < threshold;
        }
    }

    /**
     * The error budget of an objective burns too fast, over a long window and over a short one, so that the alert ends soon after the trouble.
     *
     * <p>{@code burn = error share / (1 - objective)}: at a rate of 1 the budget lasts exactly for the period of the objective.
     *
     * <p>Source: "The Site Reliability Workbook", chapter 5, multiwindow, multi-burn-rate alerts: 14.4 over 1 h and 5 min, 6 over 6 h and 30 min for a page,
     * 1 over 3 d and 6 h for a ticket, of an objective over 30 days.
     *
     * @param name of the alert
     * @param objective share of requests that are to be answered well, below 1
     * @param windows any of which calls
     */
    record BurnRate(String name, double objective, List<Windows> windows) implements AlertRule {
        /**
         * Two windows that must both burn.
         *
         * @param longNanos the long one
         * @param shortNanos the short one
         * @param factor how many times as fast as is sustainable
         */
        public record Windows(long longNanos, long shortNanos, double factor) {}

        private static final long MINUTE = 60_000_000_000L;

        /** Checks the objective and copies the list. */
        public BurnRate {
            if (!(objective > 0 && objective < 1) || windows.isEmpty()) {
                throw new IllegalArgumentException("An objective is a share in (0, 1) and is watched over windows: "
                        + objective + ", " + windows.size());
            }
            windows = List.copyOf(windows);
        }

        /** The workbook's page: 14.4 over 1 h and 5 min, or 6 over 6 h and 30 min. */
        public static BurnRate page(String name, double objective) {
            return new BurnRate(
                    name,
                    objective,
                    List.of(new Windows(60 * MINUTE, 5 * MINUTE, 14.4), new Windows(360 * MINUTE, 30 * MINUTE, 6)));
        }

        @Override
        public long forNanos() {
            return 0;
        }

        @Override
        public boolean holds(RequestTimeline timeline, long nowNanos) {
            return windows.stream()
                    .anyMatch(each -> burns(timeline, nowNanos, each.longNanos(), each.factor())
                            && burns(timeline, nowNanos, each.shortNanos(), each.factor()));
        }

        private boolean burns(RequestTimeline timeline, long nowNanos, long windowNanos, double factor) {
            double share = timeline.errorShare(Math.max(0, nowNanos - windowNanos), nowNanos);
            return share / (1 - objective) > factor;
        }
    }
}
