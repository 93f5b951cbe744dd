package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;

/** How tries come to replicas: each is routed, waits before its service or for its connection if need be, and goes on its way. */
final class Sending {
    /** Each try of a call has draws of its own: so many. */
    private static final int DRAWS_A_TRY = 4;

    private final EventQueue queue;
    private final CallTable calls;
    private final Messages messages;
    private final Draws routing;
    private final TrafficRecorder recorder;
    private final Tries tries;
    private final Serving serving;

    Sending(
            EventQueue queue,
            CallTable calls,
            Messages messages,
            TrafficRecorder recorder,
            Draws routing,
            Tries tries,
            Serving serving) {
        this.queue = queue;
        this.calls = calls;
        this.messages = messages;
        this.recorder = recorder;
        this.routing = routing;
        this.tries = tries;
        this.serving = serving;
    }

    /** A draw of a try: 0 chooses its replica. */
    long draw(Call call, int which) {
        return routing.bits(call.key, (long) call.tries * DRAWS_A_TRY + which);
    }

    /** Routes a try and sends it. A try that was given up while it waited for its turn is not sent. */
    void send(long now, Call call) {
        if (call.abandoned) {
            calls.release(call);
            return;
        }
        ClientSide side = call.side;
        if (call.has(Call.NOT_ALLOWED)) {
            turnAway(now, call, side.service);
            return;
        }
        if (call.state == Call.HELD) {
            letGo(now, call);
        } else if (side.service.meter != null) {
            side.service.meter.tried();
        }
        Replica replica = side.pick(now, call.key, draw(call, 0));
        if (replica == null && side.service.activator && side.knowsNone()) {
            hold(now, call);
            return;
        }
        if (replica == null) {
            tries.foundNobody(now, call);
            return;
        }
        call.replica = replica;
        ProxySpec proxy = side.service.proxy;
        if (proxy == null || !proxy.connects() || isConnected(now, call, replica, proxy)) {
            sendOn(now, call);
        }
    }

    /** Nobody can take a try: it waits before the service until somebody can, or its caller has waited for long enough. */
    private void hold(long now, Call call) {
        ClientSide side = call.side;
        call.state = Call.HELD;
        side.held.add(call);
        if (side.service.meter != null) {
            side.service.meter.entered(now);
            side.service.meter.waits(now);
        }
    }

    /** A try that was held goes on its way, or is given up. */
    static void letGo(long now, Call call) {
        call.state = Call.SENT;
        ServiceMeter meter = call.side.service.meter;
        if (meter != null) {
            meter.waitsNoLonger(now);
            meter.left(now);
        }
    }

    /** A network policy: what is dropped is never answered. */
    private void turnAway(long now, Call call, Service service) {
        recorder.turnedAway(service, now);
        AccessSpec access = service.access;
        if (access != null && access.dropped()) {
            call.state = Call.GONE;
            return;
        }
        call.outcome = CallOutcome.CONNECT_FAILURE;
        tries.answered(now, call);
    }

    /** Connects if need be; whether the try can be sent at once, else it will be. */
    private boolean isConnected(long now, Call call, Replica replica, ProxySpec proxy) {
        ClientSide side = call.side;
        long wait = side.connect(now, replica, proxy, 2 * messages.nanos(side, replica));
        if (wait == ClientSide.FIRST) {
            recorder.connected(side.service, now);
            call.set(Call.HANDSHAKE);
            wait = side.standsNanos(replica) - now;
        }
        if (wait > 0) {
            queue.schedule(now + wait, TrafficEvent.CONNECTED, TrafficEvent.CONNECTED, call.number);
        }
        return wait == 0;
    }

    /** A try goes on its way to its replica. */
    void sendOn(long now, Call call) {
        Replica replica = call.replica;
        if (call.abandoned || replica == null) {
            calls.release(call);
        } else if (!messages.send(now, call, replica)) {
            serving.reach(now, call);
        }
    }
}
