package io.wavetank.sim;

import java.util.Arrays;

/**
 * Many lists of events, in no order. A list is a chain of chunks, in which events stand side by side: to add one touches the end of its list, and to read a list
 * goes through memory in stretches, whatever else there is of its events.
 *
 * <p>Where each is, its slot keeps: {@link #PLACES} and more.
 */
final class DayLists {
    /** No place in a list is below this one. */
    static final int PLACES = 1 << 30;

    private static final int CHUNK_BITS = 3;
    private static final int ROOM = 1 << CHUNK_BITS;
    private static final int NONE = -1;

    private static final int TIME = 0;
    private static final int KEY = 1;
    private static final int WHAT = 2;
    private static final int STRIDE = 3;
    /** Of a cache. */
    private static final int LINE = 64 / Long.BYTES;

    private final EventSlots slots;
    private long[] entries = new long[STRIDE * (64 << CHUNK_BITS)];
    /** Of a chunk: the older one before it in its list, all of which are full; of a free one, the next free. */
    private int[] older = new int[64];

    private int used;
    private int firstFree = NONE;
    /** The chunks of the list that was moved last, from newest to oldest. */
    private int movedFirst = NONE;

    private int movedLast = NONE;

    /** Behind the newest event of each list; 0 of an empty one. */
    private int[] ends = new int[0];

    DayLists(EventSlots slots) {
        this.slots = slots;
    }

    /** Drops what there is and sets up so many empty lists. */
    void reset(int lists) {
        if (ends.length != lists) {
            ends = new int[lists];
        }
        Arrays.fill(ends, 0);
        used = 0;
        firstFree = NONE;
        movedFirst = NONE;
    }

    void add(int list, long timeNanos, long key, long what) {
        int at = ends[list];
        if ((at & (ROOM - 1)) == 0) {
            at = takeChunk((at >> CHUNK_BITS) - 1) << CHUNK_BITS;
        }
        ends[list] = at + 1;
        put(at, timeNanos, key, what);
    }

    private void put(int at, long timeNanos, long key, long what) {
        int base = STRIDE * at;
        entries[base + WHAT] = what;
        entries[base + KEY] = key;
        entries[base + TIME] = timeNanos;
        slots.setPlace(what, PLACES + at);
    }

    long time(int place) {
        return entries[STRIDE * (place - PLACES) + TIME];
    }

    long key(int place) {
        return entries[STRIDE * (place - PLACES) + KEY];
    }

    long what(int place) {
        return entries[STRIDE * (place - PLACES) + WHAT];
    }

    /** Takes out what stands at a place, in a list: the newest of the list goes there. */
    void remove(int list, int place) {
        int at = place - PLACES;
        int last = ends[list] - 1;
        if (last != at) {
            int newest = STRIDE * last;
            put(at, entries[newest + TIME], entries[newest + KEY], entries[newest + WHAT]);
        }
        ends[list] = last;
        if ((last & (ROOM - 1)) == 0) {
            int chunk = last >> CHUNK_BITS;
            ends[list] = (older[chunk] + 1) << CHUNK_BITS;
            freeChunk(chunk);
        }
    }

    /**
     * Reads the events of a list, so that they are in a near cache when the list is moved.
     *
     * @return a sum of what was read, of no meaning, so that it had to be read
     */
    long fetch(int list) {
        long sum = 0;
        for (int end = ends[list]; end > 0; ) {
            int chunk = (end - 1) >> CHUNK_BITS;
            int base = STRIDE * (chunk << CHUNK_BITS);
            for (int at = base; at < base + STRIDE * ROOM; at += LINE) {
                sum += entries[at];
            }
            end = (older[chunk] + 1) << CHUNK_BITS;
        }
        return sum;
    }

    /**
     * Adds the events of a list, newest first, to a batch, and empties it. Where they stood, their times and keys can be asked for until the next list is
     * moved.
     */
    void moveTo(int list, EventBatch target) {
        freeMoved();
        int end = ends[list];
        ends[list] = 0;
        movedFirst = (end - 1) >> CHUNK_BITS; // none, of an empty list
        while (end > 0) {
            int chunk = (end - 1) >> CHUNK_BITS;
            target.reserve(ROOM);
            int size = target.size;
            int count = end - (chunk << CHUNK_BITS);
            for (int i = 0; i < count; i++) {
                int base = STRIDE * (end - 1 - i);
                target.times[size + i] = entries[base + TIME];
                target.keys[size + i] = entries[base + KEY];
                target.whats[size + i] = entries[base + WHAT];
                target.subjects[size + i] = EventSlots.subject(entries[base + WHAT]);
            }
            target.size = size + count;
            end = (older[chunk] + 1) << CHUNK_BITS;
            movedLast = chunk;
        }
    }

    private void freeMoved() {
        if (movedFirst != NONE) {
            older[movedLast] = firstFree;
            firstFree = movedFirst;
            movedFirst = NONE;
        }
    }

    private int takeChunk(int behind) {
        int chunk = firstFree;
        if (chunk == NONE) {
            if (used == older.length) {
                older = Arrays.copyOf(older, Math.multiplyExact(2, used));
                entries = Arrays.copyOf(entries, Math.multiplyExact(STRIDE * ROOM, older.length));
            }
            chunk = used++;
        } else {
            firstFree = older[chunk];
        }
        older[chunk] = behind;
        return chunk;
    }

    private void freeChunk(int chunk) {
        older[chunk] = firstFree;
        firstFree = chunk;
    }
}
