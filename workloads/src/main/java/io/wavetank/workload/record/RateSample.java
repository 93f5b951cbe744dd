package io.wavetank.workload.record;

/**
 * How many requests came in an interval.
 *
 * @param series of whom or for what; the empty string if there is only one
 * @param atNanos when the interval begins
 * @param lengthNanos how long it is
 * @param count how many
 */
public record RateSample(String series, long atNanos, long lengthNanos, long count) implements TraceRecord {}
