package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;

/** Ends of replicas with all that is in them: they are lost with their nodes, or killed for want of memory and start again. */
final class Crashes {
    /** Above all draws of tries. */
    private static final long RESTART = 1L << 62;

    private final EventQueue queue;
    private final CallTable calls;
    private final TrafficRecorder recorder;
    private final Draws work;
    private final Serving serving;
    private final Fleet fleet;

    Crashes(EventQueue queue, CallTable calls, TrafficRecorder recorder, Draws work, Serving serving, Fleet fleet) {
        this.queue = queue;
        this.calls = calls;
        this.recorder = recorder;
        this.work = work;
        this.serving = serving;
        this.fleet = fleet;
    }

    /** A replica is gone: what was in it is answered by a reset of the connection, or by nothing. */
    void lost(long now, Replica replica, long resetNanos) {
        boolean before = replica.alive;
        // whose place is given up while its node is down answers no sooner for that
        replica.life.deadNanos = before ? resetNanos : Math.max(replica.life.deadNanos, resetNanos);
        if (before) {
            replica.die();
            serving.setTimer(replica);
            if (replica.node != null) {
                replica.node.remove(replica);
                replica.node.changed(now, serving);
            }
            resetAll(now, replica, resetNanos);
        }
    }

    /** A replica took too much memory: all in it is reset, and it starts again. */
    void kill(long now, Replica replica, MemorySpec memory) {
        replica.life.restarting = true;
        replica.life.killsInAll++;
        replica.reset();
        serving.setTimer(replica);
        if (replica.node != null) {
            replica.node.changed(now, serving);
        }
        recorder.killed(replica.service, now);
        resetAll(now, replica, 0);
        replica.listening = false;
        replica.life.accepts &= !replica.service.told;
        fleet.settle(replica);
        if (now - replica.life.startedNanos >= MemorySpec.FORGIVEN_NANOS) {
            replica.life.kills = 0;
        }
        double start = memory.restart().nanos(work.uniform(replica.id, RESTART + now));
        long at = now + MemorySpec.backOffNanos(replica.life.kills++) + (long) Math.ceil(start);
        queue.schedule(at, TrafficEvent.RESTART, TrafficEvent.RESTART, replica.id);
    }

    /** A replica that was killed is up again. */
    void restarted(long now, Replica replica) {
        if (replica.alive) {
            replica.life.restarting = false;
            replica.holdMemory();
            replica.listening = replica.life.accepts;
            replica.life.startedNanos = now;
            replica.advance(now);
            fleet.settle(replica);
        }
    }

    private void resetAll(long now, Replica replica, long resetNanos) {
        for (int i = 0; i < calls.rows(); i++) {
            Call call = calls.call(i);
            if (call.replica == replica && call.isIn()) {
                serving.forgotten(now, call, replica);
                reset(now, call, resetNanos);
            }
        }
    }

    private void reset(long now, Call call, long resetNanos) {
        if (call.abandoned) {
            calls.release(call);
        } else if (resetNanos != ArrivalProcess.NEVER) {
            call.state = Call.DONE;
            call.outcome = CallOutcome.RESET;
            queue.schedule(now + resetNanos, TrafficEvent.ANSWER, TrafficEvent.ANSWER, call.number);
        } else {
            call.state = Call.GONE;
        }
    }
}
