package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Step;
import io.wavetank.sim.traffic.OperationSpec.Work;
import org.jspecify.annotations.Nullable;

/** The replicas' side of calls: a try reaches a replica, waits, is worked on, calls others, and is answered. */
final class Serving {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    /** Draws of one try: a work of each step, and whether it fails in the end. */
    private static final int STEP_BITS = 8;

    private static final int FAILURE = (1 << STEP_BITS) - 1;
    /** Above all draws of tries. */
    private static final long RESTART = 1L << 62;

    private final EventQueue queue;
    private final CallTable calls;
    private final TrafficRecorder recorder;
    private final Tries tries;
    private final Fleet fleet;
    private final CriticalPaths paths;
    private final Draws work;
    private final Draws branching;
    private final Step[][] steps;
    private final double[] failureProbability;
    /** By operation and step: what of its work the proxies take; null without proxies. */
    private final double @Nullable [][] proxied;

    Serving(
            TrafficSpec spec,
            EventQueue queue,
            CallTable calls,
            TrafficRecorder recorder,
            Draws draws,
            Tries tries,
            Fleet fleet) {
        this.queue = queue;
        this.calls = calls;
        this.recorder = recorder;
        this.tries = tries;
        this.fleet = fleet;
        this.paths = recorder.paths();
        this.work = draws.stream("work");
        this.branching = draws.stream("branching");
        int operations = spec.operations().size();
        this.steps = new Step[operations][];
        this.failureProbability = new double[operations];
        this.proxied = ProxyWork.of(spec);
        for (int i = 0; i < operations; i++) {
            OperationSpec operation = spec.operations().get(i);
            steps[i] = ProxyWork.steps(spec, operation).toArray(new Step[0]);
            failureProbability[i] = operation.failureProbability();
            if (steps[i].length >= FAILURE) {
                throw new IllegalArgumentException(
                        "Operation " + operation.name() + " has more than " + (FAILURE - 1) + " steps");
            }
        }
    }

    /** Adds a time to the critical path of a call that is followed. */
    void follow(int call, int part, long nanos) {
        double[] path = calls.path[call];
        if (path != null) {
            path[part] += nanos;
        }
    }

    CriticalPaths paths() {
        return paths;
    }

    TrafficRecorder recorder() {
        return recorder;
    }

