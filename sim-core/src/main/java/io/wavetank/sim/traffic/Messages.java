package io.wavetank.sim.traffic;

import io.wavetank.sim.EventQueue;
import java.util.Arrays;
import java.util.List;

/**
 * What is under way between two places. Messages of one kind that take equally long arrive in the order in which they were sent, so that they
 * stand behind one another in a lane, a lane for each distance and each number of proxies on the way that differs.
 */
final class Messages {
    private static final int NO_LANE = -1;
    private static final int KINDS = 2;

    private final EventQueue queue;
    private final long[] nanos;
    private final boolean takesTime;
    private final boolean proxies;
    /** By kind and delay: the lane, and the delays that there are. */
    private final int[] lanes;

    private final long[] delays;
    private int delayCount;
    private final MessageLanes underWay;

    private final PacketLoss loss;

    Messages(TrafficSpec spec, EventQueue queue, MessageLanes underWay, PacketLoss loss) {
        this.loss = loss;
        this.queue = queue;
        this.nanos = spec.network().byDistance();
        this.proxies = spec.services().stream().anyMatch(service -> latency(service) > 0);
        this.takesTime = proxies || !spec.network().equals(NetworkDelay.NONE);
        this.delays = new long[lanes(spec) / KINDS];
        this.lanes = new int[lanes(spec)];
        Arrays.fill(lanes, NO_LANE);
        this.underWay = underWay;
    }

    private static long latency(ServiceSpec service) {
        ProxySpec proxy = service.extras().proxy();
        return proxy == null ? 0 : proxy.latencyNanos();
    }

    /** How many lanes there are for messages at the most. */
    static int lanes(TrafficSpec spec) {
        long passes =
                spec.services().stream().mapToLong(Messages::latency).distinct().count();
        return (int) (KINDS * NetworkDelay.DISTANCES * (passes + 1) * (passes + 1));
    }

    /** How long a message takes one way between a side and a replica. */
    long nanos(ClientSide side, Replica replica) {
        long way = nanos[NetworkDelay.distance(side.place, replica.place)];
        if (!proxies) {
            return way;
        }
        long delay = way + latency(replica.service.spec);
        Replica caller = side.caller;
        return caller == null ? delay : delay + latency(caller.service.spec);
    }

    /** A share of what comes to nodes, or from them, is lost from now on, or is not any more. */
    void lossOf(List<Integer> nodes, double share, boolean begins) {
        nodes.forEach(node -> loss.lossOf(node, share, begins));
    }

    /** Sends a try; returns whether it is under way, else it is there. */
    boolean send(long now, Call call, Replica replica) {
        return sent(0, TrafficEvent.REACH, now, call, replica);
    }

    /** Sends an answer; returns whether it is under way, else it is there. */
    boolean answer(long now, Call call, Replica replica) {
        return sent(1, TrafficEvent.ANSWER, now, call, replica);
    }

    private boolean sent(int which, int kind, long now, Call call, Replica replica) {
        ClientSide side = call.side;
        long later =
                loss.any() ? loss.nanos(side.place, replica.place, call.key, (long) KINDS * call.tries + which) : 0;
        if (later > 0) {
            queue.schedule(now + later + nanos(side, replica), kind, kind, call.number);
            return true;
        }
        return takesTime && under(which, kind, now, call, nanos(side, replica));
    }

    private boolean under(int which, int kind, long now, Call call, long delay) {
        if (delay == 0) {
            return false;
        }
        int at = 0;
        while (at < delayCount && delays[at] != delay) {
            at++;
        }
        if (at == delayCount) {
            delays[delayCount++] = delay;
        }
        int lane = lanes[KINDS * at + which];
        if (lane == NO_LANE) {
            lane = underWay.open(kind);
            lanes[KINDS * at + which] = lane;
        }
        underWay.send(lane, now + delay, call);
        return true;
    }
}
