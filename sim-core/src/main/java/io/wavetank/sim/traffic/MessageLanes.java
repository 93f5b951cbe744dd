package io.wavetank.sim.traffic;

import io.wavetank.sim.EventQueue;
import java.util.Arrays;

/**
 * Messages under way, those that take equally long behind one another in a lane; they stand beside the events of an {@link EventQueue} and in one order with
 * them, but without the ways that events of all kinds go.
 *
 * <p>There are a handful of lanes, so that to find the first all are looked at.
 */
final class MessageLanes {
    private static final int NONE = -1;

    private final EventQueue queue;
    private final Lane[] lanes;
    private int used;
    private int first = NONE;
    private long firstNanos = Long.MAX_VALUE;

    /** Messages of one kind, in the order of their coming, which is that of their times. */
    private static final class Lane {
        private final int rank;
        private long[] nanos = new long[64];
        private long[] numbers = new long[64];
        private Call[] calls = new Call[64];
        private int head;
        private int size;

        Lane(int rank) {
            this.rank = rank;
        }

        long firstNanos() {
            return size == 0 ? Long.MAX_VALUE : nanos[head];
        }

        void add(long arrivesNanos, long number, Call call) {
            if (size == nanos.length) {
                grow();
            }
            int at = (head + size++) & (nanos.length - 1);
            nanos[at] = arrivesNanos;
            numbers[at] = number;
            calls[at] = call;
        }

        Call take() {
            Call call = calls[head];
            head = (head + 1) & (nanos.length - 1);
            size--;
            return call;
        }

        private void grow() {
            int before = nanos.length;
            nanos = Arrays.copyOf(nanos, 2 * before);
            numbers = Arrays.copyOf(numbers, 2 * before);
            calls = Arrays.copyOf(calls, 2 * before);
            System.arraycopy(nanos, 0, nanos, before, head);
            System.arraycopy(numbers, 0, numbers, before, head);
            System.arraycopy(calls, 0, calls, before, head);
        }

        boolean isBefore(Lane other) {
            return rank != other.rank ? rank < other.rank : numbers[head] < other.numbers[other.head];
        }
    }

    /** Lanes beside a queue, at most so many. */
    MessageLanes(EventQueue queue, int most) {
        this.queue = queue;
        this.lanes = new Lane[most];
    }

    /** A new lane, for messages of one rank among the events of an instant. */
    int open(int rank) {
        if (used == lanes.length) {
            throw new IllegalStateException("More delays than there can be");
        }
        lanes[used] = new Lane(rank);
        return used++;
    }

    /** Sends a message, which does not arrive before the last one of its lane. */
    void send(int lane, long arrivesNanos, Call call) {
        Lane to = lanes[lane];
        to.add(arrivesNanos, queue.takeNumber(), call);
        if (to.size == 1 && (arrivesNanos < firstNanos || (arrivesNanos == firstNanos && to.isBefore(lanes[first])))) {
            first = lane;
            firstNanos = arrivesNanos;
        }
    }

    /** When the first message arrives, {@code Long.MAX_VALUE} if there is none. */
    long firstNanos() {
        return firstNanos;
    }

    /** The rank of the first, which must be there. */
    int firstRank() {
        return lanes[first].rank;
    }

    /** Whether the first comes before the first of the queue, at the time of which it arrives. */
    boolean isBeforeQueue() {
        if (first == NONE) {
            return false;
        }
        Lane lane = lanes[first];
        return queue.isEmpty()
                || (lane.rank != queue.nextRank()
                        ? lane.rank < queue.nextRank()
                        : lane.numbers[lane.head] < queue.nextNumber());
    }

    /** Takes the first off, which must be there. */
    Call take() {
        Call call = lanes[first].take();
        int least = NONE;
        long leastNanos = Long.MAX_VALUE;
        for (int each = 0; each < used; each++) {
            long nanos = lanes[each].firstNanos();
            if (nanos < leastNanos || (nanos == leastNanos && least != NONE && lanes[each].isBefore(lanes[least]))) {
                least = each;
                leastNanos = nanos;
            }
        }
        first = least;
        firstNanos = leastNanos;
        return call;
    }
}
