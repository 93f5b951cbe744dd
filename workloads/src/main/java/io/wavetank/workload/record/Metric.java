package io.wavetank.workload.record;

/**
 * A value that was measured: a latency, the length of a queue, a rate that is no whole number, a sample of a distribution.
 *
 * @param series of what, and where
 * @param atNanos when; -1 if it has no time
 * @param value how much, in the unit that the format states; NaN if it is missing
 */
public record Metric(String series, long atNanos, double value) implements TraceRecord {}
