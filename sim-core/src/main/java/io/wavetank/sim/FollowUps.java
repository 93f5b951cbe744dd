package io.wavetank.sim;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tasks of one run that follow from others ({@link ClosedLoop}): which submission stands in which row, and what comes later. */
final class FollowUps {
    private final ClosedLoop loop;
    private final Later later;
    private @Nullable Submission[] ofRow = new @Nullable Submission[64];
    private @Nullable Submission[] due = new @Nullable Submission[64];
    /** The slots of {@link #due} that are free, as a stack. */
    private int[] free = new int[64];

    private int freeCount;
    private int slots;

    /** Has what is in a slot arrive at its time. */
    @FunctionalInterface
    interface Later {
        void arrive(long timeNanos, int slot);
    }

    FollowUps(ClosedLoop loop, Later later) {
        this.loop = loop;
        this.later = later;
    }

    /** A task entered the system in this row. */
    void entered(Submission task, int row) {
        if (row >= ofRow.length) {
            ofRow = Arrays.copyOf(ofRow, Math.max(row + 1, 2 * ofRow.length));
        }
        ofRow[row] = task;
    }

    /** The task in this row is over; what follows from that arrives later. */
    void over(long nowNanos, int row) throws IOException {
        Submission task = ofRow[row];
        if (task == null) {
            throw new IllegalStateException("A task is over that never came");
        }
        ofRow[row] = null;
        Consumer<Submission> keep = next -> keep(nowNanos, next);
        loop.over(task, nowNanos, keep);
    }

    private void keep(long nowNanos, Submission next) {
        if (next.submitNanos() < nowNanos) {
            throw new IllegalArgumentException("Task " + next.id() + " follows from one that was over at " + nowNanos
                    + " ns, and is submitted before that: at " + next.submitNanos() + " ns");
        }
        if (freeCount == 0 && slots == due.length) {
            due = Arrays.copyOf(due, 2 * slots);
            free = Arrays.copyOf(free, 2 * slots);
        }
        int slot = freeCount > 0 ? free[--freeCount] : slots++;
        due[slot] = next;
        later.arrive(next.submitNanos(), slot);
    }

    /** Takes what is in a slot. */
    Submission take(int slot) {
        Submission task = due[slot];
        if (task == null) {
            throw new IllegalStateException("An arrival without a submission");
        }
        due[slot] = null;
        free[freeCount++] = slot;
        return task;
    }

    /** How many tasks are still to come. */
    int pending() {
        return slots - freeCount;
    }
}
