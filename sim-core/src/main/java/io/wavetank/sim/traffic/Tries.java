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
 * The callers' side of calls: a call is tried, a try is sent, answered or given up, and the call tried again or ended.
 */
final class Tries {
    private final EventQueue queue;
    private final TimeoutLines lines;
    private final CallTable calls;
    private final Messages messages;
    private final Hedges hedges;
    private final TrafficRecorder recorder;
    private final String[] tenants;
    private final int[] priorities;
    private final CriticalPaths paths;
    private final Serving serving;
    private final Sending sending;
    private final Users users;

    Tries(
            TrafficSpec spec,
            Operation[] operations,
            EventQueue queue,
            ReplicaTimers timers,
            MessageLanes underWay,
            TimeoutLines lines,
            CallTable calls,
            TrafficRecorder recorder,
            Fleet fleet,
            ClientSides sides,
            Draws draws) {
        this.queue = queue;
        this.lines = lines;
        this.calls = calls;
        this.messages = new Messages(spec, queue, underWay, new PacketLoss(draws.stream("packet loss")));
        this.hedges = new Hedges(queue, calls);
        this.recorder = recorder;
        this.tenants = spec.entries().stream().map(EntrySpec::tenant).toArray(String[]::new);
        this.priorities = spec.entries().stream().mapToInt(EntrySpec::priority).toArray();
        this.paths = recorder.paths();
        this.serving = new Serving(queue, timers, calls, recorder, draws, this, fleet, sides);
        this.sending = new Sending(queue, calls, messages, recorder, draws.stream("routing"), this, serving);
        this.users = new Users(spec, operations, queue, calls, recorder, draws, this, sides, hedges);
    }

    /** What is under way. */
    Messages messages() {
        return messages;
    }

    /** The replicas' side of the calls. */
    Serving serving() {
        return serving;
    }

    /** How tries come to replicas. */
    Sending sending() {
        return sending;
    }

    /** The outside. */
    Users users() {
        return users;
    }

    /** Begins a call whose row says who calls what. */
    void begin(long now, Call call, long callersDeadlineNanos) {
        CallPolicy policy = call.side.policy;
        ServiceMeter meter = call.side.service.meter;
        if (meter != null) {
            meter.called();
        }
        call.bornNanos = now;
        if (policy == null) {
            call.deadlineNanos = callersDeadlineNanos;
        } else {
            policy.callBegan(now);
            call.deadlineNanos = policy.timeouts().callDeadlineNanos(now, callersDeadlineNanos);
        }
        attempt(now, call);
    }

    private void attempt(long now, Call call) {
        call.stamp++;
        call.tries++;
        call.unset(Call.HANDSHAKE); // that is of the try before, or of the one beside this
        call.sentNanos = now;
        call.state = Call.SENT;
        call.replica = null;
        CallPolicy policy = call.side.policy;
        if (policy == null) {
            sending.send(now, call);
            return;
        }
        call.waitedNanos = -1;
        CallOutcome admitted = policy.admit(tenants[call.entry], priorities[call.entry], now, sending.draw(call, 1));
        if (admitted != CallOutcome.OK) {
            decide(now, call, admitted);
            return;
        }
        noteTimeout(now, call, policy.timeouts());
        long wait = policy.admittedWaitNanos();
        hedges.sent(now, call, wait, policy);
        if (wait > 0) {
            queue.schedule(now + wait, TrafficEvent.SEND, TrafficEvent.SEND, call.number);
        } else {
            sending.send(now, call);
        }
    }

    private void noteTimeout(long now, Call call, Timeouts timeouts) {
        long deadline = timeouts.tryDeadlineNanos(now, call.deadlineNanos);
        if (deadline == Timeouts.NONE) {
            return;
        }
        ClientSide side = call.side;
        if (timeouts.tryNanos() > 0 && deadline == now + timeouts.tryNanos()) {
            lines.add(side.tryLine, deadline, call);
        } else if (timeouts.totalNanos() > 0 && deadline == now + timeouts.totalNanos()) {
            lines.add(side.totalLine, deadline, call);
        } else {
            call.timer =
                    queue.schedule(Math.max(now, deadline), TrafficEvent.TIMEOUT, TrafficEvent.TIMEOUT, call.number);
        }
    }

    /** The replica has done with a try; the answer goes on its way. */
    void reply(long now, Call call, CallOutcome outcome) {
        if (call.abandoned) {
            calls.release(call);
            return;
        }
        call.state = Call.DONE;
        call.outcome = outcome;
        call.markNanos = now;
        Replica replica = call.replica;
        if (replica == null || !messages.answer(now, call, replica)) {
            answered(now, call);
        }
    }

    /** An answer has reached the caller. */
    void answered(long now, Call call) {
        if (call.abandoned) {
            calls.release(call);
            return;
        }
        CallOutcome outcome = call.outcome;
        if (call.isFollowed()) {
            call.follow(paths.way(), now - call.markNanos);
        }
        cancelTimer(call);
        tryEnded(now, call, outcome);
        decide(now, call, outcome);
    }

    private void cancelTimer(Call call) {
        if (call.timer != CallTable.NONE) {
            queue.cancel(call.timer);
            call.timer = CallTable.NONE;
        }
    }

    /** A try was not sent, because its side knows of no endpoint. */
    void foundNobody(long now, Call call) {
        notSent(now, call, CallOutcome.NO_ENDPOINT);
    }

    private void notSent(long now, Call call, CallOutcome outcome) {
        cancelTimer(call);
        hedges.over(call);
        tellPolicy(now, call, outcome);
        decide(now, call, outcome);
    }

