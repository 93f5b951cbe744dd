package io.wavetank.policy.classic.index;

import java.util.Arrays;

/**
 * A tournament tree over the rows of {@link FreeRows}: each inner row is the figure-wise maximum of the eight below it, so that the next
 * position whose row reaches a given one is found by descent.
 *
 * <p>Positions are the rows of level 0; the row over eight siblings stands one level up, and the highest level is eight siblings without a
 * row above. A position never set has 0 in every figure and reaches nothing, since every task needs a slot.
 */
final class MaxTree {
    private static final int SHIFT = 3;
    private static final int SIBLINGS = 1 << SHIFT;
    private static final int IN_FAMILY = SIBLINGS - 1;

    private final int width;
    private final int top;

    /** By level: the number of its first row. */
    private final int[] start;

    private final long[] rows;
    private long visits;

    /** Creates a tree with that many positions at least, all clear. */
    MaxTree(int width, int positions) {
        this.width = width;
        int levels = 1;
        for (int reach = SIBLINGS; reach < positions; reach <<= SHIFT) {
            levels++;
        }
        this.top = levels - 1;
        this.start = new int[levels + 1];
        int count = Math.max(1, positions);
        for (int level = 0; level < levels; level++) {
            count = (count + IN_FAMILY) >> SHIFT; // families
            start[level + 1] = start[level] + (count << SHIFT);
        }
        this.rows = new long[Math.multiplyExact(start[levels], width)];
    }

    /** How many rows have been looked at in searches so far. */
    long visits() {
        return visits;
    }

    /** Sets a position's row and the maxima above it. */
    void set(int position, long[] row) {
        int at = position * width;
        boolean lost = false;
        boolean changed = false;
        int above = top == 0 ? 0 : (start[1] + (position >> SHIFT)) * width;
        for (int i = 0; i < width; i++) {
            long before = rows[at + i];
            lost |= FreeRows.maximumMayFall(before, row[i], rows[above + i]);
            changed |= before != row[i];
            rows[at + i] = row[i];
        }
        if (lost) {
            pullAbove(position);
        } else if (changed && top > 0) {
            raise(1, position >> SHIFT, row, 0);
        }
    }

    /** Sets a position's row and leaves the maxima as they are, until {@link #pullAbove}. */
    void setLeaf(int position, long[] row) {
        System.arraycopy(row, 0, rows, position * width, width);
    }

    /** Makes room at a position: the {@code count - position} rows from there on move up by one. Maxima: {@link #pullAbove}. */
    void openLeaf(int position, int count) {
        int at = position * width;
        System.arraycopy(rows, at, rows, at + width, (count - position) * width);
    }

    /** Takes a position out: the rows behind it, up to {@code count}, move down by one. Maxima: {@link #pullAbove}. */
    void closeLeaf(int position, int count) {
        int at = position * width;
        System.arraycopy(rows, at + width, rows, at, (count - 1 - position) * width);
        Arrays.fill(rows, (count - 1) * width, count * width, 0);
    }

    /** Works out the maxima above a position anew. */
    void pullAbove(int position) {
        int family = position >> SHIFT;
        for (int level = 1; level <= top && pull(level, family); level++) {
            family >>= SHIFT;
        }
    }

    /** Works out the maxima above the positions from {@code from} to {@code to} (exclusive) anew. */
    void pullAbove(int from, int to) {
        int first = from;
        int last = to - 1;
        for (int level = 1; level <= top; level++) {
            first >>= SHIFT;
            last >>= SHIFT;
            for (int family = first; family <= last; family++) {
                pull(level, family);
            }
        }
    }

    /** Raises a position's row, and those above it, to at least this one. */
    void raise(int position, long[] row, int at) {
        raise(0, position, row, at);
    }

    private void raise(int fromLevel, int fromHere, long[] row, int at) {
        int here = fromHere;
        boolean raised = true;
        for (int level = fromLevel; level <= top && raised; level++) {
            int to = (start[level] + here) * width;
            raised = false;
            for (int i = 0; i < width; i++) {
                long max = FreeRows.max(rows[to + i], row[at + i]);
                raised |= max != rows[to + i];
                rows[to + i] = max;
            }
            here >>= SHIFT;
        }
    }

    /** Works out the row over a family anew; false if it stays what it was. */
    private boolean pull(int level, int family) {
        int from = (start[level - 1] + (family << SHIFT)) * width;
        int to = (start[level] + family) * width;
        boolean changed = false;
        for (int i = 0; i < width; i++) {
            long max = maxOfFamily(from + i);
            changed |= rows[to + i] != max;
            rows[to + i] = max;
        }
        return changed;
    }

    /** In pairs, so that no maximum waits for all before it. */
    private long maxOfFamily(int at) {
        long a = FreeRows.max(rows[at], rows[at + width]);
        long b = FreeRows.max(rows[at + 2 * width], rows[at + 3 * width]);
        long c = FreeRows.max(rows[at + 4 * width], rows[at + 5 * width]);
        long d = FreeRows.max(rows[at + 6 * width], rows[at + 7 * width]);
        return FreeRows.max(FreeRows.max(a, b), FreeRows.max(c, d));
    }

    /** Returns the first position from {@code from} on whose row reaches this one, or -1. */
    int next(int from, long[] row) {
        if (from >= start[1]) {
            return -1;
        }
        int level = 0;
        int here = from;
        while (level < top && (here & IN_FAMILY) == 0) {
            here >>= SHIFT; // the highest row over all that begins here
            level++;
        }
        while (true) {
            int reaching = nextSibling(level, here, row);
            if (reaching >= 0) {
                if (level == 0) {
                    return reaching;
                }
                level--;
                here = reaching << SHIFT;
            } else {
                do {
                    if (level == top) {
                        return -1;
                    }
                    level++;
                    here >>= SHIFT;
                } while ((here & IN_FAMILY) == IN_FAMILY); // the last of its family: nothing behind it either
                here++;
            }
        }
    }

    private int nextSibling(int level, int from, long[] row) {
        int at = (start[level] + from) * width;
        for (int here = from, end = from | IN_FAMILY; here <= end; here++) {
            visits++;
            if (FreeRows.reaches(rows, at, row, width)) {
                return here;
            }
            at += width;
        }
        return -1;
    }
}
