package io.wavetank.policy.swarm.control;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tasks that were left on nodes that are down: when a node has been down for a day they become ORPHANED, and managers wait for them no more. Others have taken their
 * places long before, so that nothing is placed otherwise for it; it is counted, at the next event after the day is over. Another leader counts from its beginning.
 *
 * <p>Source: swarmkit 2025-11, dispatcher, {@code DefaultNodeDownPeriod} of 24 h and {@code moveTasksToOrphaned}; read, not executed.
 */
final class Orphans {
    private static final long PERIOD_NANOS = 24 * 3600 * 1_000_000_000L;

    /** What is left on a node. */
    private static final class Left {
        private final long sinceNanos;
        private long tasks;

        Left(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    private final SortedMap<Integer, Left> byNode = new TreeMap<>();
    private long orphaned;

    /** A node counts as down. */
    void down(long nowNanos, int node) {
        byNode.put(node, new Left(nowNanos));
    }

    /** A node is back, and stops what it still runs of tasks that were replaced. */
    void back(int node) {
        byNode.remove(node);
    }

    /** A task lost its place on a node. */
    void replaced(int node) {
        Left left = byNode.get(node);
        if (left != null) {
            left.tasks++;
        }
    }

    /** Time goes on. */
    void advance(long nowNanos) {
        for (Left each : byNode.values()) {
            if (each.tasks > 0 && nowNanos - each.sinceNanos >= PERIOD_NANOS) {
                orphaned += each.tasks;
                each.tasks = 0;
            }
        }
    }

    /** How many there were. */
    long count() {
        return orphaned;
    }
}
