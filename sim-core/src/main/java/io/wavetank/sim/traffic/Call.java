package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One try of one call, or a call between two tries: a row of the {@link CallTable}, which is used again when it is free.
 *
 * <p>What the caller knows and what the called replica knows stand in one row as long as both have to do with the try. A caller that gives it
 * up goes on with a row of its own, and the replica works on for nobody. A row is an object, and not a place in columns, because each event of
 * a request asks for most of what there is to it: that is three cache lines instead of twenty.
 */
final class Call {
    /** Nobody has it. */
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

    /** Lost with its replica; nothing but a time-out tells the caller. */
    static final byte GONE = 6;

    /** It is held until its service has an endpoint. */
    static final byte HELD = 7;

    /** A flag: its caller waits for it. */
    static final byte AWAITED = 1;

    /** A flag: its caller does without if it fails. */
    static final byte OPTIONAL = 2;

    /** A flag: the call was hedged, so that {@link #twin} and {@link #made} hold. */
    static final byte HEDGED = 4;

    /** A flag: it is going to be hedged by the event of {@link #hedge}. */
    static final byte WAITS = 8;

    /** A flag: the first of its connection, which costs the called side a handshake. */
    static final byte HANDSHAKE = 16;

    /** A flag: nobody lets it through. */
    static final byte NOT_ALLOWED = 32;

    /** A flag: its critical path is followed. */
    static final byte FOLLOWED = 64;

    /** The subject of its events. */
    final int number;

    /** Where it is. */
    byte state;

    byte flags;
    /** Whether the caller has given up: nobody waits for the answer. */
    boolean abandoned;
    /** Whether a retry policy asked for this try. */
    boolean retry;

    /** Changes with every try of the row, so that what was noted for an earlier one is known to be stale. */
    int stamp;
    /** Changes when an operation begins and when it ends, so that calls of one that has ended are answered to nobody. */
    int serving;

    /** The try whose operation made the call, and its {@link #serving} then; null of what comes from outside. */
    @Nullable
    Call parent;

    int parentServing;
    /** The class of requests that it belongs to. */
    int entry;

    Operation operation;
    ClientSide side;

    @Nullable
    Replica replica;

    int tries;
    int step;
    int pending;
    /** How the operation ended, or is going to because a call of it failed. */
    CallOutcome outcome = CallOutcome.OK;
    /** The subject of the call's draws. */
    long key;

    /** When the call was meant to be made. */
    long bornNanos;

    /** When the try was admitted. */
    long sentNanos;

    /** When it reached the replica. */
    long reachedNanos;

    /** How long the try waited for a worker; -1 of one that has not got any. */
    long waitedNanos;

    long deadlineNanos;
    /** Handle of a timer of its own, or {@link CallTable#NONE}. */
    int timer;

    /** Of a call that was hedged: another try under way, in a ring. */
    Call twin;

    /** Of a call that was hedged: how many tries were made. */
    int made;
    /** Handle of the event at which the try is hedged, where the flags say that there is one. */
    int hedge;

    /** The times along its critical path, of a call that is followed; see {@link CriticalPaths}. What was left by another call means nothing. */
    private double @Nullable [] path;

    /** When what it is at began, of a call that is followed. */
    long markNanos;

    Call(int number, ClientSide side, Operation operation) {
        this.number = number;
        this.side = side;
        this.operation = operation;
        this.twin = this;
    }

    boolean has(byte flag) {
        return (flags & flag) != 0;
    }

    void set(byte flag) {
        flags |= flag;
    }

    void unset(byte flag) {
        flags &= (byte) ~flag;
    }

    /** Whether nobody would take its answer: what it was made for is over already, or who made it is gone. */
    boolean isForNobody() {
        Call maker = parent;
        Replica caller = side.caller;
        return maker != null && ((has(AWAITED) && maker.serving != parentServing) || (caller != null && !caller.alive));
    }

    /** Whether it is in its replica: waits there, or is being served. */
    boolean isIn() {
        return state == WAITING || state == SERVED || state == CALLING;
    }

    boolean isFollowed() {
        return has(FOLLOWED);
    }

    /** Its critical path is followed from now on; there is no time in it. */
    void beginPath(int parts) {
        set(FOLLOWED);
        double[] times = path;
        if (times == null) {
            path = new double[parts];
        } else {
            Arrays.fill(times, 0);
        }
    }

    /** The times along its critical path, null if it is not followed. */
    double @Nullable [] path() {
        return isFollowed() ? path : null;
    }

    /** Adds a time to its critical path, if it is followed. */
    void follow(int part, long nanos) {
        double[] times = path();
        if (times != null) {
            times[part] += nanos;
        }
    }

    /** How long the try waited for a worker, or has waited so far; -1 of one that was not taken in. */
    long waitNanos(long now) {
        return state == WAITING ? now - reachedNanos : waitedNanos;
    }

    /** Takes what another row of the same call says of it; the try is none of that. */
    void takeCallOf(Call other) {
        state = DONE;
        parent = other.parent;
        parentServing = other.parentServing;
        flags = other.flags;
        entry = other.entry;
        tries = other.tries;
        double[] followed = other.path();
        if (followed != null) {
            beginPath(followed.length);
        }
        key = other.key;
        bornNanos = other.bornNanos;
        sentNanos = other.sentNanos;
        deadlineNanos = other.deadlineNanos;
        replica = null;
        twin = this;
        made = other.made;
    }
}
