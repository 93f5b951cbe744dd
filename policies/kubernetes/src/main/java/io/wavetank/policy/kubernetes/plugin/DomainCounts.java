package io.wavetank.policy.kubernetes.plugin;

import java.util.Arrays;

/** A number for each domain of one topology key. */
final class DomainCounts {
    private long[] counts = new long[8];
    private int nonZero;

    /** Sets all to 0 and makes room for domains below {@code domains}. */
    void reset(int domains) {
        if (counts.length < domains) {
            counts = new long[Math.max(domains, 2 * counts.length)];
        } else {
            Arrays.fill(counts, 0);
        }
        nonZero = 0;
    }

    void add(int domain, long amount) {
        long before = counts[domain];
        long after = before + amount;
        nonZero += (after == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
        counts[domain] = after;
    }

    long get(int domain) {
        return counts[domain];
    }

    /** How many are not 0. */
    int nonZero() {
        return nonZero;
    }
}
