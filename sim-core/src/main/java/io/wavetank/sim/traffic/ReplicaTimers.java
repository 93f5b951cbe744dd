package io.wavetank.sim.traffic;

import java.util.Arrays;

/**
 * When next something happens by itself in each replica: a 4-ary heap by (time, order of setting), a place for each replica that has a time.
 *
 * <p>Of all events these are the most, and each request moves that of its replica twice; here none needs a handle, a kind or a rank. One that
 * has come stays at the top while it is handled, and its replica's next one takes its place.
 */
final class ReplicaTimers {
    private static final int NOWHERE = -1;

    /** By place. */
    private long[] times = new long[64];

    private int[] replicas = new int[64];
    /** By replica: its place, or nowhere. */
    private int[] places = new int[64];
    /** By replica: how many were set before; of one instant the first set is the first. */
    private long[] orders = new long[64];

    private int size;
    private long settings;

    ReplicaTimers() {
        Arrays.fill(places, NOWHERE);
    }

    /** The earliest time, {@code Long.MAX_VALUE} if there is none. */
    long firstNanos() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** The replica whose time is the earliest; there must be one. */
    int first() {
        return replicas[0];
    }

    /** How many replicas have a time. */
    int size() {
        return size;
    }

    /** Gives a replica a time, in the place of the one that it has; of an instant it is the last. */
    void set(int replica, long nanos) {
        ensure(replica);
        orders[replica] = settings++;
        int place = places[replica];
        if (place == NOWHERE) {
            siftUp(size++, nanos, replica);
        } else if (place > 0 && nanos < times[(place - 1) >> 2]) {
            siftUp(place, nanos, replica); // of one instant it is behind its parent, being the last
        } else {
            siftDown(place, nanos, replica);
        }
    }

    /** Takes a replica's time from it, if it has one. */
    void clear(int replica) {
        int place = replica < places.length ? places[replica] : NOWHERE;
        if (place == NOWHERE) {
            return;
        }
        places[replica] = NOWHERE;
        int last = --size;
        if (place == last) {
            return;
        }
        long nanos = times[last];
        int moved = replicas[last];
        if (place > 0 && isBefore(nanos, moved, (place - 1) >> 2)) {
            siftUp(place, nanos, moved);
        } else {
            siftDown(place, nanos, moved);
        }
    }

    private void ensure(int replica) {
        if (replica >= places.length) {
            int old = places.length;
            int more = Math.max(replica + 1, 2 * old);
            times = Arrays.copyOf(times, more);
            replicas = Arrays.copyOf(replicas, more);
            orders = Arrays.copyOf(orders, more);
            places = Arrays.copyOf(places, more);
            Arrays.fill(places, old, more, NOWHERE);
        }
    }

    private void siftUp(int from, long nanos, int replica) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            if (!isBefore(nanos, replica, parent)) {
                break;
            }
            put(place, times[parent], replicas[parent]);
            place = parent;
        }
        put(place, nanos, replica);
    }

    private void siftDown(int from, long nanos, int replica) {
        int place = from;
        int child = 4 * place + 1;
        while (child < size) {
            int least = leastOf(child, Math.min(child + 4, size));
            if (isBefore(nanos, replica, least)) {
                break;
            }
            put(place, times[least], replicas[least]);
            place = least;
            child = 4 * place + 1;
        }
        put(place, nanos, replica);
    }

    private int leastOf(int first, int end) {
        int least = first;
        long leastNanos = times[first];
        for (int child = first + 1; child < end; child++) {
            long nanos = times[child];
            if (nanos < leastNanos || (nanos == leastNanos && orders[replicas[child]] < orders[replicas[least]])) {
                least = child;
                leastNanos = nanos;
            }
        }
        return least;
    }

    private boolean isBefore(long nanos, int replica, int place) {
        long other = times[place];
        return nanos < other || (nanos == other && orders[replica] < orders[replicas[place]]);
    }

    private void put(int place, long nanos, int replica) {
        times[place] = nanos;
        replicas[place] = replica;
        places[replica] = place;
    }
}
