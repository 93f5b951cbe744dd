package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;
import io.wavetank.sim.traffic.Operation.Outgoing;
import org.jspecify.annotations.Nullable;

/** The replicas' side of calls: a try reaches a replica, waits, is worked on, calls others, and is answered. */
final class Serving {
    /** Draws of one try: a work of each step, and whether it fails in the end. */
    static final int STEP_BITS = 8;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int FAILURE = (1 << STEP_BITS) - 1;

    private final EventQueue queue;
    private final ReplicaTimers timers;
    private final CallTable calls;
    private final TrafficRecorder recorder;
    private final Tries tries;
    private final ClientSides sides;
    private final CriticalPaths paths;
    private final Draws work;
    private final Draws branching;
    private final Crashes crashes;
    private final OutOfMemory outOfMemory;

    Serving(
            EventQueue queue,
            ReplicaTimers timers,
            CallTable calls,
            TrafficRecorder recorder,
            Draws draws,
            Tries tries,
            Fleet fleet,
            ClientSides sides) {
        this.queue = queue;
        this.timers = timers;
        this.calls = calls;
        this.recorder = recorder;
        this.tries = tries;
        this.sides = sides;
        this.paths = recorder.paths();
        this.work = draws.stream("work");
        this.branching = draws.stream("branching");
        this.crashes = new Crashes(queue, calls, recorder, work, this, fleet);
        this.outOfMemory = new OutOfMemory(crashes);
    }

    /** What ends replicas with all that is in them. */
    Crashes crashes() {
        return crashes;
    }

    /** What kills where nodes have no memory left. */
    OutOfMemory outOfMemory() {
        return outOfMemory;
    }

    /** A try reaches its replica. */
    void reach(long now, Call call) {
        Replica replica = call.replica;
        if (call.abandoned || replica == null) {
            calls.release(call);
            return;
        }
        call.reachedNanos = now;
        if (call.isFollowed()) {
            call.follow(paths.way(), now - call.sentNanos);
        }
        if (replica.load() >= replica.mostRequests && replica.alive && replica.listening && replica.hasPlace()) {
            crashes.kill(now, replica, replica.memory());
        }
        MemoryHolder holder = replica.holder;
        if (holder != null && replica.alive && replica.listening && replica.hasPlace()) {
            outOfMemory.makeRoom(now, holder.node, replica.requestBytes());
        }
        if (!replica.alive || !replica.listening) {
            replica.life.refused++;
            refuse(now, call, replica.life.deadNanos);
        } else if (replica.busy < replica.workers && !replica.starting) {
            entered(now, replica, false);
            start(now, call, replica);
        } else if (replica.queue.size() < replica.queueLimit) {
            call.state = Call.WAITING;
            entered(now, replica, true);
            replica.enqueue(call);
        } else {
            recorder.served(replica, CallOutcome.GATEWAY_FAILURE, now, now, false);
            tries.reply(now, call, CallOutcome.GATEWAY_FAILURE);
        }
    }

    private static void entered(long now, Replica replica, boolean waits) {
        ServiceMeter meter = replica.service.meter;
        if (meter != null) {
            meter.entered(now);
            if (waits) {
                meter.waits(now);
            }
        }
    }

    private static void left(long now, Replica replica) {
        ServiceMeter meter = replica.service.meter;
        if (meter != null) {
            meter.left(now);
        }
    }

    private static void waitsNoLonger(long now, Replica replica) {
        ServiceMeter meter = replica.service.meter;
        if (meter != null) {
            meter.waitsNoLonger(now);
        }
    }

    /** There is nobody; whoever knocks finds out at once, after a time, or never. */
    private void refuse(long now, Call call, long afterNanos) {
        if (afterNanos == 0) {
            tries.reply(now, call, CallOutcome.CONNECT_FAILURE);
        } else if (afterNanos == ArrivalProcess.NEVER) {
            call.state = Call.GONE;
        } else {
            call.state = Call.DONE;
            call.outcome = CallOutcome.CONNECT_FAILURE;
            queue.schedule(now + afterNanos, TrafficEvent.ANSWER, TrafficEvent.ANSWER, call.number);
        }
    }

