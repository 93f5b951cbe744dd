package io.wavetank.sim.cluster;

import java.util.Arrays;

/** For which nodes tasks are nominated, by row; most runs nominate none. */
final class Nominations {
    private static final int NONE = -1;

    private int[] nodes = {};

    /** -1 for none. */
    void set(int task, int node) {
        if (task >= nodes.length) {
            int known = nodes.length;
            nodes = Arrays.copyOf(nodes, Math.max(task + 1, 2 * known));
            Arrays.fill(nodes, known, nodes.length, NONE);
        }
        nodes[task] = node;
    }

    /** Or -1. */
    int of(int task) {
        return task < nodes.length ? nodes[task] : NONE;
    }

    void forget(int task) {
        if (task < nodes.length) {
            nodes[task] = NONE;
        }
    }
}
