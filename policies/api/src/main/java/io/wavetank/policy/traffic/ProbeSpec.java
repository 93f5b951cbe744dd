package io.wavetank.policy.traffic;

/**
 * When a probe is made and how many results in a row count.
 *
 * @param initialDelayNanos how long after the start none is made
 * @param periodNanos how often, 1 ms or more
 * @param timeoutNanos how long an answer may take
 * @param successThreshold how many successes in a row it takes to be well after a failure
 * @param failureThreshold how many failures in a row it takes to be unwell
 * @param graceNanos how long what is stopped for its failure has to stop; {@link #USUAL_GRACE} for as long as at any other time
 */
public record ProbeSpec(
        long initialDelayNanos,
        long periodNanos,
        long timeoutNanos,
        int successThreshold,
        int failureThreshold,
        long graceNanos) {
    /** The grace of a probe that has none of its own. */
    public static final long USUAL_GRACE = -1;

    private static final long SHORTEST_PERIOD_NANOS = 1_000_000;

    /** A probe without a grace of its own. */
    public ProbeSpec(
            long initialDelayNanos, long periodNanos, long timeoutNanos, int successThreshold, int failureThreshold) {
        this(initialDelayNanos, periodNanos, timeoutNanos, successThreshold, failureThreshold, USUAL_GRACE);
    }

    /** Checks the ranges. */
    public ProbeSpec {
        if (initialDelayNanos < 0) {
            throw new IllegalArgumentException("A probe's initial delay is not negative: " + initialDelayNanos);
        }
        if (periodNanos < SHORTEST_PERIOD_NANOS || timeoutNanos <= 0) {
            throw new IllegalArgumentException("A probe's period is 1 ms or more and its time-out positive: period="
                    + periodNanos + " ns, time-out=" + timeoutNanos + " ns");
        }
        if (successThreshold < 1 || failureThreshold < 1) {
            throw new IllegalArgumentException("A probe's thresholds are 1 or more: success=" + successThreshold
                    + ", failure=" + failureThreshold);
        }
        if (graceNanos <= 0 && graceNanos != USUAL_GRACE) {
            throw new IllegalArgumentException("A probe's grace is positive: " + graceNanos + " ns");
        }
    }
}