    /** A try has waited for its turn, or for somebody who can take it; it is sent if anybody would take the answer. */
    void waited(long now, Call call) {
        if (!call.abandoned && call.isForNobody()) {
            if (call.state == Call.HELD) {
                Sending.letGo(now, call);
            }
            notSent(now, call, CallOutcome.CANCELLED);
        } else {
            sending.send(now, call);
        }
    }

    /** Tells all who keep count that a try is over for its caller. */
    private void tryEnded(long now, Call call, CallOutcome outcome) {
        ClientSide side = call.side;
        Replica replica = call.replica;
        hedges.over(call);
        if (replica != null) {
            side.ended(replica, now, now - call.sentNanos, outcome == CallOutcome.OK);
            OutlierDetector outliers = side.policy == null ? null : side.policy.outliers();
            if (outliers != null
                    && outcome.saysOfEndpoint()
                    && outliers.ended(replica.number, outcome, now, sending.draw(call, 2))) {
                side.healthChanged(now);
            }
        }
        tellPolicy(now, call, outcome);
    }

    private void tellPolicy(long now, Call call, CallOutcome outcome) {
        CallPolicy policy = call.side.policy;
        if (policy != null) {
            policy.tryEnded(outcome, now - call.sentNanos, call.waitNanos(now), now);
        }
    }

    void lineFired(long now, int line) {
        lines.fired(line);
        for (Call call = lines.takeDue(line, now); call != null; call = lines.takeDue(line, now)) {
            giveUp(now, call);
        }
    }

    void timedOut(long now, Call call) {
        call.timer = CallTable.NONE;
        giveUp(now, call);
    }

    /** The caller waits no longer for a try. */
    private void giveUp(long now, Call call) {
        CallOutcome outcome = now >= call.deadlineNanos ? CallOutcome.DEADLINE_EXCEEDED : CallOutcome.TRY_TIMEOUT;
        tryEnded(now, call, outcome);
        if (hedges.hasOthers(call)) {
            forget(now, call);
            return;
        }
        Call own = takeOver(call);
        abandon(now, call);
        decide(now, own, outcome);
    }

    private void abandon(long now, Call call) {
        call.abandoned = true;
        if (call.state == Call.HELD) {
            Sending.letGo(now, call);
        }
        if (call.state == Call.GONE) {
            calls.release(call);
        }
    }

    /** A try is under way still, or not, but others of its call are, and nobody waits for this one. */
    private void forget(long now, Call call) {
        hedges.leave(call);
        retryOver(now, call);
        abandon(now, call);
    }

    private void retryOver(long now, Call call) {
        CallPolicy policy = call.side.policy;
        if (call.retry && policy != null) {
            call.retry = false;
            policy.retryEnded(now);
        }
    }

    /** The time has come to send a call once more beside the try that is under way. */
    void hedge(long now, Call call) {
        CallPolicy policy = call.side.policy;
        if (policy == null) {
            throw new IllegalStateException("Nothing asked for a hedge");
        }
        call.unset(Call.WAITS);
        if (call.isForNobody() || !policy.hedges(now)) {
            return;
        }
        attempt(now, hedges.another(call));
    }

    /** A call is answered: nobody waits for its other tries. */
    private void cancelOthers(long now, Call call) {
        while (hedges.hasOthers(call)) {
            Call other = call.twin;
            cancelTimer(other);
            tryEnded(now, other, CallOutcome.CANCELLED);
            forget(now, other);
        }
    }

    /** A row for the caller alone; the old one stays with the replica. */
    private Call takeOver(Call call) {
        Call own = calls.copy(call);
        own.retry = call.retry;
        call.retry = false;
        return own;
    }

    /** A try is over: the call is tried again, or ends. */
    private void decide(long now, Call call, CallOutcome outcome) {
        CallPolicy policy = call.side.policy;
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
        if (outcome != CallOutcome.OK && !call.isForNobody()) {
            long wait =
                    policy.retryAfterNanos(hedges.tries(call), outcome, now, call.deadlineNanos, sending.draw(call, 3));
            if (wait != RetryPolicy.GIVE_UP) {
                call.tries = hedges.tries(call);
                call.unset(Call.HEDGED);
                call.retry = true;
                call.state = Call.DONE;
                call.stamp++; // the time-out of this try is none of the call while it waits
                queue.schedule(now + wait, TrafficEvent.RETRY, TrafficEvent.RETRY, call.number);
                return;
            }
        }
        policy.callEnded(now);
        end(now, call, outcome);
    }

    void tryAgain(long now, Call call) {
        if (call.isForNobody()) {
            decide(now, call, CallOutcome.CANCELLED);
            return;
        }
        double[] path = call.path();
        if (path != null) {
            Arrays.fill(path, 0); // what the failed try took is none of the times of this one
        }
        attempt(now, call);
    }

    private void end(long now, Call call, CallOutcome outcome) {
        ServiceMeter meter = call.side.service.meter;
        if (meter != null) {
            meter.ended(now - call.bornNanos, outcome == CallOutcome.OK);
        }
        Call parent = call.parent;
        double[] path = call.path();
        if (parent == null) {
            if (path != null && outcome == CallOutcome.OK && recorder.counts(call.bornNanos)) {
                paths.ended(path, now - call.bornNanos);
            }
            users.answered(now, call, outcome);
            calls.release(call);
            return;
        }
        int parentServing = call.parentServing;
        byte flags = call.flags;
        calls.release(call);
        if ((flags & Call.AWAITED) != 0 && parent.serving == parentServing) {
            serving.called(now, parent, (flags & Call.OPTIONAL) != 0 ? CallOutcome.OK : outcome, path);
        }
    }
}
