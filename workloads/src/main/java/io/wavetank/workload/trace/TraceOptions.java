package io.wavetank.workload.trace;

/**
 * What a user may say about a trace that the trace does not say itself.
 *
 * @param processors how many processors the machine has, for formats of parallel jobs; 0 takes what the file says
 * @param onlyLooking whether nothing is to be replayed, so that what a replay needs and the file does not say may be missing
 * @param memoryBytes how much memory the sorting of tasks that are not in order of time may take; what is beyond goes to temporary files
 */
public record TraceOptions(int processors, boolean onlyLooking, long memoryBytes) {
    /** The least that sorting can do with. */
    public static final long LEAST_MEMORY_BYTES = 8L << 20;

    private static final long QUARTER_OF_THE_HEAP =
            Math.max(LEAST_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / 4);

    /** Takes everything from the file. */
    public static final TraceOptions DEFAULT = new TraceOptions(0, false, QUARTER_OF_THE_HEAP);

    /** Looks at the file alone. */
    public static final TraceOptions LOOK = new TraceOptions(0, true, QUARTER_OF_THE_HEAP);

    /** Checks that the number of processors is possible. */
    public TraceOptions {
        if (processors < 0) {
            throw new IllegalArgumentException("A machine has at least one processor, not " + processors);
        }
        if (memoryBytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException("Sorting takes at least 8 MiB of memory, not " + memoryBytes + " bytes");
        }
    }

    /** Returns the options with so much memory for sorting, at least {@link #LEAST_MEMORY_BYTES}. */
    public TraceOptions withMemory(long bytes) {
        return new TraceOptions(processors, onlyLooking, bytes);
    }

    /** Returns the options with that many processors, at least 1. */
    public TraceOptions withProcessors(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A machine has at least one processor, not " + count);
        }
        return new TraceOptions(count, onlyLooking, memoryBytes);
    }
}
