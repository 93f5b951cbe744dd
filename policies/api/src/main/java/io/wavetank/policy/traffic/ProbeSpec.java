package io.wavetank.policy.traffic;

/**
 * When a probe is made and how many results in a row count.
 *
 * @param initialDelayNanos how long after the start none is made
 * @param periodNanos how often
 * @param timeoutNanos how long an answer may take
 * @param successThreshold how many successes in a row it takes to be well after a failure
 * @param failureThreshold how many failures in a row it takes to be unwell
 */
public record ProbeSpec(
        long initialDelayNanos, long periodNanos, long timeoutNanos, int successThreshold, int failureThreshold) {
    /** Checks the ranges. */
    public ProbeSpec {
        if (initialDelayNanos < 0) {
            throw new IllegalArgumentException("A probe's initial delay is not negative: " + initialDelayNanos);
        }
        if (periodNanos <= 0 || timeoutNanos <= 0) {
            throw new IllegalArgumentException(
                    "A probe's period and time-out are positive: period=" + periodNanos + ", time-out=" + timeoutNanos);
        }
        if (successThreshold < 1 || failureThreshold < 1) {
            throw new IllegalArgumentException("A probe's thresholds are 1 or more: success=" + successThreshold
                    + ", failure=" + failureThreshold);
        }
    }
}
