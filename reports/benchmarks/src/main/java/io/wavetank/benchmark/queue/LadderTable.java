package io.wavetank.benchmark.queue;

import java.util.Arrays;

/**
 * The pending events of an {@link LadderQueue}, each in a slot of four longs side by side: time, key (rank and insertion number), links, and
 * kind with subject. A slot that is freed goes to the next event that comes.
 */
final class LadderTable {
    /** No slot. */
    static final int NONE = -1;
    /** In place of the previous slot: the event is in the heap, and in place of the next one stands where. */
    static final int IN_HEAP = -2;

    private static final int INSERTION_BITS = 55;
    private static final long FREE = -1;
    private static final long LOW = 0xFFFFFFFFL;

    private long[] words;
    private int used;
    private int firstFree = NONE;
    private int size;
    private long insertions;

    LadderTable(int capacity) {
        words = new long[4 * capacity];
    }

    int take(long timeNanos, int rank, int kind, int subject) {
        int slot = firstFree;
        if (slot == NONE) {
            if (4 * used == words.length) {
                words = Arrays.copyOf(words, 2 * words.length);
            }
            slot = used++;
        } else {
            firstFree = next(slot);
        }
        words[4 * slot] = timeNanos;
        words[4 * slot + 1] = (long) rank << INSERTION_BITS | insertions++;
        words[4 * slot + 3] = (long) kind << Integer.SIZE | (subject & LOW);
        size++;
        return slot;
    }

    /** Gives the event another time and a new insertion number. */
    void renew(int slot, long timeNanos) {
        words[4 * slot] = timeNanos;
        words[4 * slot + 1] = (long) rank(slot) << INSERTION_BITS | insertions++;
    }

    void free(int slot) {
        words[4 * slot + 1] = FREE;
        link(slot, NONE, firstFree);
        firstFree = slot;
        size--;
    }

    int size() {
        return size;
    }

    long timeNanos(int slot) {
        return words[4 * slot];
    }

    long key(int slot) {
        return words[4 * slot + 1];
    }

    int rank(int slot) {
        return (int) (words[4 * slot + 1] >>> INSERTION_BITS);
    }

    int kind(int slot) {
        return (int) (words[4 * slot + 3] >> Integer.SIZE);
    }

    int subject(int slot) {
        return (int) words[4 * slot + 3];
    }

    int previous(int slot) {
        return (int) (words[4 * slot + 2] >> Integer.SIZE);
    }

    int next(int slot) {
        return (int) words[4 * slot + 2];
    }

    void link(int slot, int previous, int next) {
        words[4 * slot + 2] = (long) previous << Integer.SIZE | (next & LOW);
    }

    void setPrevious(int slot, int previous) {
        link(slot, previous, next(slot));
    }

    void setNext(int slot, int next) {
        link(slot, previous(slot), next);
    }
}
