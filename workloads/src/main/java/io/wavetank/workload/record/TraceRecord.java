package io.wavetank.workload.record;

/** One row of what a trace tells beside tasks. Times are nanoseconds on the trace's own clock. */
public sealed interface TraceRecord
        permits Constraint,
                Edge,
                Failure,
                Flow,
                MachineAttribute,
                MachineEvent,
                Metric,
                RateSample,
                Request,
                Spread,
                TaskSize,
                UsageSample {
    /** When it was, as far as it has a time; else -1. */
    default long atNanos() {
        return -1;
    }
}
