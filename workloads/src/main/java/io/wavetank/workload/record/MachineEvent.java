package io.wavetank.workload.record;

import io.wavetank.sim.cluster.NodeSpec;
import org.jspecify.annotations.Nullable;

/**
 * A machine that comes, goes or changes.
 *
 * @param atNanos when; 0 for what is there when the trace begins
 * @param machine its name
 * @param change what happens to it
 * @param node what it offers from then on; null if it goes, or if nobody said
 */
public record MachineEvent(
        long atNanos,
        String machine,
        Change change,
        @Nullable NodeSpec node) implements TraceRecord {
    /** What happens to a machine. */
    public enum Change {
        /** It is there from now on. */
        ADD,
        /** It is gone: failed or taken away. */
        REMOVE,
        /** It offers something else. */
        UPDATE,
        /** Something on it broke, but it stays. */
        FAULT
    }
}
