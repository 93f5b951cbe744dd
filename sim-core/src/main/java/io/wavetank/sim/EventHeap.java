package io.wavetank.sim;

import java.util.Arrays;

/**
 * A 4-ary implicit heap of slots by (time, key). Times stand side by side, so that the four children of a node are 32 bytes; keys, which only
 * events of one instant ask for, stand by slot. Where each slot is, is kept, so that one can be taken out of the middle.
 *
 * <p>The first may be taken and its place left open: most events that fire schedule another, which then fills the place at the cost of one
 * descent, and of none if it is the next to fire.
 */
final class EventHeap {
    /** By position. */
    private long[] times;

    private int[] slots;

    /** By slot: its key, and where it is. */
    private long[] keys;

    private int[] positions;

    private int size;
    private boolean open;

    EventHeap(int capacity) {
        times = new long[capacity];
        keys = new long[capacity];
        slots = new int[capacity];
        positions = new int[capacity];
    }

    int size() {
        return open ? size - 1 : size;
    }

    long firstNanos() {
        close();
        return times[0];
    }

    long firstKey() {
        close();
        return keys[slots[0]];
    }

    long key(int slot) {
        return keys[slot];
    }

    /** Takes the first off and leaves its place open; there must be one. */
    int takeFirst() {
        close();
        open = true;
        return slots[0];
    }

    void add(int slot, long timeNanos, long key) {
        if (size == slots.length || slot >= positions.length) {
            grow(slot);
        }
        keys[slot] = key;
        if (open) {
            open = false;
            siftDown(0, timeNanos, key, slot);
        } else {
            siftUp(size++, timeNanos, key, slot);
        }
    }

    /** Gives a slot that is in the heap another time and key. */
    void move(int slot, long timeNanos, long key) {
        close();
        keys[slot] = key;
        place(positions[slot], timeNanos, key, slot);
    }

    /** Leaves an open place open: what stood there is no later than all the rest, so the order holds around it. */
    void remove(int slot) {
        removeAt(positions[slot]);
    }

    void clear() {
        size = 0;
        open = false;
    }

    private void close() {
        if (open) {
            open = false;
            removeAt(0);
        }
    }

    private void removeAt(int position) {
        int last = --size;
        if (position != last) {
            place(position, times[last], keys[slots[last]], slots[last]);
        }
    }

    private void place(int position, long timeNanos, long key, int slot) {
        if (position > 0 && isBefore(timeNanos, key, (position - 1) >> 2)) {
            siftUp(position, timeNanos, key, slot);
        } else {
            siftDown(position, timeNanos, key, slot);
        }
    }

    private void grow(int slot) {
        int room = Math.max(2 * slots.length, slot + 1);
        slots = Arrays.copyOf(slots, room);
        times = Arrays.copyOf(times, room);
        keys = Arrays.copyOf(keys, room);
        positions = Arrays.copyOf(positions, room);
    }

    private void siftUp(int from, long timeNanos, long key, int slot) {
        int position = from;
        while (position > 0) {
            int parent = (position - 1) >> 2;
            if (!isBefore(timeNanos, key, parent)) {
                break;
            }
            put(position, times[parent], slots[parent]);
            position = parent;
        }
        put(position, timeNanos, slot);
    }

    private void siftDown(int from, long timeNanos, long key, int slot) {
        int position = from;
        while (4 * position + 1 < size) {
            int least = leastOf(4 * position + 1, Math.min(4 * position + 5, size));
            if (isBefore(timeNanos, key, least)) {
                break;
            }
            put(position, times[least], slots[least]);
            position = least;
        }
        put(position, timeNanos, slot);
    }

    private int leastOf(int first, int end) {
        int least = first;
        long leastNanos = times[first];
        for (int child = first + 1; child < end; child++) {
            long nanos = times[child];
            if (nanos < leastNanos || (nanos == leastNanos && keys[slots[child]] < keys[slots[least]])) {
                least = child;
                leastNanos = nanos;
            }
        }
        return least;
    }

    private boolean isBefore(long timeNanos, long key, int position) {
        long other = times[position];
        return timeNanos < other || (timeNanos == other && key < keys[slots[position]]);
    }

    private void put(int position, long timeNanos, int slot) {
        times[position] = timeNanos;
        slots[position] = slot;
        positions[slot] = position;
    }
}
