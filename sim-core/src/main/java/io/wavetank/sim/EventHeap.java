package io.wavetank.sim;

import java.util.Arrays;

/**
 * A 4-ary implicit heap of events by (time, key). Times stand side by side, so that the four children of a node are 32 bytes. Where each event is, its slot
 * keeps, so that one can be taken out of the middle.
 *
 * <p>The first may be taken and its place left open: the next to be added then fills the place at the cost of one descent, and of none if it is
 * the next to fire.
 */
final class EventHeap {
    private final EventSlots slots;

    /** By place. */
    private long[] times = new long[64];

    private long[] keys = new long[64];
    private long[] whats = new long[64];
    private int size;
    private boolean open;

    EventHeap(EventSlots slots) {
        this.slots = slots;
    }

    int size() {
        return open ? size - 1 : size;
    }

    /** The time of the first; there must be one. */
    long firstNanos() {
        close();
        return times[0];
    }

    /** The key of the first; there must be one. */
    long firstKey() {
        close();
        return keys[0];
    }

    /** Takes the first off and leaves its place open; there must be one. */
    long takeFirst() {
        close();
        open = true;
        return whats[0];
    }

    void add(long timeNanos, long key, long what) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
        }
        if (open) {
            open = false;
            siftDown(0, timeNanos, key, what);
        } else {
            siftUp(size++, timeNanos, key, what);
        }
    }

    /** Fills the place that was left open, if there is one, after which places are what they seem. */
    void close() {
        if (open) {
            open = false;
            remove(0);
        }
    }

    /** Moves what stands at a place to another time and key; none is open. */
    void move(int place, long timeNanos, long key) {
        siftFrom(place, timeNanos, key, whats[place]);
    }

    /** The key of what stands at a place. */
    long key(int place) {
        return keys[place];
    }

    /** What stands at a place. */
    long what(int place) {
        return whats[place];
    }

    /** Adds all, in no order, to a batch, and is empty. */
    void moveTo(EventBatch target) {
        close();
        target.reserve(size);
        for (int place = 0; place < size; place++) {
            target.add(times[place], keys[place], whats[place]);
        }
        size = 0;
    }

    void clear() {
        size = 0;
        open = false;
    }

    /** Takes out what stands at a place; none is open. */
    void remove(int place) {
        int last = --size;
        if (place != last) {
            siftFrom(place, times[last], keys[last], whats[last]);
        }
    }

    private void siftFrom(int place, long timeNanos, long key, long what) {
        if (place > 0 && isBefore(timeNanos, key, (place - 1) >> 2)) {
            siftUp(place, timeNanos, key, what);
        } else {
            siftDown(place, timeNanos, key, what);
        }
    }

    private void siftUp(int from, long timeNanos, long key, long what) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            if (!isBefore(timeNanos, key, parent)) {
                break;
            }
            put(place, times[parent], keys[parent], whats[parent]);
            place = parent;
        }
        put(place, timeNanos, key, what);
    }

    private void siftDown(int from, long timeNanos, long key, long what) {
        int place = from;
        while (4 * place + 1 < size) {
            int least = leastOf(4 * place + 1, Math.min(4 * place + 5, size));
            if (isBefore(timeNanos, key, least)) {
                break;
            }
            put(place, times[least], keys[least], whats[least]);
            place = least;
        }
        put(place, timeNanos, key, what);
    }

    private int leastOf(int first, int end) {
        int least = first;
        long leastNanos = times[first];
        for (int child = first + 1; child < end; child++) {
            long nanos = times[child];
            if (nanos < leastNanos || (nanos == leastNanos && keys[child] < keys[least])) {
                least = child;
                leastNanos = nanos;
            }
        }
        return least;
    }

    private boolean isBefore(long timeNanos, long key, int place) {
        long other = times[place];
        return timeNanos < other || (timeNanos == other && key < keys[place]);
    }

    private void put(int place, long timeNanos, long key, long what) {
        times[place] = timeNanos;
        keys[place] = key;
        whats[place] = what;
        slots.setPlace(what, place);
    }
}
