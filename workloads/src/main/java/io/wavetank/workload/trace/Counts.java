package io.wavetank.workload.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows, those left out by reason, and sums over all rows, which are shown in the order in which they were first named. */
public final class Counts {
    private final TreeMap<String, Long> dropped = new TreeMap<>();
    private final Map<String, Long> sums = new LinkedHashMap<>();
    private long rows;

    /** Names sums beforehand, so that they are shown even if they stay 0. */
    public Counts(String... names) {
        for (String name : names) {
            sums.put(name, 0L);
        }
    }

    /** Counts one more row. */
    public void row() {
        rows++;
    }

    /** Counts the row, or what came of it, as left out. */
    public void drop(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    /** Adds to a sum; one that would leave the range of 64 bits stays at its end. */
    public void add(String name, long amount) {
        sums.merge(name, amount, Counts::saturated);
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** Counts one more, if {@code condition} holds. */
    public void count(String name, boolean condition) {
        add(name, condition ? 1 : 0);
    }

    /** Keeps the largest. */
    public void max(String name, long value) {
        sums.merge(name, value, Math::max);
    }

    /** Sets a figure. */
    public void set(String name, long value) {
        sums.put(name, value);
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** One of the sums; 0 if it was never named. */
    public long sum(String name) {
        return sums.getOrDefault(name, 0L);
    }

    /** How many were left out, by reason. */
    public SortedMap<String, Long> dropped() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    /** All sums. */
    public TraceTotals totals() {
        return new TraceTotals(sums);
    }
}
