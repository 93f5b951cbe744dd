package io.wavetank.sim;

import java.util.Arrays;

/** Kind and subject of the pending events of an {@link EventQueue}, each in a slot; a slot that is freed goes to the next event that comes. */
final class EventTable {
    /** No slot. */
    static final int NONE = -1;

    static final int SLOT_BITS = 25;
    static final int SLOTS_MAX = 1 << SLOT_BITS;

    /** A slot's generation is even while it is free, so that no handle of a free slot is ever live. */
    private static final int GENERATION_MASK = 63;

    /** Kind and subject or, in a free slot, the next free one. */
    private long[] payloads;

    private byte[] generations;
    private int used;
    private int firstFree = NONE;

    EventTable(int capacity) {
        payloads = new long[capacity];
        generations = new byte[capacity];
    }

    int take(int kind, int subject) {
        int slot = firstFree;
        if (slot == NONE) {
            if (used == payloads.length) {
                grow();
            }
            slot = used++;
        } else {
            firstFree = (int) payloads[slot];
        }
        payloads[slot] = (long) kind << Integer.SIZE | (subject & 0xFFFFFFFFL);
        generations[slot]++;
        return slot;
    }

    void free(int slot) {
        payloads[slot] = firstFree;
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

    int kind(int slot) {
        return (int) (payloads[slot] >> Integer.SIZE);
    }

    int subject(int slot) {
        return (int) payloads[slot];
    }

    private boolean isLive(int slot) {
        return (generations[slot] & 1) != 0;
    }

    private void grow() {
        if (used == SLOTS_MAX) {
            throw new IllegalStateException("More than " + used + " events are pending at once");
        }
        payloads = Arrays.copyOf(payloads, Math.min(2 * used, SLOTS_MAX));
        generations = Arrays.copyOf(generations, payloads.length);
    }
}
