package io.wavetank.sim;

import java.util.Arrays;

/**
 * The slots of the pending events of an {@link EventQueue}: what handles stand for, and where each event is. The events themselves stand where they wait, as
 * three numbers: time, key, and <em>what</em>, which is kind, slot and subject in one. A slot that is freed goes to the next event that comes.
 *
 * <p>An event that is known by its subject has no slot: where it is, somebody else keeps ({@link EventPlaces}).
 */
final class EventSlots {
    /** No slot. */
    static final int NONE = -1;

    static final int SLOT_BITS = 25;
    static final int SLOTS_MAX = (1 << SLOT_BITS) - 1;
    /** In the place of a slot: the event is known by its subject. */
    static final int BY_SUBJECT = SLOTS_MAX;

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

    private final EventPlaces bySubject;
    private int[] rows;
    private int used;
    private int firstFree = NONE;

    EventSlots(int capacity, EventPlaces bySubject) {
        this.bySubject = bySubject;
        rows = new int[STRIDE * capacity];
    }

    static long what(int kind, int slot, int subject) {
        return (long) kind << KIND_SHIFT | (long) slot << Integer.SIZE | (subject & LOW);
    }

    static int kind(long what) {
        return (int) (what >>> KIND_SHIFT);
    }

    static int slot(long what) {
        return (int) (what >>> Integer.SIZE) & SLOTS_MAX;
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
            firstFree = rows[STRIDE * slot + PLACE];
        }
        rows[STRIDE * slot + GENERATION]++;
        return slot;
    }

    private void free(int slot) {
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
        int slot = handle & SLOTS_MAX;
        return handle >= 0 && slot < used && isLive(slot) && handle(slot) == handle ? slot : NONE;
    }

    /** Where the event in a slot is, or, if that is {@link #BY_SUBJECT}, that of a subject. */
    int place(int slot, int subject) {
        return slot == BY_SUBJECT ? bySubject.of(subject) : rows[STRIDE * slot + PLACE];
    }

    /** Notes where an event is. */
    void setPlace(long what, int place) {
        int slot = slot(what);
        if (slot == BY_SUBJECT) {
            bySubject.put(subject(what), place);
        } else {
            rows[STRIDE * slot + PLACE] = place;
        }
    }

    /** An event is over. */
    void over(long what) {
        int slot = slot(what);
        if (slot == BY_SUBJECT) {
            bySubject.put(subject(what), EventPlaces.NOWHERE);
        } else {
            free(slot);
        }
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
