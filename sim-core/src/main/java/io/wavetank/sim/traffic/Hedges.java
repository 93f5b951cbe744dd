package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.HedgingPolicy;
import io.wavetank.sim.EventQueue;

/**
 * Calls that are sent again while a try of theirs is under way. The tries of such a call stand in rows of their own, which form a ring; the first
 * that is answered well ends the call, and the others are answered to nobody. One that fails while others are under way is forgotten.
 */
final class Hedges {
    /** A flag of a row: the call was hedged, so that {@link CallTable#twin} and {@link CallTable#made} hold. */
    static final byte HEDGED = 4;

    /** A flag of a row: it is going to be hedged by the event of {@link CallTable#hedge}. */
    static final byte WAITS = 8;

    private final EventQueue queue;
    private final CallTable calls;

    Hedges(EventQueue queue, CallTable calls) {
        this.queue = queue;
        this.calls = calls;
    }

    /** A try is sent after a wait: asks when the next is sent beside it. */
    void sent(long now, int call, long waitNanos, CallPolicy policy) {
        long after = policy.hedgeAfterNanos(tries(call), now);
        if (after != HedgingPolicy.NEVER) {
            calls.hedge[call] = queue.schedule(now + waitNanos + after, TrafficEvent.HEDGE, TrafficEvent.HEDGE, call);
            calls.flags[call] |= WAITS;
        }
    }

    /** How many tries of the call of a row were made. */
    int tries(int call) {
        return (calls.flags[call] & HEDGED) != 0 ? calls.made[call] : calls.tries[call];
    }

    /** The event of a row has come: returns a row for another try of its call, the last try of which is numbered by its tries. */
    int another(int call) {
        calls.flags[call] &= ~WAITS;
        if ((calls.flags[call] & HEDGED) == 0) {
            calls.flags[call] |= HEDGED;
            calls.twin[call] = call;
            calls.made[call] = calls.tries[call];
        }
        int other = calls.copy(call);
        calls.tries[other] = calls.made[call];
        calls.twin[other] = calls.twin[call];
        calls.twin[call] = other;
        int made = calls.made[call] + 1;
        int each = other;
        do {
            calls.made[each] = made;
            each = calls.twin[each];
        } while (each != other);
        return other;
    }

    /** The try of a row is over, so that it is hedged no more. */
    void over(int call) {
        if ((calls.flags[call] & WAITS) != 0) {
            calls.flags[call] &= ~WAITS;
            queue.cancel(calls.hedge[call]);
        }
    }

    /** Whether other tries of the same call are under way. */
    boolean hasOthers(int call) {
        return (calls.flags[call] & HEDGED) != 0 && calls.twin[call] != call;
    }

    /** Takes a row out of its ring; returns one of those that stay. */
    int leave(int call) {
        int next = calls.twin[call];
        int before = next;
        while (calls.twin[before] != call) {
            before = calls.twin[before];
        }
        calls.twin[before] = next;
        calls.twin[call] = call;
        return next;
    }

    /** Whether a row is the one of its ring by which the call is counted. */
    boolean standsForCall(int call) {
        if (hasOthers(call)) {
            for (int each = calls.twin[call]; each != call; each = calls.twin[each]) {
                if (each < call) {
                    return false;
                }
            }
        }
        return true;
    }
}
