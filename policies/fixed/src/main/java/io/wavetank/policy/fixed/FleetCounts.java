package io.wavetank.policy.fixed;

import java.util.SortedMap;
import java.util.TreeMap;

/** What a fixed fleet counts. */
final class FleetCounts {
    /** How often the operator was called. */
    long called;
    /** How often a spare took the place of a machine. */
    long replaced;
    /** How often there was none, and what ran on a machine was moved to others. */
    long moved;
    /** From the call until the place was taken, summed. */
    long waitedMillis;

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("operator_called", called);
        counts.put("operator_replaced", replaced);
        counts.put("operator_moved", moved);
        counts.put("operator_wait_ms", waitedMillis);
        return counts;
    }
}
