package io.wavetank.sim.traffic;

import io.wavetank.sim.EventQueue;
import java.util.Arrays;

/**
 * What is under way between two places. Messages of one kind over one distance arrive in the order in which they were sent, so that they stand
 * behind one another in a lane of the queue.
 */
final class Messages {
    private static final int NO_LANE = -1;

    private final EventQueue queue;
    private final long[] nanos;
    private final boolean takesTime;
    private final int[] reachLanes = new int[NetworkDelay.DISTANCES];
    private final int[] answerLanes = new int[NetworkDelay.DISTANCES];
    private int nextLane;

    /** The lanes from one on are for messages. */
    Messages(NetworkDelay network, EventQueue queue, int firstLane) {
        this.queue = queue;
        this.nanos = network.byDistance();
        this.takesTime = !network.equals(NetworkDelay.NONE);
        this.nextLane = firstLane;
        Arrays.fill(reachLanes, NO_LANE);
        Arrays.fill(answerLanes, NO_LANE);
    }

    /** How many lanes a queue needs for messages. */
    static int lanes() {
        return 2 * NetworkDelay.DISTANCES;
    }

    /** Sends a try; returns whether it is under way, else it is there. */
    boolean send(long now, int call, Place from, Place to) {
        return takesTime && under(reachLanes, TrafficEvent.REACH, now, call, from, to);
    }

    /** Sends an answer; returns whether it is under way, else it is there. */
    boolean answer(long now, int call, Place from, Place to) {
        return takesTime && under(answerLanes, TrafficEvent.ANSWER, now, call, from, to);
    }

    private boolean under(int[] lanes, int kind, long now, int call, Place from, Place to) {
        int distance = NetworkDelay.distance(from, to);
        long delay = nanos[distance];
        if (delay == 0) {
            return false;
        }
        if (lanes[distance] == NO_LANE) {
            lanes[distance] = nextLane++;
        }
        queue.appendToLane(lanes[distance], now + delay, kind, kind, call);
        return true;
    }
}
