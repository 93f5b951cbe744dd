package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.OutlierDetector;
import io.wavetank.policy.traffic.RetryPolicy;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.EventQueue;

/**
 * The callers' side of calls: a call is tried, a try is routed, sent, answered or given up, and the call tried again or ended.
 */
final class Tries {
    static final byte AWAITED = 1;
    static final byte OPTIONAL = 2;

    /** Each try of a call has draws of its own: so many. */
    private static final int DRAWS_A_TRY = 4;

    private final EventQueue queue;
    private final TimeoutLines lines;
    private final CallTable calls;
    private final NetworkDelay network;
    private final boolean networkTakesTime;
    private final Draws routing;
    private final Serving serving;
    private final Users users;

    Tries(
            TrafficSpec spec,
            EventQueue queue,
            TimeoutLines lines,
            CallTable calls,
            TrafficRecorder recorder,
            Fleet fleet,
            Draws draws) {
        this.queue = queue;
        this.lines = lines;
        this.calls = calls;
        this.network = spec.network();
        this.networkTakesTime = !spec.network().equals(NetworkDelay.NONE);
        this.routing = draws.stream("routing");
        this.serving = new Serving(spec, queue, calls, recorder, draws, this, fleet);
        this.users = new Users(spec, queue, calls, recorder, draws, this, fleet);
    }

    /** The replicas' side of the calls. */
    Serving serving() {
        return serving;
    }

    /** The outside. */
    Users users() {
        return users;
    }

    /** Begins a call whose row says who calls what. */
    void begin(long now, int call, long callersDeadlineNanos) {
        CallPolicy policy = calls.side[call].policy;
        calls.bornNanos[call] = now;
        if (policy == null) {
            calls.deadlineNanos[call] = callersDeadlineNanos;
        } else {
            policy.callBegan(now);
            calls.deadlineNanos[call] = policy.timeouts().callDeadlineNanos(now, callersDeadlineNanos);
        }
        attempt(now, call);
    }

    private void attempt(long now, int call) {
        calls.stamp[call]++;
        calls.tries[call]++;
        calls.sentNanos[call] = now;
        calls.state[call] = CallTable.SENT;
        calls.replica[call] = null;
        CallPolicy policy = calls.side[call].policy;
        if (policy == null) {
            send(now, call);
            return;
        }
        CallOutcome admitted = policy.admit(0, now, draw(call, 1));
        if (admitted != CallOutcome.OK) {
            decide(now, call, admitted);
            return;
        }
        noteTimeout(now, call, policy.timeouts());
        long wait = policy.admittedWaitNanos();
        if (wait > 0) {
            queue.schedule(now + wait, TrafficEvent.SEND, TrafficEvent.SEND, call);
        } else {
            send(now, call);
        }
    }

    private long draw(int call, int which) {
        return routing.bits(calls.key[call], (long) calls.tries[call] * DRAWS_A_TRY + which);
    }

    private void noteTimeout(long now, int call, Timeouts timeouts) {
        long deadline = timeouts.tryDeadlineNanos(now, calls.deadlineNanos[call]);
        if (deadline == Timeouts.NONE) {
            return;
        }
        ClientSide side = calls.side[call];
        if (timeouts.tryNanos() > 0 && deadline == now + timeouts.tryNanos()) {
            lines.add(side.tryLine, deadline, call, calls.stamp[call]);
        } else if (timeouts.totalNanos() > 0 && deadline == now + timeouts.totalNanos()) {
            lines.add(side.totalLine, deadline, call, calls.stamp[call]);
        } else {
            calls.timer[call] =
                    queue.schedule(Math.max(now, deadline), TrafficEvent.TIMEOUT, TrafficEvent.TIMEOUT, call);
        }
    }

    /** Routes a try and sends it. A try that was given up while it waited for its turn is not sent. */
    void send(long now, int call) {
        if (calls.abandoned[call]) {
            calls.release(call);
            return;
        }
        ClientSide side = calls.side[call];
        Replica replica = side.pick(now, calls.key[call], draw(call, 0));
        if (replica == null) {
            cancelTimer(call);
            tellPolicy(now, call, CallOutcome.NO_ENDPOINT);
            decide(now, call, CallOutcome.NO_ENDPOINT);
            return;
        }
        calls.replica[call] = replica;
        long delay = networkTakesTime ? network.nanos(side.place, replica.place) : 0;
        if (delay > 0) {
            queue.schedule(now + delay, TrafficEvent.REACH, TrafficEvent.REACH, call);
        } else {
            serving.reach(now, call);
        }
    }

    /** The replica has done with a try; the answer goes on its way. */
    void reply(long now, int call, CallOutcome outcome) {
        if (calls.abandoned[call]) {
            calls.release(call);
            return;
        }
        calls.state[call] = CallTable.DONE;
        calls.outcome[call] = outcome;
        Replica replica = calls.replica[call];
        long delay = networkTakesTime && replica != null ? network.nanos(calls.side[call].place, replica.place) : 0;
        if (delay > 0) {
            queue.schedule(now + delay, TrafficEvent.ANSWER, TrafficEvent.ANSWER, call);
        } else {
            answered(now, call);
        }
    }

