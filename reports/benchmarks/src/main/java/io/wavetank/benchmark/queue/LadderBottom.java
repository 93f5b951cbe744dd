package io.wavetank.benchmark.queue;

import java.util.Arrays;

/**
 * A 4-ary heap of slots by (time, key). It notes in the table where each event is, so that one can be taken out of its middle; time and key
 * are kept here too, side by side, so that to compare is not to visit the table.
 */
final class LadderBottom {
    private final LadderTable table;
    /** Pairs (time, key); position p is at 2p. */
    private long[] pairs = new long[256];

    private int[] slots = new int[128];
    private int size;

    LadderBottom(LadderTable table) {
        this.table = table;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Slot of the earliest event; there must be one. */
    int first() {
        return slots[0];
    }

    void add(int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            pairs = Arrays.copyOf(pairs, 4 * size);
        }
        siftUp(size++, table.timeNanos(slot), table.key(slot), slot);
    }

    void removeAt(int position) {
        int last = --size;
        if (position == last) {
            return;
        }
        long timeNanos = pairs[2 * last];
        long key = pairs[2 * last + 1];
        if (position > 0 && isBefore(timeNanos, key, (position - 1) >> 2)) {
            siftUp(position, timeNanos, key, slots[last]);
        } else {
            siftDown(position, timeNanos, key, slots[last]);
        }
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
        table.link(slot, LadderTable.IN_HEAP, position);
    }
}
