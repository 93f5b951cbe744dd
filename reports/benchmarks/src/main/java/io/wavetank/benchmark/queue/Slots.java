package io.wavetank.benchmark.queue;

import java.util.Arrays;

/**
 * The table of pending events that the candidates share: a slot holds an event's key (rank and insertion number in one long), kind and
 * subject, side by side; the number of the slot is the handle. The last polled event stands here too.
 */
final class Slots {
    static final long FREE = -1;
    private static final int INSERTION_BITS = 55;
    private static final int NONE = -1;

    private long[] pairs;
    private int used;
    private int firstFree = NONE;
    private long insertions;
    private int size;

    private long timeNanos;
    private int rank;
    private int kind;
    private int subject;

    Slots(int capacity) {
        pairs = new long[2 * Math.max(capacity, 1)];
    }

    /** Takes a free slot and gives it the event and its key. */
    int take(int eventRank, int eventKind, int eventSubject) {
        int slot = firstFree;
        if (slot == NONE) {
            if (2 * used == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * pairs.length);
            }
            slot = used++;
        } else {
            firstFree = (int) pairs[2 * slot + 1];
        }
        pairs[2 * slot] = (long) eventRank << INSERTION_BITS | insertions++;
        pairs[2 * slot + 1] = (long) eventKind << Integer.SIZE | (eventSubject & 0xFFFFFFFFL);
        size++;
        return slot;
    }

    /** Gives the event a new insertion number. */
    long renew(int slot) {
        pairs[2 * slot] = pairs[2 * slot] >>> INSERTION_BITS << INSERTION_BITS | insertions++;
        return pairs[2 * slot];
    }

    void free(int slot) {
        pairs[2 * slot] = FREE;
        pairs[2 * slot + 1] = firstFree;
        firstFree = slot;
        size--;
    }

    /** Makes the slot's event the last polled one and frees the slot. */
    void fire(int slot, long atNanos) {
        timeNanos = atNanos;
        rank = (int) (pairs[2 * slot] >>> INSERTION_BITS);
        kind = (int) (pairs[2 * slot + 1] >> Integer.SIZE);
        subject = (int) pairs[2 * slot + 1];
        free(slot);
    }

    long key(int slot) {
        return pairs[2 * slot];
    }

    /** Number of slots ever used: the others need no room yet. */
    int capacity() {
        return pairs.length / 2;
    }

    int size() {
        return size;
    }

    long timeNanos() {
        return timeNanos;
    }

    int rank() {
        return rank;
    }

    int kind() {
        return kind;
    }

    int subject() {
        return subject;
    }
}
