package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.Arrays;

/** The tries under way. There are as many rows as there ever were at one time: one that is free is the next to be taken. */
final class CallTable {
    /** No event. */
    static final int NONE = -1;

    private Call[] calls = new Call[64];
    private Call[] free = new Call[64];
    private int freeCount;
    private int rows;

    /** Takes a row for a call of an operation by a side; all else is the caller's to set. */
    Call take(ClientSide side, Operation operation) {
        if (freeCount == 0) {
            return add(side, operation);
        }
        Call call = free[--freeCount];
        call.side = side;
        call.operation = operation;
        call.timer = NONE;
        call.abandoned = false;
        call.retry = false;
        call.tries = 0;
        call.outcome = CallOutcome.OK;
        return call;
    }

    private Call add(ClientSide side, Operation operation) {
        if (rows == calls.length) {
            calls = Arrays.copyOf(calls, 2 * rows);
            free = Arrays.copyOf(free, 2 * rows);
        }
        var call = new Call(rows, side, operation);
        call.timer = NONE;
        calls[rows++] = call;
        return call;
    }

    /** Takes a row for another try of a row's call. */
    Call copy(Call call) {
        Call other = take(call.side, call.operation);
        other.takeCallOf(call);
        return other;
    }

    void release(Call call) {
        call.state = Call.FREE;
        call.stamp++;
        free[freeCount++] = call;
    }

    /** The row of a number. */
    Call call(int number) {
        return calls[number];
    }

    /** Number of rows ever used; free ones are among them. */
    int rows() {
        return rows;
    }

    /** Number of rows in use. */
    int inUse() {
        return rows - freeCount;
    }
}
