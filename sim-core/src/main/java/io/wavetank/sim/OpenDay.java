package io.wavetank.sim;

import java.util.Arrays;

/**
 * The events of the day that it is, as slots of an {@link EventTable} in the order of (time, key). They are sorted once, when the day opens: each
 * is put where its time says that it should be, and little is left to mend. So the next to fire costs one step, where a heap would have to find it.
 *
 * <p>Where each slot is, the table keeps, as a number below 0: no place of a heap is.
 */
final class OpenDay {
    /** No more are sorted at once: of many at one instant the order would have to be made, and a heap does that for less. */
    static final int MOST = 256;

    private static final int GAUGE_BITS = 32;

    private final EventTable table;
    private final long[] times = new long[MOST];
    private final int[] slots = new int[MOST];
    private final int[] wanted = new int[MOST];
    private final int[] starts = new int[MOST + 1];
    private int first;
    private int end;
    private int size;

    OpenDay(EventTable table) {
        this.table = table;
    }

    int size() {
        return size;
    }

    /** The slot of the first; there must be one. */
    int first() {
        return slots[first];
    }

    /** The time of the first; there must be one. */
    long firstNanos() {
        return times[first];
    }

    /** Takes the first off; there must be one. */
    int takeFirst() {
        int slot = slots[first];
        drop();
        return slot;
    }

    /** Takes a slot out. */
    void remove(int slot) {
        int place = ~table.place(slot);
        if (place == first) {
            drop();
        } else {
            slots[place] = EventTable.NONE;
            size--;
        }
    }

    /** The first goes, and with it what was taken out behind it. */
    private void drop() {
        size--;
        do {
            first++;
        } while (size > 0 && slots[first] == EventTable.NONE);
    }

    /**
     * Opens a day, while none is.
     *
     * @param opened its slots, the first so many, about newest first
     * @param fromNanos when it begins
     * @param bits it is {@code 2^bits} ns long
     */
    void open(int[] opened, int count, long fromNanos, int bits) {
        Arrays.fill(starts, 0, count + 1, 0);
        int coarse = Math.max(0, bits - GAUGE_BITS);
        for (int i = 0; i < count; i++) {
            long since = (table.time(opened[i]) - fromNanos) >>> coarse;
            int place = (int) ((since * count) >>> (bits - coarse));
            wanted[i] = place;
            starts[place + 1]++;
        }
        for (int place = 0; place < count; place++) {
            starts[place + 1] += starts[place];
        }
        for (int i = count - 1; i >= 0; i--) {
            int at = starts[wanted[i]]++;
            slots[at] = opened[i];
            times[at] = table.time(opened[i]);
        }
        first = 0;
        end = count;
        size = count;
        for (int i = 0; i < count; i++) {
            mend(i);
        }
    }

    /** Puts a slot where it belongs among those before it. */
    private void mend(int from) {
        int slot = slots[from];
        long nanos = times[from];
        int place = from;
        while (place > 0 && isBefore(nanos, slot, place - 1)) {
            put(place, times[place - 1], slots[place - 1]);
            place--;
        }
        put(place, nanos, slot);
    }

    private boolean isBefore(long nanos, int slot, int place) {
        return nanos < times[place] || (nanos == times[place] && table.key(slot) < table.key(slots[place]));
    }

    private void put(int place, long nanos, int slot) {
        times[place] = nanos;
        slots[place] = slot;
        table.setPlace(slot, ~place);
    }

    /** Writes all slots from a position on, and is empty; returns the position after the last. */
    int moveTo(int[] target, int from) {
        int at = from;
        for (int place = first; size > 0 && place < end; place++) {
            if (slots[place] != EventTable.NONE) {
                target[at++] = slots[place];
            }
        }
        clear();
        return at;
    }

    void clear() {
        first = 0;
        end = 0;
        size = 0;
    }
}
