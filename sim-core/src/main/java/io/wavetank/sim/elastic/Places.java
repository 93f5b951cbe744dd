package io.wavetank.sim.elastic;

import java.util.Arrays;

/** Which tasks are on which node, in the order in which they came to it. */
final class Places {
    private int[][] tasks = new int[64][];
    private int[] counts = new int[64];
    private int[] nodeOf = new int[64];
    private int all;

    Places() {
        Arrays.fill(nodeOf, -1);
    }

    /** A task is on a node; it may have been before. */
    void put(int task, int node) {
        if (task >= nodeOf.length) {
            int known = nodeOf.length;
            nodeOf = Arrays.copyOf(nodeOf, Math.max(task + 1, 2 * known));
            Arrays.fill(nodeOf, known, nodeOf.length, -1);
        }
        if (nodeOf[task] == node) {
            return;
        }
        take(task);
        if (node >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(node + 1, 2 * counts.length));
            tasks = Arrays.copyOf(tasks, counts.length);
        }
        int[] here = tasks[node];
        if (here == null) {
            here = new int[8];
        } else if (here.length == counts[node]) {
            here = Arrays.copyOf(here, 2 * here.length);
        }
        here[counts[node]++] = task;
        tasks[node] = here;
        nodeOf[task] = node;
        all++;
    }

    /** A task is on no node; returns the one that it was on, or -1. */
    int take(int task) {
        int node = task < nodeOf.length ? nodeOf[task] : -1;
        if (node >= 0) {
            int[] here = tasks[node];
            int at = 0;
            while (here[at] != task) {
                at++;
            }
            System.arraycopy(here, at + 1, here, at, counts[node] - at - 1);
            counts[node]--;
            nodeOf[task] = -1;
            all--;
        }
        return node;
    }

    /** How many tasks are on any node. */
    int count() {
        return all;
    }

    /** How many tasks are on a node. */
    int count(int node) {
        return node < counts.length ? counts[node] : 0;
    }

    /** The tasks on a node. */
    int[] on(int node) {
        return count(node) == 0 ? new int[0] : Arrays.copyOf(tasks[node], counts[node]);
    }
}
