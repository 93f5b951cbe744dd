package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tries under way, in columns. A row is one try of one call, or a call between two tries; rows are reused.
 *
 * <p>What the caller knows and what the called replica knows stand in one row as long as both have to do with the try. A caller that gives it
 * up goes on with a row of its own, and the replica works on for nobody.
 */
final class CallTable {
    static final int NONE = -1;

    /** Where a row is. */
    static final byte FREE = 0;

    /** On its way to the replica, or waiting to be sent. */
    static final byte SENT = 1;

    /** In the replica's queue. */
    static final byte WAITING = 2;

    /** Being served. */
    static final byte SERVED = 3;

    /** Answered; the answer is under way, or the caller waits before the next try. */
    static final byte DONE = 4;

    /** A calling replica that makes calls, and must not end before all are made. */
    static final byte CALLING = 5;

    /** Changes with every try of the row, so that what was noted for an earlier one is known to be stale. */
    int[] stamp = new int[64];

    byte[] state = new byte[64];
    /** Changes when an operation begins and when it ends, so that calls of one that has ended are answered to nobody. */
    int[] serving = new int[64];

    /** The try whose operation made the call, and its {@link #serving} then; or NONE. */
    int[] parent = new int[64];

    int[] parentServing = new int[64];
    /** See {@link Tries} and {@link Hedges}. */
    byte[] flags = new byte[64];

    int[] operation = new int[64];
    /** The class of requests that a call without parent is one of. */
    int[] entry = new int[64];

    ClientSide[] side = new ClientSide[64];

    @Nullable
    Replica[] replica = new @Nullable Replica[64];

    int[] tries = new int[64];
    int[] step = new int[64];
    int[] pending = new int[64];
    /** How the operation ended, or is going to because a call of it failed. */
    CallOutcome[] outcome = new CallOutcome[64];
    /** The subject of the call's draws. */
    long[] key = new long[64];

    /** When the call was meant to be made, when the try was admitted, and when it reached the replica. */
    long[] bornNanos = new long[64];

    long[] sentNanos = new long[64];
    long[] reachedNanos = new long[64];
    long[] deadlineNanos = new long[64];
    /** Handle of a timer of its own, or NONE. */
    int[] timer = new int[64];

    /** Whether the caller has given up: nobody waits for the answer. */
    boolean[] abandoned = new boolean[64];
    /** Whether a retry policy asked for this try. */
    boolean[] retry = new boolean[64];

    /** Lost with its replica; nothing but a time-out tells the caller. */
    static final byte GONE = 6;

    /** It is held until its service has an endpoint. */
    static final byte HELD = 7;

    /** Of a call that was hedged: the row of another try under way, in a ring; and how many tries were made. Set when it is hedged. */
    int[] twin = new int[64];

    int[] made = new int[64];
    /** Handle of the event at which the try is hedged, where the flags say that there is one. */
    int[] hedge = new int[64];

    /** The times along its critical path, of a call that is followed; see {@link CriticalPaths}. Null of others. */
    double[] @Nullable [] path = new double[64] @Nullable [];

    /** When what it is at began, of a call that is followed. */
    long[] markNanos = new long[64];

    private int[] free = new int[64];
    private int freeCount;
    private int rows;

    /** Takes a row; all else is the caller's to set. */
    int take() {
        int row;
        if (freeCount > 0) {
            row = free[--freeCount];
        } else {
            if (rows == stamp.length) {
                grow();
            }
            row = rows++;
        }
        timer[row] = NONE;
        abandoned[row] = false;
        retry[row] = false;
        tries[row] = 0;
        outcome[row] = CallOutcome.OK;
        return row;
    }

    /** Takes a row for another try of a row's call. */
    int copy(int row) {
        int other = take();
        state[other] = DONE;
        parent[other] = parent[row];
        parentServing[other] = parentServing[row];
        flags[other] = flags[row];
        operation[other] = operation[row];
        entry[other] = entry[row];
        side[other] = side[row];
        tries[other] = tries[row];
        double[] followed = path[row];
        path[other] = followed == null || (flags[row] & Tries.FOLLOWED) == 0 ? null : new double[followed.length];
        key[other] = key[row];
        bornNanos[other] = bornNanos[row];
        sentNanos[other] = sentNanos[row];
        deadlineNanos[other] = deadlineNanos[row];
        replica[other] = null;
        twin[other] = other;
        made[other] = made[row];
        return other;
    }

    void release(int row) {
        state[row] = FREE;
        stamp[row]++;
        free[freeCount++] = row;
    }

    /** Number of rows ever used; free ones are among them. */
    int rows() {
        return rows;
    }

    /** Number of rows in use. */
    int inUse() {
        return rows - freeCount;
    }

    private void grow() {
        int size = 2 * rows;
        stamp = Arrays.copyOf(stamp, size);
        state = Arrays.copyOf(state, size);
        parent = Arrays.copyOf(parent, size);
        parentServing = Arrays.copyOf(parentServing, size);
        serving = Arrays.copyOf(serving, size);
        flags = Arrays.copyOf(flags, size);
        operation = Arrays.copyOf(operation, size);
        entry = Arrays.copyOf(entry, size);
        side = Arrays.copyOf(side, size);
        replica = Arrays.copyOf(replica, size);
        tries = Arrays.copyOf(tries, size);
        step = Arrays.copyOf(step, size);
        pending = Arrays.copyOf(pending, size);
        outcome = Arrays.copyOf(outcome, size);
        key = Arrays.copyOf(key, size);
        bornNanos = Arrays.copyOf(bornNanos, size);
        sentNanos = Arrays.copyOf(sentNanos, size);
        reachedNanos = Arrays.copyOf(reachedNanos, size);
        deadlineNanos = Arrays.copyOf(deadlineNanos, size);
        timer = Arrays.copyOf(timer, size);
        abandoned = Arrays.copyOf(abandoned, size);
        retry = Arrays.copyOf(retry, size);
        twin = Arrays.copyOf(twin, size);
        made = Arrays.copyOf(made, size);
        hedge = Arrays.copyOf(hedge, size);
        path = Arrays.copyOf(path, size);
        markNanos = Arrays.copyOf(markNanos, size);
        free = Arrays.copyOf(free, size);
    }
}
