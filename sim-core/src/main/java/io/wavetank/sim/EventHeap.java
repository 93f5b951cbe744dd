package io.wavetank.sim;

import java.util.Arrays;

/**
 * A 4-ary implicit heap of slots by (time, key). Time and key stand side by side, so that the four children of a node are 64 bytes; where each
 * slot is, is kept, so that one can be taken out of the middle.
 *
 * <p>The first may be taken and its place left open: most events that fire schedule another, which then fills the place at the cost of one
 * descent, and of none if it is the next to fire.
 */
final class EventHeap {
    /** Pairs (time, key); position p is at 2p. */
    private long[] pairs;

    private int[] slots;
    /** Where each slot is. */
    private int[] positions;

    private int size;
    private boolean open;

    EventHeap(int capacity) {
        pairs = new long[2 * capacity];
        slots = new int[capacity];
        positions = new int[capacity];
    }

    int size() {
        return open ? size - 1 : size;
    }

    long firstNanos() {
        close();
        return pairs[0];
    }

    long firstKey() {
        close();
        return pairs[1];
    }

    long key(int slot) {
        return pairs[2 * positions[slot] + 1];
    }

    /** Takes the first off and leaves its place open; there must be one. */
    int takeFirst() {
        close();
        open = true;
        return slots[0];
    }

    void add(int slot, long timeNanos, long key) {
        if (open) {
            open = false;
            siftDown(0, timeNanos, key, slot);
            return;
        }
        if (size == slots.length || slot >= positions.length) {
            grow(slot);
        }
        siftUp(size++, timeNanos, key, slot);
    }

    /** Gives a slot that is in the heap another time and key. */
    void move(int slot, long timeNanos, long key) {
        close();
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
            place(position, pairs[2 * last], pairs[2 * last + 1], slots[last]);
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
        pairs = Arrays.copyOf(pairs, 2 * room);
        positions = Arrays.copyOf(positions, room);
    }

    private void siftUp(int from, long timeNanos, long key, int slot) {
        int position = from;
        while (position > 0) {
            int parent = (position - 1) >> 2;
            if (!isBefore(timeNanos, key, parent)) {
                break;
            }
            put(position, pairs[2 * parent], pairs[2 * parent + 1], slots[parent]);
            position = parent;
        }
        put(position, timeNanos, key, slot);
    }

    private void siftDown(int from, long timeNanos, long key, int slot) {
        int position = from;
        while (4 * position + 1 < size) {
            int least = leastOf(4 * position + 1, Math.min(4 * position + 5, size));
            if (isBefore(timeNanos, key, least)) {
                break;
            }
            put(position, pairs[2 * least], pairs[2 * least + 1], slots[least]);
            position = least;
        }
        put(position, timeNanos, key, slot);
    }

    private int leastOf(int first, int end) {
        int least = first;
        for (int child = first + 1; child < end; child++) {
            if (isBefore(pairs[2 * child], pairs[2 * child + 1], least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean isBefore(long timeNanos, long key, int position) {
        long other = pairs[2 * position];
        return timeNanos < other || (timeNanos == other && key < pairs[2 * position + 1]);
    }

    private void put(int position, long timeNanos, long key, int slot) {
        pairs[2 * position] = timeNanos;
        pairs[2 * position + 1] = key;
        slots[position] = slot;
        positions[slot] = position;
    }
}