    /** A try reaches its replica. */
    void reach(long now, int call) {
        Replica replica = calls.replica[call];
        if (calls.abandoned[call] || replica == null) {
            calls.release(call);
            return;
        }
        calls.reachedNanos[call] = now;
        if ((calls.flags[call] & Tries.FOLLOWED) != 0) {
            follow(call, paths.way(), now - calls.sentNanos[call]);
        }
        if (replica.load() >= replica.mostRequests && replica.alive && replica.listening) {
            kill(now, replica, replica.memory());
        }
        if (!replica.alive || !replica.listening) {
            replica.refused++;
            refuse(now, call, replica.deadNanos);
        } else if (replica.busy < replica.workers) {
            entered(now, replica, false);
            start(now, call, replica);
        } else if (replica.queued() < replica.queueLimit) {
            calls.state[call] = CallTable.WAITING;
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
    private void refuse(long now, int call, long afterNanos) {
        if (afterNanos == 0) {
            tries.reply(now, call, CallOutcome.CONNECT_FAILURE);
        } else if (afterNanos == ArrivalProcess.NEVER) {
            calls.state[call] = CallTable.GONE;
        } else {
            calls.state[call] = CallTable.DONE;
            calls.outcome[call] = CallOutcome.CONNECT_FAILURE;
            queue.schedule(now + afterNanos, TrafficEvent.ANSWER, TrafficEvent.ANSWER, call);
        }
    }

    private void start(long now, int call, Replica replica) {
        replica.busy++;
        calls.serving[call]++;
        calls.state[call] = CallTable.SERVED;
        calls.step[call] = 0;
        calls.outcome[call] = CallOutcome.OK;
        recorder.started(replica.service, calls.reachedNanos[call], now);
        if ((calls.flags[call] & Tries.FOLLOWED) != 0) {
            follow(call, CriticalPaths.waitOf(replica.service.number), now - calls.reachedNanos[call]);
        }
        run(now, call, replica);
    }

    /** Goes on with an operation until it computes, waits for others, or ends. */
    private void run(long now, int call, Replica replica) {
        Step[] all = steps[calls.operation[call]];
        while (calls.step[call] < all.length) {
            Step step = all[calls.step[call]];
            if (step instanceof Work each) {
                compute(now, call, replica, each);
                return;
            }
            if (step instanceof Calls each && !callAll(now, call, replica, each)) {
                return;
            }
            if (calls.outcome[call] != CallOutcome.OK) {
                finish(now, call, replica, CallOutcome.SERVER_ERROR);
                return;
            }
            calls.step[call]++;
        }
        int operation = calls.operation[call];
        double failure = failureProbability[operation] + replica.failureProbability;
        boolean fails = failure > 0 && work.uniform(calls.key[call], drawOf(call, FAILURE)) < failure;
        finish(now, call, replica, fails ? CallOutcome.SERVER_ERROR : CallOutcome.OK);
    }

    private long drawOf(int call, int which) {
        return (long) calls.tries[call] << STEP_BITS | which;
    }

    private void compute(long now, int call, Replica replica, Work step) {
        double nanos = step.time().nanos(work.uniform(calls.key[call], drawOf(call, calls.step[call])));
        if (proxied != null) {
            double proxy = proxyNanos(call, replica);
            recorder.proxied(replica.service, calls.reachedNanos[call], proxy);
            nanos += proxy;
        }
        recorder.worked(replica.service, calls.reachedNanos[call], nanos);
        if (replica.service.meter != null) {
            replica.service.meter.worked(nanos);
        }
        if ((calls.flags[call] & Tries.FOLLOWED) != 0) {
            calls.markNanos[call] = now;
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

    private double proxyNanos(int call, Replica replica) {
        ProxySpec proxy = replica.service.spec.extras().proxy();
        double nanos = proxied == null ? 0 : proxied[calls.operation[call]][calls.step[call]];
        if (proxy != null && (calls.flags[call] & Tries.HANDSHAKE) != 0) {
            calls.flags[call] &= ~Tries.HANDSHAKE;
            nanos += proxy.handshakeCpuNanos();
        }
        return nanos;
    }

    /** A replica has more or less to do than before. */
    private void changed(long now, Replica replica) {
        if (replica.node != null && !replica.handled) {
            replica.node.changed(now, this);
        }
        setTimer(replica);
    }

    /** Makes the calls of a step; returns whether all that are waited for are over already. */
    private boolean callAll(long now, int call, Replica replica, Calls step) {
        calls.state[call] = CallTable.CALLING;
        calls.pending[call] = 0;
        int serving = calls.serving[call];
        for (int i = 0; i < step.calls().size(); i++) {
            CallSpec each = step.calls().get(i);
            long key =
                    mix(calls.key[call] + ((long) calls.step[call] << 32 | (i + 1)) * GOLDEN_RATIO + calls.tries[call]);
            if (each.probability() == 1 || branching.uniform(key, 0) < each.probability()) {
                make(now, call, serving, replica, each, key);
            }
        }
        calls.state[call] = CallTable.SERVED;
        return calls.pending[call] == 0;
    }

    private void make(long now, int call, int serving, Replica replica, CallSpec each, long key) {
        int made = calls.take();
        calls.parent[made] = call;
        calls.parentServing[made] = serving;
        calls.flags[made] = (byte) ((each.awaited() ? Tries.AWAITED : 0) | (each.optional() ? Tries.OPTIONAL : 0));
        calls.operation[made] = each.operation();
        calls.entry[made] = calls.entry[call];
        if ((calls.flags[call] & Tries.FOLLOWED) != 0) {
            calls.flags[made] |= Tries.FOLLOWED;
            calls.path[made] = paths.begin();
        }
        if (fleet.refuses(replica.service.number, each.operation())) {
            calls.flags[made] |= Tries.NOT_ALLOWED;
        }
        calls.side[made] = fleet.side(replica, each.operation());
        calls.key[made] = key;
        if (each.awaited()) {
            calls.pending[call]++;
        }
        tries.begin(now, made, calls.deadlineNanos[call]);
    }

    /** The output function of SplitMix64: a call's draws do not depend on how many calls there were before it. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A call that an operation waits for is over. */
    void called(long now, int call, CallOutcome outcome, double @Nullable [] path) {
        calls.pending[call]--;
        double[] own = calls.path[call];
        if (path != null && own != null && calls.pending[call] == 0) {
            for (int i = 0; i < own.length; i++) {
                own[i] += path[i];
            }
        }
        if (outcome != CallOutcome.OK) {
            calls.outcome[call] = outcome;
        }
        if (calls.state[call] == CallTable.CALLING) {
            return; // the others are still being made
        }
        Replica replica = calls.replica[call];
        if (replica == null) {
            throw new IllegalStateException("An operation without a replica");
        }
        if (calls.outcome[call] != CallOutcome.OK) {
            finish(now, call, replica, CallOutcome.SERVER_ERROR);
        } else if (calls.pending[call] == 0) {
            calls.step[call]++;
            run(now, call, replica);
        }
    }

    private void finish(long now, int call, Replica replica, CallOutcome outcome) {
        recorder.served(replica, outcome, calls.reachedNanos[call], now, calls.abandoned[call]);
        left(now, replica);
        calls.serving[call]++; // answers to its own calls that are still to come come to nobody
        replica.busy--;
        startWaiting(now, replica);
        tries.reply(now, call, outcome);
    }

    /** Those that wait take the workers that are free; what nobody waits for is dropped where callers hand on their deadlines. */
    private void startWaiting(long now, Replica replica) {
        while (replica.queued() > 0 && replica.busy < replica.workers) {
            int call = replica.dequeue();
            waitsNoLonger(now, replica);
            if (calls.abandoned[call] && fleet.handsOnDeadlines(calls.side[call])) {
                left(now, replica);
                calls.release(call);
            } else {
                start(now, call, replica);
            }
        }
    }

    /** Something happens by itself in a replica. */
    void happened(long now, Replica replica) {
        replica.timer = CallTable.NONE;
        replica.handled = true;
        replica.happened(now);
        while (replica.firstIsDone()) {
            int call = replica.takeFirst();
            calls.step[call]++;
            if ((calls.flags[call] & Tries.FOLLOWED) != 0) {
                follow(call, CriticalPaths.servedOf(replica.service.number), now - calls.markNanos[call]);
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
        if (replica.timer == CallTable.NONE) {
            if (next != ArrivalProcess.NEVER) {
                replica.timer = queue.schedule(next, TrafficEvent.REPLICA, TrafficEvent.REPLICA, replica.id);
                replica.timerNanos = next;
            }
        } else if (next == ArrivalProcess.NEVER) {
            queue.cancel(replica.timer);
            replica.timer = CallTable.NONE;
        } else if (next != replica.timerNanos) {
            queue.reschedule(replica.timer, next);
            replica.timerNanos = next;
        }
    }

    /** A replica is gone: what was in it is answered by a reset of the connection, or by nothing. */
    void lost(long now, Replica replica, long resetNanos) {
        boolean before = replica.alive;
        replica.deadNanos = resetNanos;
        if (before) {
            replica.die();
            setTimer(replica);
            if (replica.node != null) {
                replica.node.remove(replica);
                replica.node.changed(now, this);
            }
            resetAll(now, replica, resetNanos);
        }
    }

    /** A replica took too much memory: all in it is reset, and it starts again. */
    private void kill(long now, Replica replica, MemorySpec memory) {
        replica.reset();
        setTimer(replica);
        if (replica.node != null) {
            replica.node.changed(now, this);
        }
        recorder.killed(replica.service);
        resetAll(now, replica, 0);
        replica.listening = false;
        fleet.lookAway(replica.id);
        if (now - replica.startedNanos >= MemorySpec.FORGIVEN_NANOS) {
            replica.kills = 0;
        }
        double start = memory.restart().nanos(work.uniform(replica.id, RESTART + now));
        long at = now + MemorySpec.backOffNanos(replica.kills++) + (long) Math.ceil(start);
        queue.schedule(at, TrafficEvent.RESTART, TrafficEvent.RESTART, replica.id);
    }

    /** A replica that was killed is up again. */
    void restarted(long now, Replica replica) {
        if (replica.alive) {
            replica.listening = true;
            replica.startedNanos = now;
            replica.advance(now);
            fleet.lookAgain(replica.id);
        }
    }

    private void resetAll(long now, Replica replica, long resetNanos) {
        for (int call = 0; call < calls.rows(); call++) {
            byte state = calls.state[call];
            if (calls.replica[call] == replica && (state == CallTable.WAITING || state == CallTable.SERVED)) {
                left(now, replica);
                if (state == CallTable.WAITING) {
                    waitsNoLonger(now, replica);
                }
                reset(now, call, replica, resetNanos);
            }
        }
    }

    private void reset(long now, int call, Replica replica, long resetNanos) {
        calls.serving[call]++;
        recorder.served(replica, CallOutcome.GATEWAY_FAILURE, calls.reachedNanos[call], now, calls.abandoned[call]);
        if (calls.abandoned[call]) {
            calls.release(call);
        } else if (resetNanos != ArrivalProcess.NEVER) {
            calls.state[call] = CallTable.DONE;
            calls.outcome[call] = CallOutcome.GATEWAY_FAILURE;
            queue.schedule(now + resetNanos, TrafficEvent.ANSWER, TrafficEvent.ANSWER, call);
        } else {
            calls.state[call] = CallTable.GONE;
        }
    }
}
