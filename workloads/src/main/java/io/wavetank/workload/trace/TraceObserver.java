package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.workload.record.TraceRecord;

/** Looks on while a trace is read, row by row, in the order of the files and by the clock of the trace. */
public interface TraceObserver {
    /** Looks at nothing. */
    TraceObserver NONE = new TraceObserver() {};

    /** A task that would be replayed. */
    default void task(Submission task) {}

    /** A record of any kind. */
    default void record(TraceRecord record) {}
}
