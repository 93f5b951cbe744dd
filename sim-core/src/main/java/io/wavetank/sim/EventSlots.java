package io.wavetank.sim;

import java.util.Arrays;

/**
 * The slots of the pending events of an {@link EventQueue}: what handles stand for, and where each event is. The events themselves stand where they wait, as
 * three numbers: time, key, and <em>what</em>, which is kind, slot and subject in one. A slot that is freed goes to the next event that comes.
 */
final class EventSlots {
    /** No slot. */
    static final int NONE = -1;

    static final int SLOT_BITS = 25;
    static final int SLOTS_MAX = 1 << SLOT_BITS;
    /** The largest kind: what has no sign. */
    static final int KIND_MAX = 63;

    private static final int KIND_SHIFT = Integer.SIZE + SLOT_BITS;
    private static final long LOW = 0xffff_ffffL;

    /** A slot's generation is even while it is free, so that no handle of a free slot is ever live. */
    private static final int GENERATION_MASK = 63;

    private static final int STRIDE = 2;
    /** Where it is, in the terms of who holds it; of a free slot, the next free one. */
    private static final int PLACE = 0;

    private static final int GENERATION = 1;

    private int[] rows;
    private int used;
    private int firstFree = NONE;

    EventSlots(int capacity) {
        rows = new int[STRIDE * capacity];
    }

    static long what(int kind, int slot, int subject) {
        return (long) kind << KIND_SHIFT | (long) slot << Integer.SIZE | (subject & LOW);
    }

    static int kind(long what) {
        return (int) (what >>> KIND_SHIFT);
    }

    static int slot(long what) {
        return (int) (what >>> Integer.SIZE) & (SLOTS_MAX - 1);
    }

    static int subject(long what) {
        return (int) what;
    }

    /** Gives an event a slot; it is nowhere yet. */
    int take() {
        int slot = firstFree;
        if (slot == NONE) {
            if (STRIDE * used == rows.length) {
                grow();
            }
            slot = used++;
        } else {
            firstFree = place(slot);
        }
        rows[STRIDE * slot + GENERATION]++;
        return slot;
    }

    void free(int slot) {
        rows[STRIDE * slot + PLACE] = firstFree;
        rows[STRIDE * slot + GENERATION]++;
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
        return (rows[STRIDE * slot + GENERATION] & GENERATION_MASK) << SLOT_BITS | slot;
    }

    /** The slot of a handle, NONE if the handle is stale. */
    int slot(int handle) {
        int slot = handle & (SLOTS_MAX - 1);
        return handle >= 0 && slot < used && isLive(slot) && handle(slot) == handle ? slot : NONE;
    }

    int place(int slot) {
        return rows[STRIDE * slot + PLACE];
    }

    void setPlace(int slot, int place) {
        rows[STRIDE * slot + PLACE] = place;
    }

    private boolean isLive(int slot) {
        return (rows[STRIDE * slot + GENERATION] & 1) != 0;
    }

    private void grow() {
        if (used == SLOTS_MAX) {
            throw new IllegalStateException("More than " + used + " events are pending at once");
        }
        rows = Arrays.copyOf(rows, STRIDE * Math.min(2 * used, SLOTS_MAX));
    }
}
