package io.wavetank.workload.record;

/**
 * One failure.
 *
 * @param component what failed
 * @param atNanos when
 * @param repairedNanos when it was back; -1 if unknown
 * @param cause why, in the words of the log; the empty string if unknown
 * @param share what share of all hosts, where the log does not say which; NaN where it does
 */
public record Failure(String component, long atNanos, long repairedNanos, String cause, double share)
        implements TraceRecord {
    /** A failure of a component that the log names. */
    public Failure(String component, long atNanos, long repairedNanos, String cause) {
        this(component, atNanos, repairedNanos, cause, Double.NaN);
    }
}
