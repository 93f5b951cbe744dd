package io.wavetank.policy.borg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores that were worked out before, by class of tasks and machine, each good until the machine's scores are called off. Kept within a budget of
 * bytes; the row of the class that was asked for longest ago goes first. A class gets a row when it is asked for the second time.
 */
final class ScoreCache {
    private static final int BUDGET_BYTES = 64 << 20;
    private static final int LEAST_ROWS = 16;

    private long[] @Nullable [] rows = new long[64] @Nullable [];
    private long[] usedAt = new long[64];
    private boolean[] known = new boolean[64];
    private int[] keptClasses = new int[64];
    private int kept;
    private long clock;
    private long dropped;

    /** Returns the row of a class, by machine: the epoch of the machine in the upper half, the score in the lower; null if there is none yet. */
    long @Nullable [] row(int taskClass, int machines) {
        if (taskClass >= rows.length) {
            int to = Math.max(taskClass + 1, 2 * rows.length);
            rows = Arrays.copyOf(rows, to);
            usedAt = Arrays.copyOf(usedAt, to);
            known = Arrays.copyOf(known, to);
        }
        long[] row = rows[taskClass];
        if (row == null && !known[taskClass]) {
            known[taskClass] = true;
            return null;
        }
        usedAt[taskClass] = clock++;
        if (row == null) {
            while (kept >= Math.max(LEAST_ROWS, BUDGET_BYTES / (Long.BYTES * Math.max(1, machines)))) {
                dropOldest();
            }
            if (kept == keptClasses.length) {
                keptClasses = Arrays.copyOf(keptClasses, 2 * kept);
            }
            keptClasses[kept++] = taskClass;
            row = new long[machines];
            rows[taskClass] = row;
        } else if (row.length < machines) {
            row = Arrays.copyOf(row, machines);
            rows[taskClass] = row;
        }
        return row;
    }

    private void dropOldest() {
        int oldest = 0;
        for (int i = 1; i < kept; i++) {
            if (usedAt[keptClasses[i]] < usedAt[keptClasses[oldest]]) {
                oldest = i;
            }
        }
        rows[keptClasses[oldest]] = null;
        keptClasses[oldest] = keptClasses[--kept];
        dropped++;
    }

    /** How many rows had to make room for others. */
    long dropped() {
        return dropped;
    }
}
