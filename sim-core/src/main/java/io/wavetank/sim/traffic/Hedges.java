package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.HedgingPolicy;
import io.wavetank.sim.EventQueue;

/**
 * Calls that are sent again while a try of theirs is under way. The tries of such a call stand in rows of their own, which form a ring; the first
 * that is answered well ends the call, and the others are answered to nobody. One that fails while others are under way is forgotten.
 */
final class Hedges {
    private final EventQueue queue;
    private final CallTable calls;

    Hedges(EventQueue queue, CallTable calls) {
        this.queue = queue;
        this.calls = calls;
    }

    /** A try is sent after a wait: asks when the next is sent beside it. */
    void sent(long now, Call call, long waitNanos, CallPolicy policy) {
        long after = policy.hedgeAfterNanos(tries(call), now);
        if (after != HedgingPolicy.NEVER) {
            call.hedge = queue.schedule(now + waitNanos + after, TrafficEvent.HEDGE, TrafficEvent.HEDGE, call.number);
            call.set(Call.WAITS);
        }
    }

    /** How many tries of the call of a row were made. */
    int tries(Call call) {
        return call.has(Call.HEDGED) ? call.made : call.tries;
    }

    /** The event of a row has come: returns a row for another try of its call, the last try of which is numbered by its tries. */
    Call another(Call call) {
        if (!call.has(Call.HEDGED)) {
            call.set(Call.HEDGED);
            call.twin = call;
            call.made = call.tries;
        }
        Call other = calls.copy(call);
        other.tries = call.made;
        other.twin = call.twin;
        call.twin = other;
        int made = call.made + 1;
        Call each = other;
        do {
            each.made = made;
            each = each.twin;
        } while (each != other);
        return other;
    }

    /** The try of a row is over, so that it is hedged no more. */
    void over(Call call) {
        if (call.has(Call.WAITS)) {
            call.unset(Call.WAITS);
            queue.cancel(call.hedge);
        }
    }

    /** Whether other tries of the same call are under way. */
    boolean hasOthers(Call call) {
        return call.has(Call.HEDGED) && call.twin != call;
    }

    /** Takes a row out of its ring; returns one of those that stay. */
    Call leave(Call call) {
        Call next = call.twin;
        Call before = next;
        while (before.twin != call) {
            before = before.twin;
        }
        before.twin = next;
        call.twin = call;
        return next;
    }

    /** Whether a row is the one of its ring by which the call is counted. */
    boolean standsForCall(Call call) {
        if (hasOthers(call)) {
            for (Call each = call.twin; each != call; each = each.twin) {
                if (each.number < call.number) {
                    return false;
                }
            }
        }
        return true;
    }
}