    private void start(long now, Call call, Replica replica) {
        replica.occupy();
        call.serving++;
        call.state = Call.SERVED;
        call.step = 0;
        call.outcome = CallOutcome.OK;
        call.waitedNanos = now - call.reachedNanos;
        recorder.started(replica.service, call.reachedNanos, now);
        if (call.isFollowed()) {
            call.follow(CriticalPaths.waitOf(replica.service.number), now - call.reachedNanos);
        }
        run(now, call, replica);
    }

    /** Goes on with an operation until it computes, waits for others, or ends. */
    private void run(long now, Call call, Replica replica) {
        Operation operation = call.operation;
        while (call.step < operation.steps) {
            ServiceTime time = operation.work(call.step);
            if (time != null) {
                compute(now, call, replica, time);
                return;
            }
            if (!callAll(now, call, replica, operation.calls(call.step))) {
                return;
            }
            if (call.outcome != CallOutcome.OK) {
                finish(now, call, replica, CallOutcome.SERVER_ERROR);
                return;
            }
            call.step++;
        }
        double failure = operation.failureProbability + replica.failureProbability;
        boolean fails = failure > 0 && work.uniform(call.key, drawOf(call, FAILURE)) < failure;
        finish(now, call, replica, fails ? CallOutcome.SERVER_ERROR : CallOutcome.OK);
    }

    private static long drawOf(Call call, int which) {
        return (long) call.tries << STEP_BITS | which;
    }

    private void compute(long now, Call call, Replica replica, ServiceTime time) {
        double nanos = time.nanos(work.uniform(call.key, drawOf(call, call.step)));
        if (call.operation.hasProxies()) {
            double proxy = proxyNanos(call, replica);
            recorder.proxied(replica.service, call.reachedNanos, proxy);
            nanos += proxy;
        }
        recorder.worked(replica.service, call.reachedNanos, nanos);
        if (replica.service.meter != null) {
            replica.service.meter.worked(nanos);
        }
        if (call.isFollowed()) {
            call.markNanos = now;
        }
        replica.advance(now);
        replica.begin(call, nanos);
        changed(now, replica);
    }

    /** A replica is warm to a part. */
    void warm(long now, Replica replica, double part) {
        replica.warm(now, part);
        setTimer(replica);
    }

    private static double proxyNanos(Call call, Replica replica) {
        ProxySpec proxy = replica.service.proxy;
        double nanos = call.operation.proxyNanos(call.step);
        if (proxy != null && call.has(Call.HANDSHAKE)) {
            call.unset(Call.HANDSHAKE);
            nanos += proxy.handshakeCpuNanos();
        }
        return nanos;
    }

    /** A replica has more or less to do than before. */
    void changed(long now, Replica replica) {
        if (replica.node != null && !replica.handled) {
            replica.node.changed(now, this);
        }
        setTimer(replica);
    }

    /** Makes the calls of a step; returns whether it is over already: all that are waited for are, or one of them has failed. */
    private boolean callAll(long now, Call call, Replica replica, Outgoing[] step) {
        call.state = Call.CALLING;
        call.pending = 0;
        int serving = call.serving;
        for (int i = 0; i < step.length; i++) {
            Outgoing each = step[i];
            long key = mix(call.key + ((long) call.step << 32 | (i + 1)) * GOLDEN_RATIO + call.tries);
            if (each.probability() == 1 || branching.uniform(key, 0) < each.probability()) {
                make(now, call, serving, replica, each, key);
                if (call.serving != serving) {
                    return false; // what was called had this replica killed
                }
            }
        }
        call.state = Call.SERVED;
        return call.pending == 0 || call.outcome != CallOutcome.OK;
    }

