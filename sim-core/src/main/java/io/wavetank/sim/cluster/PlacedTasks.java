package io.wavetank.sim.cluster;

import java.util.Arrays;

/** Which tasks have a place on which node: a doubly linked list of rows for each node, in no order. */
final class PlacedTasks {
    private static final int NONE = -1;

    private int[] first = new int[0];
    private int[] next = new int[0];
    private int[] previous = new int[0];
    /** The node in whose list a row is. */
    private int[] listed = new int[0];

    /** A task has its place on a node from now on. */
    void add(int task, int node) {
        grow(task, node);
        remove(task);
        int head = first[node];
        next[task] = head;
        previous[task] = NONE;
        if (head != NONE) {
            previous[head] = task;
        }
        first[node] = task;
        listed[task] = node;
    }

    private void grow(int task, int node) {
        if (node >= first.length) {
            int known = first.length;
            first = Arrays.copyOf(first, Math.max(node + 1, 2 * known));
            Arrays.fill(first, known, first.length, NONE);
        }
        if (task >= listed.length) {
            int known = listed.length;
            int rows = Math.max(task + 1, 2 * known);
            next = Arrays.copyOf(next, rows);
            previous = Arrays.copyOf(previous, rows);
            listed = Arrays.copyOf(listed, rows);
            Arrays.fill(listed, known, rows, NONE);
        }
    }

    /** A task has no place any more. */
    void remove(int task) {
        if (task >= listed.length || listed[task] == NONE) {
            return;
        }
        if (previous[task] == NONE) {
            first[listed[task]] = next[task];
        } else {
            next[previous[task]] = next[task];
        }
        if (next[task] != NONE) {
            previous[next[task]] = previous[task];
        }
        listed[task] = NONE;
    }

    /** A task on a node, or -1. */
    int first(int node) {
        return node < first.length ? first[node] : NONE;
    }

    /** The next one on the same node, or -1. */
    int after(int task) {
        return next[task];
    }
}
