package io.wavetank.sim.cluster;

import io.wavetank.policy.ClusterView;

/** The latest changes of nodes, in a ring: who fell behind by more than its length reads everything anew. */
final class ChangeFeed {
    private static final int LENGTH = 1 << 14;
    private static final int MASK = LENGTH - 1;

    private final int[] ring = new int[LENGTH];
    private long version;

    long version() {
        return version;
    }

    void add(int node, boolean mayFitMore) {
        ring[(int) version & MASK] = node << 1 | (mayFitMore ? 1 : 0);
        version++;
    }

    boolean since(long from, ClusterView.ChangeVisitor visitor) {
        if (from < 0 || from > version) {
            throw new IllegalArgumentException("No such version: " + from + ", the latest is " + version);
        }
        if (version - from > LENGTH) {
            return false;
        }
        int first = (int) from & MASK;
        int count = (int) (version - from);
        for (int i = 0; i < count; i++) {
            int entry = ring[(first + i) & MASK];
            visitor.changed(entry >>> 1, (entry & 1) != 0);
        }
        return true;
    }
}
