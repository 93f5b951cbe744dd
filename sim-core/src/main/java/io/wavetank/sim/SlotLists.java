package io.wavetank.sim;

import java.util.Arrays;

/**
 * Many lists of the slots of an {@link EventTable}, in no order. A list is a chain of chunks of a cache line each, so that to add to a list costs a
 * line, and to read one as many as it has chunks: neither touches the rows of the other slots, as links from row to row would.
 */
final class SlotLists {
    private static final int CHUNK_BITS = 4;

    /** Of a chunk: the older one behind it, all of which are full; of a free one, the next free. */
    private static final int NEXT = 0;

    private static final int COUNT = 1;
    private static final int FIRST = 2;
    private static final int ROOM = (1 << CHUNK_BITS) - FIRST;

    private final EventTable table;
    private int[] chunks = new int[64 << CHUNK_BITS];
    private int used;
    private int firstFree = EventTable.NONE;

    /** The newest chunk of each list, {@code NONE} of an empty one. */
    private int[] heads = new int[0];

    SlotLists(EventTable table) {
        this.table = table;
    }

    /** Drops what there is and sets up so many empty lists. */
    void reset(int lists) {
        if (heads.length != lists) {
            heads = new int[lists];
        }
        Arrays.fill(heads, EventTable.NONE);
        used = 0;
        firstFree = EventTable.NONE;
    }

    /** Adds a slot; where it is, the table keeps. */
    void add(int list, int slot) {
        int chunk = heads[list];
        if (chunk == EventTable.NONE || chunks[(chunk << CHUNK_BITS) + COUNT] == ROOM) {
            chunk = takeChunk(chunk);
            heads[list] = chunk;
        }
        int base = chunk << CHUNK_BITS;
        int at = base + FIRST + chunks[base + COUNT]++;
        chunks[at] = slot;
        table.setPlace(slot, at);
    }

    /** Takes a slot out: the newest of its list goes to its place. */
    void remove(int list, int slot) {
        int chunk = heads[list];
        int base = chunk << CHUNK_BITS;
        int left = --chunks[base + COUNT];
        int newest = chunks[base + FIRST + left];
        if (newest != slot) {
            int at = table.place(slot);
            chunks[at] = newest;
            table.setPlace(newest, at);
        }
        if (left == 0) {
            heads[list] = chunks[base + NEXT];
            freeChunk(chunk);
        }
    }

    /** Writes the slots of a list, about newest first, from a position on, and empties it; returns the position after the last. */
    int moveTo(int list, int[] target, int from) {
        int at = from;
        int chunk = heads[list];
        while (chunk != EventTable.NONE) {
            int base = chunk << CHUNK_BITS;
            for (int i = base + FIRST + chunks[base + COUNT] - 1; i >= base + FIRST; i--) {
                target[at++] = chunks[i];
            }
            int next = chunks[base + NEXT];
            freeChunk(chunk);
            chunk = next;
        }
        heads[list] = EventTable.NONE;
        return at;
    }

    /** How many slots a list holds. */
    int size(int list) {
        int size = 0;
        for (int chunk = heads[list]; chunk != EventTable.NONE; chunk = chunks[(chunk << CHUNK_BITS) + NEXT]) {
            size += chunks[(chunk << CHUNK_BITS) + COUNT];
        }
        return size;
    }

    private int takeChunk(int next) {
        int chunk = firstFree;
        if (chunk == EventTable.NONE) {
            if (used << CHUNK_BITS == chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.multiplyExact(2, chunks.length));
            }
            chunk = used++;
        } else {
            firstFree = chunks[(chunk << CHUNK_BITS) + NEXT];
        }
        chunks[(chunk << CHUNK_BITS) + NEXT] = next;
        chunks[(chunk << CHUNK_BITS) + COUNT] = 0;
        return chunk;
    }

    private void freeChunk(int chunk) {
        chunks[(chunk << CHUNK_BITS) + NEXT] = firstFree;
        firstFree = chunk;
    }
}
