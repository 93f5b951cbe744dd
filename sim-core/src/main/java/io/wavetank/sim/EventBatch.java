package io.wavetank.sim;

import java.util.Arrays;

/** Events on their way from one place to another, each as time, key and what ({@link EventSlots}), from a list of a day with the subject apart. */
final class EventBatch {
    long[] times = new long[64];
    long[] keys = new long[64];
    long[] whats = new long[64];
    int[] subjects = new int[64];
    int size;

    void clear() {
        size = 0;
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        if (size + more > times.length) {
            int room = Math.max(size + more, 2 * times.length);
            times = Arrays.copyOf(times, room);
            keys = Arrays.copyOf(keys, room);
            whats = Arrays.copyOf(whats, room);
            subjects = Arrays.copyOf(subjects, room);
        }
    }

    /** Adds one, for which there is room. */
    void add(long timeNanos, long key, long what) {
        times[size] = timeNanos;
        keys[size] = key;
        whats[size++] = what;
    }
}
