package io.wavetank.policy.classic.index;

import java.util.Arrays;

/**
 * A tournament tree over rows of ints: each inner row is the column-wise maximum of the two below it, so that the next position whose row
 * reaches a given one is found by descent.
 *
 * <p>Positions are leaves of a complete binary tree in an array; a row is {@code width} ints. A position never set, or cleared, has -1 in
 * every column and reaches nothing that is 0 or more.
 */
final class MaxTree {
    private final int width;
    private final int leaves;
    private final int[] rows;
    private long visits;

    /** Creates a tree with that many positions at least, all clear. */
    MaxTree(int width, int positions) {
        this.width = width;
        this.leaves = Integer.highestOneBit(Math.max(1, positions - 1)) << (positions > 1 ? 1 : 0);
        this.rows = new int[Math.multiplyExact(2 * leaves, width)];
        Arrays.fill(rows, -1);
    }

    /** How many rows have been looked at in searches so far. */
    long visits() {
        return visits;
    }

    /** Sets a position's row and the maxima above it. */
    void set(int position, int[] row, int at) {
        setLeaf(position, row, at);
        pullAbove(position);
    }

    /** Sets a position's row and leaves the maxima as they are, until {@link #pullAll}. */
    void setLeaf(int position, int[] row, int at) {
        System.arraycopy(row, at, rows, (leaves + position) * width, width);
    }

    /** Makes room at a position: the {@code count - position} rows from there on move up by one. Maxima: {@link #pullAll}. */
    void openLeaf(int position, int count) {
        int at = (leaves + position) * width;
        System.arraycopy(rows, at, rows, at + width, (count - position) * width);
    }

    /** Takes a position out: the rows behind it, up to {@code count}, move down by one. Maxima: {@link #pullAll}. */
    void closeLeaf(int position, int count) {
        int at = (leaves + position) * width;
        System.arraycopy(rows, at + width, rows, at, (count - 1 - position) * width);
        Arrays.fill(rows, (leaves + count - 1) * width, (leaves + count) * width, -1);
    }

    /** Works out the maxima above a position anew. */
    void pullAbove(int position) {
        for (int node = (leaves + position) >> 1; node >= 1; node >>= 1) {
            if (!pull(node)) {
                return;
            }
        }
    }

    /** Works out all maxima anew. */
    void pullAll() {
        for (int node = leaves - 1; node >= 1; node--) {
            pull(node);
        }
    }

    /** Raises a position's row, and those above it, to at least this one. */
    void raise(int position, int[] row, int at) {
        for (int node = leaves + position; node >= 1; node >>= 1) {
            boolean changed = false;
            for (int column = 0, to = node * width; column < width; column++) {
                if (rows[to + column] < row[at + column]) {
                    rows[to + column] = row[at + column];
                    changed = true;
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    private boolean pull(int node) {
        boolean changed = false;
        int to = node * width;
        int left = 2 * to;
        int right = left + width;
        for (int column = 0; column < width; column++) {
            int max = Math.max(rows[left + column], rows[right + column]);
            if (rows[to + column] != max) {
                rows[to + column] = max;
                changed = true;
            }
        }
        return changed;
    }

    /** Returns the first position from {@code from} on whose row reaches this one, or -1. */
    int next(int from, int[] row) {
        if (from >= leaves) {
            return -1;
        }
        int node = leaves + from;
        while (node > 1 && (node & 1) == 0) {
            node >>= 1; // the highest subtree that begins here
        }
        while (true) {
            visits++;
            if (FreeRows.reaches(rows, node * width, row, width)) {
                if (node >= leaves) {
                    return node - leaves;
                }
                node *= 2;
            } else {
                while ((node & 1) == 1) {
                    node >>= 1;
                }
                if (node == 0) {
                    return -1;
                }
                node++;
            }
        }
    }
}
