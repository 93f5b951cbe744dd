package io.wavetank.policy.classic.index;

import java.util.Arrays;

/**
 * Sets of nodes by the number of the set, each a bit map that finds its least member, and the next from any on, in a few steps however many
 * there are.
 *
 * <p>A bit map has chunks of 64 words, with one word that says which of them hold anything. Chunks that hold nothing are shared out anew, and
 * a set of one node needs none: where all nodes differ there are as many sets as nodes.
 */
final class NodeSets {
    private static final int CHUNK_SHIFT = 12;
    private static final int STRIDE = 65;
    private static final int[] NONE = {};

    private final int chunksEach;
    private final int[] sizes;

    /** By set: its node while it has but one. */
    private final int[] only;

    /** By set: where its chunks begin in {@link #words}, -1 for a chunk that holds nothing; no array before the second node came. */
    private final int[][] chunks;

    private long[] words = new long[16 * STRIDE];
    private int used;
    private int[] spare = new int[16];
    private int spares;

    /** Creates so many empty sets of nodes below a number. */
    NodeSets(int sets, int nodes) {
        this.chunksEach = (nodes >> CHUNK_SHIFT) + 1;
        this.sizes = new int[sets];
        this.only = new int[sets];
        this.chunks = new int[sets][];
        Arrays.fill(chunks, NONE);
    }

    boolean isEmpty(int set) {
        return sizes[set] == 0;
    }

    /** Whether the set has had more than one node since it was last released. */
    boolean wasShared(int set) {
        return chunks[set].length > 0;
    }

    /** Adds a node that is not in the set. */
    void add(int set, int node) {
        int size = sizes[set]++;
        if (size == 0) {
            only[set] = node;
            return;
        }
        if (size == 1) {
            put(set, only[set]);
        }
        put(set, node);
    }

    /** Takes out a node that is in the set. */
    void remove(int set, int node) {
        int size = --sizes[set];
        if (size > 0) {
            drop(set, node);
        }
        if (size == 1) {
            int last = nextInChunks(chunks[set], 0);
            drop(set, last);
            only[set] = last;
        }
    }

    /** Gives back what a set that is empty has kept. */
    void release(int set) {
        chunks[set] = NONE;
    }

    /** The least member from {@code from} on, or -1. */
    int next(int set, int from) {
        if (sizes[set] > 1) {
            return nextInChunks(chunks[set], from);
        }
        return sizes[set] == 1 && only[set] >= from ? only[set] : -1;
    }

    private int nextInChunks(int[] chunksOfSet, int from) {
        int start = from;
        for (int chunk = from >> CHUNK_SHIFT; chunk < chunksEach; chunk++) {
            int base = chunksOfSet[chunk];
            if (base >= 0) {
                int word = (start >> 6) & 63;
                long bits = words[base + word] & (-1L << start);
                if (bits == 0) {
                    long behind = words[base + 64] & (-2L << word); // none if the word is the last: -2 << 63 is 0
                    word = Long.numberOfTrailingZeros(behind);
                    bits = behind == 0 ? 0 : words[base + word];
                }
                if (bits != 0) {
                    return (chunk << CHUNK_SHIFT) | (word << 6) | Long.numberOfTrailingZeros(bits);
                }
            }
            start = 0;
        }
        return -1;
    }

    /** Has a set be shared from now on, whether or not it has had more than one node. */
    void share(int set) {
        chunks[set] = new int[chunksEach];
        Arrays.fill(chunks[set], -1);
    }

    private void put(int set, int node) {
        if (chunks[set].length == 0) {
            share(set);
        }
        int base = chunks[set][node >> CHUNK_SHIFT];
        if (base < 0) {
            base = newChunk();
            chunks[set][node >> CHUNK_SHIFT] = base;
        }
        int word = (node >> 6) & 63;
        words[base + word] |= 1L << node;
        words[base + 64] |= 1L << word;
    }

    private void drop(int set, int node) {
        int base = chunks[set][node >> CHUNK_SHIFT];
        int word = (node >> 6) & 63;
        words[base + word] &= ~(1L << node);
        if (words[base + word] != 0) {
            return;
        }
        words[base + 64] &= ~(1L << word);
        if (words[base + 64] == 0) {
            chunks[set][node >> CHUNK_SHIFT] = -1;
            if (spares == spare.length) {
                spare = Arrays.copyOf(spare, 2 * spares);
            }
            spare[spares++] = base;
        }
    }

    /** A chunk that holds nothing. */
    private int newChunk() {
        if (spares > 0) {
            return spare[--spares];
        }
        int base = used;
        used += STRIDE;
        if (used > words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
        }
        return base;
    }
}
