package io.wavetank.sim.cluster;

import io.wavetank.policy.Resources;
import java.util.Arrays;

/** What was given out again of the CPU and memory that tasks hold, by node. */
final class ReclaimedAmounts {
    /** CPU of node n at 2 n, memory behind it; as long as there was need so far. */
    private long[] amounts = {};

    /** Nodes from this one on have never had any. */
    int nodes() {
        return amounts.length / 2;
    }

    long of(int resource, int node) {
        return resource > Resources.MEMORY || node >= nodes() ? 0 : amounts[2 * node + resource];
    }

    void add(int resource, int node, long amount) {
        if (node >= nodes()) {
            amounts = Arrays.copyOf(amounts, Math.max(2 * (node + 1), 2 * amounts.length));
        }
        amounts[2 * node + resource] += amount;
    }
}
