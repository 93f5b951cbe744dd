package io.wavetank.sim;

import java.util.Arrays;

/**
 * The pending events of an {@link EventQueue}, each in a slot: time, key, kind and subject, and where it is. What there is to an event stands in
 * one row, half a cache line long; a slot that is freed goes to the next event that comes.
 */
final class EventTable {
    /** No slot. */
    static final int NONE = -1;

    static final int SLOT_BITS = 25;
    static final int SLOTS_MAX = 1 << SLOT_BITS;

    /** A slot's generation is even while it is free, so that no handle of a free slot is ever live. */
    private static final int GENERATION_MASK = 63;

    private static final int STRIDE_BITS = 2;
    private static final int TIME = 0;
    private static final int KEY = 1;
    private static final int PAYLOAD = 2;
    /** Place in the heap or in a list; of a free slot, the next free one. */
    private static final int PLACE = 3;

    private static final long LOW = 0xffff_ffffL;

    private long[] rows;
    private byte[] generations;
    private int used;
    private int firstFree = NONE;

    EventTable(int capacity) {
        rows = new long[capacity << STRIDE_BITS];
        generations = new byte[capacity];
    }

    /** Gives an event a slot; it is nowhere yet. */
    int take(long timeNanos, long key, int kind, int subject) {
        int slot = firstFree;
        if (slot == NONE) {
            if (used == generations.length) {
                grow();
            }
            slot = used++;
        } else {
            firstFree = (int) rows[(slot << STRIDE_BITS) + PLACE];
        }
        int at = slot << STRIDE_BITS;
        rows[at + TIME] = timeNanos;
        rows[at + KEY] = key;
        rows[at + PAYLOAD] = (long) kind << Integer.SIZE | (subject & LOW);
        generations[slot]++;
        return slot;
    }

    void free(int slot) {
        rows[(slot << STRIDE_BITS) + PLACE] = firstFree;
        generations[slot]++;
        firstFree = slot;
    }

    /** Frees all. */
    void clear() {
        for (int slot = 0; slot < used; slot++) {
            if (isLive(slot)) {
                free(slot);
            }
        }
    }

    int handle(int slot) {
        return (generations[slot] & GENERATION_MASK) << SLOT_BITS | slot;
    }

    /** The slot of a handle, NONE if the handle is stale. */
    int slot(int handle) {
        int slot = handle & (SLOTS_MAX - 1);
        return handle >= 0 && slot < used && isLive(slot) && handle(slot) == handle ? slot : NONE;
    }

    long time(int slot) {
        return rows[(slot << STRIDE_BITS) + TIME];
    }

    long key(int slot) {
        return rows[(slot << STRIDE_BITS) + KEY];
    }

    int kind(int slot) {
        return (int) (rows[(slot << STRIDE_BITS) + PAYLOAD] >> Integer.SIZE);
    }

    int subject(int slot) {
        return (int) rows[(slot << STRIDE_BITS) + PAYLOAD];
    }

    void set(int slot, long timeNanos, long key) {
        int at = slot << STRIDE_BITS;
        rows[at + TIME] = timeNanos;
        rows[at + KEY] = key;
    }

    int place(int slot) {
        return (int) rows[(slot << STRIDE_BITS) + PLACE];
    }

    void setPlace(int slot, int place) {
        rows[(slot << STRIDE_BITS) + PLACE] = place;
    }

    private boolean isLive(int slot) {
        return (generations[slot] & 1) != 0;
    }

    private void grow() {
        if (used == SLOTS_MAX) {
            throw new IllegalStateException("More than " + used + " events are pending at once");
        }
        generations = Arrays.copyOf(generations, Math.min(2 * used, SLOTS_MAX));
        rows = Arrays.copyOf(rows, generations.length << STRIDE_BITS);
    }
}