    private void make(long now, Call call, int serving, Replica replica, Outgoing each, long key) {
        Call made = calls.take(sides.of(now, replica, each.operation().service), each.operation());
        made.parent = call;
        made.parentServing = serving;
        made.flags = each.flags();
        made.entry = call.entry;
        if (call.isFollowed()) {
            made.beginPath(paths.parts());
        }
        made.key = key;
        if (each.awaited()) {
            call.pending++;
        }
        tries.begin(now, made, call.deadlineNanos);
    }

    /** The output function of SplitMix64: a call's draws do not depend on how many calls there were before it. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A call that an operation waits for is over. */
    void called(long now, Call call, CallOutcome outcome, double @Nullable [] path) {
        call.pending--;
        double[] own = call.path();
        if (path != null && own != null && call.pending == 0) {
            for (int i = 0; i < own.length; i++) {
                own[i] += path[i];
            }
        }
        if (outcome != CallOutcome.OK) {
            call.outcome = outcome;
        }
        if (call.state == Call.CALLING) {
            return; // the others are still being made
        }
        Replica replica = call.replica;
        if (replica == null) {
            throw new IllegalStateException("An operation without a replica");
        }
        if (call.outcome != CallOutcome.OK) {
            finish(now, call, replica, CallOutcome.SERVER_ERROR);
        } else if (call.pending == 0) {
            call.step++;
            run(now, call, replica);
        }
    }

    private void finish(long now, Call call, Replica replica, CallOutcome outcome) {
        recorder.served(replica, outcome, call.reachedNanos, now, call.abandoned);
        left(now, replica);
        call.serving++; // answers to its own calls that are still to come come to nobody
        call.state = Call.DONE; // what begins now may kill this replica, and this try is none of it any more
        replica.vacate();
        startWaiting(now, replica);
        tries.reply(now, call, outcome);
    }

    /** Those that wait take the workers that are free; what nobody waits for is dropped where callers hand on their deadlines. */
    private void startWaiting(long now, Replica replica) {
        if (replica.starting) {
            return; // one that has just begun is over already: it goes on where that one was begun, however many follow
        }
        replica.starting = true;
        while (replica.queue.size() > 0 && replica.busy < replica.workers) {
            Call call = replica.queue.take();
            waitsNoLonger(now, replica);
            if (call.abandoned && call.side.handsOnDeadlines()) {
                left(now, replica);
                replica.holdMemory();
                calls.release(call);
            } else {
                start(now, call, replica);
            }
        }
        replica.starting = false;
    }

    /** Something happens by itself in a replica. */
    void happened(long now, Replica replica) {
        replica.timerNanos = Replica.BEING_HANDLED;
        replica.handled = true;
        replica.happened(now);
        while (replica.firstIsDone()) {
            Call call = replica.takeFirst();
            call.step++;
            if (call.isFollowed()) {
                call.follow(CriticalPaths.servedOf(replica.service.number), now - call.markNanos);
            }
            run(now, call, replica);
        }
        if (replica.node != null) {
            replica.node.changed(now, this);
        }
        replica.handled = false;
        setTimer(replica);
    }

    /** Sets when next something happens by itself in a replica. */
    void setTimer(Replica replica) {
        if (replica.handled) {
            return;
        }
        long next = replica.nextNanos();
        if (next != replica.timerNanos) {
            replica.timerNanos = next;
            if (next == ArrivalProcess.NEVER) {
                timers.clear(replica.id);
            } else {
                timers.set(replica.id, next);
            }
        }
    }

    /** A replica that was killed is up again. */
    void restarted(long now, Replica replica) {
        crashes.restarted(now, replica);
        MemoryHolder holder = replica.holder;
        if (holder != null) {
            outOfMemory.makeRoom(now, holder.node, 0);
        }
    }

    /** What is in a replica, or waits in it, is there no more. */
    void forgotten(long now, Call call, Replica replica) {
        left(now, replica);
        if (call.state == Call.WAITING) {
            waitsNoLonger(now, replica);
        }
        call.serving++;
        recorder.served(replica, CallOutcome.RESET, call.reachedNanos, now, call.abandoned);
    }
}
