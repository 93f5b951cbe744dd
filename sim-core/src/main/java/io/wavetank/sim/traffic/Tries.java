package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.OutlierDetector;
import io.wavetank.policy.traffic.RetryPolicy;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.EventQueue;
import java.util.Arrays;

/**
 * The callers' side of calls: a call is tried, a try is routed, sent, answered or given up, and the call tried again or ended.
 */
final class Tries {
    static final byte AWAITED = 1;
    static final byte OPTIONAL = 2;
    /** The first of its connection, which costs the called side a handshake. */
    static final byte HANDSHAKE = 16;
    /** Its critical path is followed. */
    static final byte FOLLOWED = 64;
    /** Nobody lets it through. */
    static final byte NOT_ALLOWED = 32;

    /** Each try of a call has draws of its own: so many. */
    private static final int DRAWS_A_TRY = 4;

    private final EventQueue queue;
    private final TimeoutLines lines;
    private final CallTable calls;
    private final Messages messages;
    private final Draws routing;
    private final Hedges hedges;
    private final TrafficRecorder recorder;
    private final String[] tenants;
    private final int[] priorities;
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
        this.messages = new Messages(spec, queue, new PacketLoss(draws.stream("packet loss")));
        this.routing = draws.stream("routing");
        this.hedges = new Hedges(queue, calls);
        this.recorder = recorder;
        this.tenants = spec.entries().stream().map(EntrySpec::tenant).toArray(String[]::new);
        this.priorities = spec.entries().stream().mapToInt(EntrySpec::priority).toArray();
        this.serving = new Serving(spec, queue, calls, recorder, draws, this, fleet);
        this.users = new Users(spec, queue, calls, recorder, draws, this, fleet, hedges);
    }

    /** What is under way. */
    Messages messages() {
        return messages;
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
        ServiceMeter meter = calls.side[call].service.meter;
        if (meter != null) {
            meter.called();
        }
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
        CallOutcome admitted =
                policy.admit(tenants[calls.entry[call]], priorities[calls.entry[call]], now, draw(call, 1));
        if (admitted != CallOutcome.OK) {
            decide(now, call, admitted);
            return;
        }
        noteTimeout(now, call, policy.timeouts());
        long wait = policy.admittedWaitNanos();
        hedges.sent(now, call, wait, policy);
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
        if ((calls.flags[call] & NOT_ALLOWED) != 0) {
            turnAway(now, call, side.service);
            return;
        }
        if (calls.state[call] == CallTable.HELD) {
            letGo(now, call);
        } else if (side.service.meter != null) {
            side.service.meter.tried();
        }
        Replica replica = side.pick(now, calls.key[call], draw(call, 0));
        if (replica == null && side.service.spec.extras().activator() && side.knowsNone()) {
            hold(now, call);
            return;
        }
        if (replica == null) {
            cancelTimer(call);
            hedges.over(call);
            tellPolicy(now, call, CallOutcome.NO_ENDPOINT);
            decide(now, call, CallOutcome.NO_ENDPOINT);
            return;
        }
        calls.replica[call] = replica;
        ProxySpec proxy = side.service.spec.extras().proxy();
        if (proxy == null || !proxy.connects() || isConnected(now, call, replica, proxy)) {
            sendOn(now, call);
        }
    }

    /** Nobody can take a try: it waits before the service until somebody can, or its caller has waited for long enough. */
    private void hold(long now, int call) {
        ClientSide side = calls.side[call];
        calls.state[call] = CallTable.HELD;
        side.held.add(call);
        if (side.service.meter != null) {
            side.service.meter.entered(now);
            side.service.meter.waits(now);
        }
    }

    private void letGo(long now, int call) {
        calls.state[call] = CallTable.SENT;
        ServiceMeter meter = calls.side[call].service.meter;
        if (meter != null) {
            meter.waitsNoLonger(now);
            meter.left(now);
        }
    }

    /** A network policy: what is dropped is never answered. */
    private void turnAway(long now, int call, Service service) {
        recorder.turnedAway(service, now);
        AccessSpec access = service.spec.extras().access();
        if (access != null && access.dropped()) {
            calls.state[call] = CallTable.GONE;
            return;
        }
        calls.outcome[call] = CallOutcome.CONNECT_FAILURE;
        answered(now, call);
    }

    /** Connects if need be; whether the try can be sent at once, else it will be. */
    private boolean isConnected(long now, int call, Replica replica, ProxySpec proxy) {
        ClientSide side = calls.side[call];
        long wait = side.connect(now, replica, proxy, 2 * messages.nanos(side, replica));
        if (wait == ClientSide.FIRST) {
            recorder.connected(side.service, now);
            calls.flags[call] |= HANDSHAKE;
            wait = side.standsNanos(replica) - now;
        }
        if (wait > 0) {
            queue.schedule(now + wait, TrafficEvent.CONNECTED, TrafficEvent.CONNECTED, call);
        }
        return wait == 0;
    }

    /** A try goes on its way to its replica. */
    void sendOn(long now, int call) {
        Replica replica = calls.replica[call];
        if (calls.abandoned[call] || replica == null) {
            calls.release(call);
        } else if (!messages.send(now, call, calls, replica)) {
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
        calls.markNanos[call] = now;
        Replica replica = calls.replica[call];
        if (replica == null || !messages.answer(now, call, calls, replica)) {
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
        if ((calls.flags[call] & FOLLOWED) != 0) {
            serving.follow(call, serving.paths().way(), now - calls.markNanos[call]);
        }
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
        hedges.over(call);
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
        if (hedges.hasOthers(call)) {
            forget(now, call);
            return;
        }
        int own = takeOver(call);
        abandon(now, call);
        decide(now, own, outcome);
    }

    private void abandon(long now, int call) {
        calls.abandoned[call] = true;
        if (calls.state[call] == CallTable.HELD) {
            letGo(now, call);
        }
        if (calls.state[call] == CallTable.GONE) {
            calls.release(call);
        }
    }

    /** A try is under way still, or not, but others of its call are, and nobody waits for this one. */
    private void forget(long now, int call) {
        hedges.leave(call);
        retryOver(now, call);
        abandon(now, call);
    }

    private void retryOver(long now, int call) {
        CallPolicy policy = calls.side[call].policy;
        if (calls.retry[call] && policy != null) {
            calls.retry[call] = false;
            policy.retryEnded(now);
        }
    }

    /** The time has come to send a call once more beside the try that is under way. */
    void hedge(long now, int call) {
        CallPolicy policy = calls.side[call].policy;
        if (policy == null) {
            throw new IllegalStateException("Nothing asked for a hedge");
        }
        int other = hedges.another(call);
        policy.hedged(now);
        attempt(now, other);
    }

    /** A call is answered: nobody waits for its other tries. */
    private void cancelOthers(long now, int call) {
        while (hedges.hasOthers(call)) {
            int other = calls.twin[call];
            cancelTimer(other);
            tryEnded(now, other, CallOutcome.CANCELLED);
            forget(now, other);
        }
    }

    /** A row for the caller alone; the old one stays with the replica. */
    private int takeOver(int call) {
        int own = calls.copy(call);
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
        retryOver(now, call);
        if (hedges.hasOthers(call)) {
            if (outcome != CallOutcome.OK) {
                hedges.leave(call);
                calls.release(call);
                return;
            }
            cancelOthers(now, call);
        }
        if (outcome != CallOutcome.OK) {
            long wait =
                    policy.retryAfterNanos(hedges.tries(call), outcome, now, calls.deadlineNanos[call], draw(call, 3));
            if (wait != RetryPolicy.GIVE_UP) {
                calls.tries[call] = hedges.tries(call);
                calls.flags[call] &= ~Hedges.HEDGED;
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
        double[] path = calls.path[call];
        if ((calls.flags[call] & FOLLOWED) != 0 && path != null) {
            Arrays.fill(path, 0); // what the failed try took is none of the times of this one
        }
        attempt(now, call);
    }

    private void end(long now, int call, CallOutcome outcome) {
        ServiceMeter meter = calls.side[call].service.meter;
        if (meter != null) {
            meter.ended(now - calls.bornNanos[call], outcome == CallOutcome.OK);
        }
        int parent = calls.parent[call];
        double[] path = (calls.flags[call] & FOLLOWED) != 0 ? calls.path[call] : null;
        if (parent == CallTable.NONE) {
            if (path != null && outcome == CallOutcome.OK && serving.recorder().counts(calls.bornNanos[call])) {
                serving.paths().ended(path, now - calls.bornNanos[call]);
            }
            users.answered(now, call, outcome);
            calls.release(call);
            return;
        }
        int parentServing = calls.parentServing[call];
        byte flags = calls.flags[call];
        calls.release(call);
        if ((flags & AWAITED) != 0 && calls.serving[parent] == parentServing) {
            serving.called(now, parent, (flags & OPTIONAL) != 0 ? CallOutcome.OK : outcome, path);
        }
    }
}
