package io.wavetank.workload.record;

/**
 * One failure.
 *
 * @param component what failed
 * @param atNanos when
 * @param repairedNanos when it was back; -1 if unknown
 * @param cause why, in the words of the log; the empty string if unknown
 */
public record Failure(String component, long atNanos, long repairedNanos, String cause) implements TraceRecord {}
