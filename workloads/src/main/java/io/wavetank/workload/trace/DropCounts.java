package io.wavetank.workload.trace;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the rows of a trace, and those left out by reason. */
public final class DropCounts {
    private final TreeMap<String, Long> dropped = new TreeMap<>();
    private long rows;

    /** Counts one more row. */
    public void row() {
        rows++;
    }

    /** Counts the row as left out. */
    public void drop(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** How many were left out, by reason. */
    public SortedMap<String, Long> dropped() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
}
