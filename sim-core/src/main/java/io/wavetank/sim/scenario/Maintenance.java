package io.wavetank.sim.scenario;

import java.util.List;

/**
 * Maintenance that rolls over nodes, as an upgrade of their kernels does: a node takes nothing new, is emptied, is down for a while, and takes tasks
 * again; then the next one. Nodes are begun with in the order of the list, and within windows only. Times are nanoseconds.
 *
 * <p>A window that closes leaves nodes that are down to come back; those that are not empty yet take tasks again, and come first in the next window.
 *
 * @param name what is done, in words for charts and tables
 * @param nodes the numbers of the nodes
 * @param mostAway how many of them may be unavailable at once, for whatever reason: no node is begun with while that many are
 * @param fromNanos when the first window opens
 * @param lengthNanos how long a window is open; {@link Long#MAX_VALUE} for ever
 * @param everyNanos from the opening of a window to that of the next; 0 if there is one only
 * @param downNanos how long a node is down when it is empty; 0 if it is not
 * @param graceNanos how long a task keeps its place after it was told to stop
 * @param timeoutNanos how long a node is waited for until it is empty; {@link Long#MAX_VALUE} for as long as it takes
 * @param emptying how nodes get empty
 */
public record Maintenance(
        String name,
        List<Integer> nodes,
        int mostAway,
        long fromNanos,
        long lengthNanos,
        long everyNanos,
        long downNanos,
        long graceNanos,
        long timeoutNanos,
        Emptying emptying) {
    /** How nodes get empty, and what becomes of one that does not in time. */
    public enum Emptying {
        /** Tasks are evicted as disruption budgets allow; a node that is not empty in time is left out. */
        EVICT,
        /** Likewise, but after the time what is left is evicted whatever budgets say. */
        FORCE,
        /** Tasks come to their ends by themselves, as jobs do on a node that Slurm drains; a node that is not empty in time is left out. */
        WAIT
    }

    /** Checks the ranges, and copies the list. */
    public Maintenance {
        nodes = List.copyOf(nodes);
        if (mostAway < 1
                || Math.min(Math.min(fromNanos, everyNanos), Math.min(downNanos, graceNanos)) < 0
                || lengthNanos <= 0
                || timeoutNanos <= 0
                || (everyNanos > 0 && everyNanos < lengthNanos)) {
            throw new IllegalArgumentException("Not a maintenance: " + name + ", " + mostAway + " at once, from "
                    + fromNanos + " ns for " + lengthNanos + " ns every " + everyNanos + " ns");
        }
    }
}