    /** An answer has reached the caller. */
    void answered(long now, int call) {
        if (calls.abandoned[call]) {
            calls.release(call);
            return;
        }
        CallOutcome outcome = calls.outcome[call];
        cancelTimer(call);
        tryEnded(now, call, outcome);
        decide(now, call, outcome);
    }

    private void cancelTimer(int call) {
        if (calls.timer[call] != CallTable.NONE) {
            queue.cancel(calls.timer[call]);
            calls.timer[call] = CallTable.NONE;
        }
    }

    /** Tells all who keep count that a try is over for its caller. */
    private void tryEnded(long now, int call, CallOutcome outcome) {
        ClientSide side = calls.side[call];
        Replica replica = calls.replica[call];
        if (replica != null) {
            side.ended(replica, now, now - calls.sentNanos[call], outcome == CallOutcome.OK);
            OutlierDetector outliers = side.policy == null ? null : side.policy.outliers();
            if (outliers != null
                    && outcome.saysOfEndpoint()
                    && outliers.ended(replica.number, outcome, now, draw(call, 2))) {
                side.healthChanged(now);
            }
        }
        tellPolicy(now, call, outcome);
    }

    private void tellPolicy(long now, int call, CallOutcome outcome) {
        CallPolicy policy = calls.side[call].policy;
        if (policy != null) {
            policy.tryEnded(outcome, now - calls.sentNanos[call], now);
        }
    }

    void lineFired(long now, int line) {
        lines.fired(line);
        for (int call = lines.takeDue(line, now, calls);
                call != CallTable.NONE;
                call = lines.takeDue(line, now, calls)) {
            giveUp(now, call);
        }
    }

    void timedOut(long now, int call) {
        calls.timer[call] = CallTable.NONE;
        giveUp(now, call);
    }

    /** The caller waits no longer for a try. */
    private void giveUp(long now, int call) {
        CallOutcome outcome =
                now >= calls.deadlineNanos[call] ? CallOutcome.DEADLINE_EXCEEDED : CallOutcome.TRY_TIMEOUT;
        tryEnded(now, call, outcome);
        int own = takeOver(call);
        calls.abandoned[call] = true;
        if (calls.state[call] == CallTable.GONE) {
            calls.release(call);
        }
        decide(now, own, outcome);
    }

    /** A row for the caller alone; the old one stays with the replica. */
    private int takeOver(int call) {
        int own = calls.take();
        calls.state[own] = CallTable.DONE;
        calls.parent[own] = calls.parent[call];
        calls.parentServing[own] = calls.parentServing[call];
        calls.flags[own] = calls.flags[call];
        calls.operation[own] = calls.operation[call];
        calls.entry[own] = calls.entry[call];
        calls.side[own] = calls.side[call];
        calls.tries[own] = calls.tries[call];
        calls.key[own] = calls.key[call];
        calls.bornNanos[own] = calls.bornNanos[call];
        calls.sentNanos[own] = calls.sentNanos[call];
        calls.deadlineNanos[own] = calls.deadlineNanos[call];
        calls.replica[own] = null;
        calls.retry[own] = calls.retry[call];
        calls.retry[call] = false;
        return own;
    }

    /** A try is over: the call is tried again, or ends. */
    private void decide(long now, int call, CallOutcome outcome) {
        CallPolicy policy = calls.side[call].policy;
        if (policy == null) {
            end(now, call, outcome);
            return;
        }
        if (calls.retry[call]) {
            calls.retry[call] = false;
            policy.retryEnded(now);
        }
        if (outcome != CallOutcome.OK) {
            long wait =
                    policy.retryAfterNanos(calls.tries[call], outcome, now, calls.deadlineNanos[call], draw(call, 3));
            if (wait != RetryPolicy.GIVE_UP) {
                calls.retry[call] = true;
                calls.state[call] = CallTable.DONE;
                queue.schedule(now + wait, TrafficEvent.RETRY, TrafficEvent.RETRY, call);
                return;
            }
        }
        policy.callEnded(now);
        end(now, call, outcome);
    }

    void tryAgain(long now, int call) {
        attempt(now, call);
    }

    private void end(long now, int call, CallOutcome outcome) {
        int parent = calls.parent[call];
        if (parent == CallTable.NONE) {
            users.answered(now, call, outcome);
            calls.release(call);
            return;
        }
        int parentServing = calls.parentServing[call];
        byte flags = calls.flags[call];
        calls.release(call);
        if ((flags & AWAITED) != 0 && calls.serving[parent] == parentServing) {
            serving.called(now, parent, (flags & OPTIONAL) != 0 ? CallOutcome.OK : outcome);
        }
    }
}
