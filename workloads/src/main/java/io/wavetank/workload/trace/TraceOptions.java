package io.wavetank.workload.trace;

/**
 * What a user may say about a trace that the trace does not say itself.
 *
 * @param processors how many processors the machine has, for formats of parallel jobs; 0 takes what the file says
 * @param onlyLooking whether nothing is to be replayed, so that what a replay needs and the file does not say may be missing
 */
public record TraceOptions(int processors, boolean onlyLooking) {
    /** Takes everything from the file. */
    public static final TraceOptions DEFAULT = new TraceOptions(0, false);

    /** Looks at the file alone. */
    public static final TraceOptions LOOK = new TraceOptions(0, true);

    /** Checks that the number of processors is possible. */
    public TraceOptions {
        if (processors < 0) {
            throw new IllegalArgumentException("A machine has at least one processor, not " + processors);
        }
    }

    /** Returns the options with that many processors, at least 1. */
    public TraceOptions withProcessors(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A machine has at least one processor, not " + count);
        }
        return new TraceOptions(count, onlyLooking);
    }
}
