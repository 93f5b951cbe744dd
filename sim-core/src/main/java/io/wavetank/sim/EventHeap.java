package io.wavetank.sim;

import java.util.Arrays;

/**
 * A 4-ary implicit heap of the slots of an {@link EventTable} by (time, key). Times stand side by side, so that the four children of a node are
 * 32 bytes; keys, which only events of one instant ask for, stand in the table. Where each slot is, the table keeps, so that one can be taken out of
 * the middle.
 *
 * <p>The first may be taken and its place left open: the next to be added then fills the place at the cost of one descent, and of none if it is
 * the next to fire.
 */
final class EventHeap {
    private final EventTable table;

    /** By place. */
    private long[] times = new long[64];

    private int[] slots = new int[64];
    private int size;
    private boolean open;

    EventHeap(EventTable table) {
        this.table = table;
    }

    int size() {
        return open ? size - 1 : size;
    }

    /** The slot of the first; there must be one. */
    int first() {
        close();
        return slots[0];
    }

    /** The time of the first; there must be one. */
    long firstNanos() {
        close();
        return times[0];
    }

    /** Takes the first off and leaves its place open; there must be one. */
    int takeFirst() {
        close();
        open = true;
        return slots[0];
    }

    /** Adds a slot, whose time and key are in the table. */
    void add(int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        if (open) {
            open = false;
            siftDown(0, table.time(slot), slot);
        } else {
            siftUp(size++, table.time(slot), slot);
        }
    }

    /** Takes a slot out of the middle. What stood in an open place may stand for another event by now, so it is filled first. */
    void remove(int slot) {
        close();
        removeAt(table.place(slot));
    }

    /** Moves a slot to another time and key, which the table has not yet. */
    void move(int slot, long timeNanos, long key) {
        close();
        table.set(slot, timeNanos, key);
        siftFrom(table.place(slot), timeNanos, slot);
    }

    /** Writes all slots, in no order, from a position on, and is empty; returns the position after the last. */
    int moveTo(int[] target, int from) {
        close();
        System.arraycopy(slots, 0, target, from, size);
        int end = from + size;
        size = 0;
        return end;
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

    private void removeAt(int place) {
        int last = --size;
        if (place != last) {
            int slot = slots[last];
            siftFrom(place, times[last], slot);
        }
    }

    private void siftFrom(int place, long timeNanos, int slot) {
        if (place > 0 && isBefore(timeNanos, slot, (place - 1) >> 2)) {
            siftUp(place, timeNanos, slot);
        } else {
            siftDown(place, timeNanos, slot);
        }
    }

    private void siftUp(int from, long timeNanos, int slot) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            if (!isBefore(timeNanos, slot, parent)) {
                break;
            }
            put(place, times[parent], slots[parent]);
            place = parent;
        }
        put(place, timeNanos, slot);
    }

    private void siftDown(int from, long timeNanos, int slot) {
        int place = from;
        while (4 * place + 1 < size) {
            int least = leastOf(4 * place + 1, Math.min(4 * place + 5, size));
            if (isBefore(timeNanos, slot, least)) {
                break;
            }
            put(place, times[least], slots[least]);
            place = least;
        }
        put(place, timeNanos, slot);
    }

    private int leastOf(int first, int end) {
        int least = first;
        long leastNanos = times[first];
        for (int child = first + 1; child < end; child++) {
            long nanos = times[child];
            if (nanos < leastNanos || (nanos == leastNanos && table.key(slots[child]) < table.key(slots[least]))) {
                least = child;
                leastNanos = nanos;
            }
        }
        return least;
    }

    private boolean isBefore(long timeNanos, int slot, int place) {
        long other = times[place];
        return timeNanos < other || (timeNanos == other && table.key(slot) < table.key(slots[place]));
    }

    private void put(int place, long timeNanos, int slot) {
        times[place] = timeNanos;
        slots[place] = slot;
        table.setPlace(slot, place);
    }
}
