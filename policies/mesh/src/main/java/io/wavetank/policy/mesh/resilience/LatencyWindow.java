package io.wavetank.policy.mesh.resilience;

import java.util.Arrays;

/** The last latencies, and their quantiles: exact, nearest rank. */
final class LatencyWindow {
    private final long[] ring;
    private final long[] sorted;
    private int size;
    private int next;

    LatencyWindow(int capacity) {
        ring = new long[capacity];
        sorted = new long[capacity];
    }

    void add(long latencyNanos) {
        ring[next] = latencyNanos;
        next = (next + 1) % ring.length;
        size = Math.min(size + 1, ring.length);
    }

    void clear() {
        size = 0;
        next = 0;
    }

    int size() {
        return size;
    }

    /** The smallest that at least this share of them does not exceed. */
    long quantile(double share) {
        System.arraycopy(ring, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
        int rank = (int) Math.ceil(share * size);
        return sorted[Math.max(rank, 1) - 1];
    }
}
