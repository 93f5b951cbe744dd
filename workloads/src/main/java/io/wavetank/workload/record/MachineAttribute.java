package io.wavetank.workload.record;

/**
 * A property of a machine, such as constraints look at, that is set or taken away.
 *
 * @param atNanos when; 0 for what holds when the trace begins
 * @param machine whose
 * @param name which property
 * @param value its value from then on; the empty string if it is taken away
 * @param deleted whether it is taken away
 */
public record MachineAttribute(long atNanos, String machine, String name, String value, boolean deleted)
        implements TraceRecord {}
