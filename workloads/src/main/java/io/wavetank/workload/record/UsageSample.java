package io.wavetank.workload.record;

/**
 * What was used in an interval, by one task, machine or virtual machine.
 *
 * @param subject by whom
 * @param atNanos when the interval begins
 * @param lengthNanos how long it is
 * @param cpu CPU in the unit that the format states; NaN if unknown
 * @param memory memory in the unit that the format states; NaN if unknown
 */
public record UsageSample(String subject, long atNanos, long lengthNanos, double cpu, double memory)
        implements TraceRecord {}
