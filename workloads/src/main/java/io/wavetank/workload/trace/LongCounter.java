package io.wavetank.workload.trace;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Counts by 64-bit key in flat arrays: 8 bytes a slot, 60 to 75 % of them full, and 12 more for each key that came more than once.
 *
 * <p>The slots are in 256 segments that grow one by one, so that growing never takes much memory at once.
 */
public final class LongCounter {
    private static final int SEGMENTS = 256;
    private static final long EMPTY = 0;

    private final Segment[] segments = new Segment[SEGMENTS];
    private long zeros;

    private static final class Segment {
        private long[] keys = new long[16];
        private int used;
        private long[] repeated = new long[0];
        private int[] repeats = new int[0];
        private int repeatedUsed;

        int increment(long key) {
            int slot = slot(keys, key);
            if (keys[slot] == EMPTY) {
                keys[slot] = key;
                used++;
                if (4L * used > 3L * keys.length) {
                    grow();
                }
                return 1;
            }
            return 1 + repeat(key);
        }

        private int repeat(long key) {
            if (4 * (repeatedUsed + 1) > 3 * repeated.length) {
                growRepeated();
            }
            int slot = slot(repeated, key);
            repeatedUsed += repeated[slot] == EMPTY ? 1 : 0;
            repeated[slot] = key;
            return ++repeats[slot];
        }

        private void growRepeated() {
            long[] oldKeys = repeated;
            int[] oldRepeats = repeats;
            repeated = new long[16 + oldKeys.length + oldKeys.length / 4];
            repeats = new int[repeated.length];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != EMPTY) {
                    int slot = slot(repeated, oldKeys[i]);
                    repeated[slot] = oldKeys[i];
                    repeats[slot] = oldRepeats[i];
                }
            }
        }

        private void grow() {
            long[] old = keys;
            keys = new long[16 + old.length + old.length / 4];
            for (long key : old) {
                if (key != EMPTY) {
                    keys[slot(keys, key)] = key;
                }
            }
        }

        private static int slot(long[] keys, long key) {
            int slot = (int) (((key & 0xFFFFFFFFL) * keys.length) >>> 32);
            while (keys[slot] != EMPTY && keys[slot] != key) {
                slot = slot + 1 == keys.length ? 0 : slot + 1;
            }
            return slot;
        }

        void forEach(IntConsumer count) {
            for (long key : keys) {
                if (key != EMPTY) {
                    count.accept(1 + (repeated.length == 0 ? 0 : repeats[slot(repeated, key)]));
                }
            }
        }
    }

    /** Creates a counter of nothing. */
    public LongCounter() {
        Arrays.setAll(segments, i -> new Segment());
    }

    /** Counts one more and returns how many there are now. Keys have to be well mixed in all their bits. */
    public int increment(long key) {
        if (key == EMPTY) {
            return (int) ++zeros;
        }
        return segments[(int) (key >>> 56)].increment(key);
    }

    /** How many keys there are. */
    public long size() {
        long size = zeros > 0 ? 1 : 0;
        for (Segment segment : segments) {
            size += segment.used;
        }
        return size;
    }

    /** Hands out the count of each key, in no order that means anything. */
    public void forEachCount(IntConsumer count) {
        if (zeros > 0) {
            count.accept((int) zeros);
        }
        for (Segment segment : segments) {
            segment.forEach(count);
        }
    }

    /** Returns a well mixed key for a text. */
    public static long key(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mixed(hash);
    }

    /** Returns a well mixed key for a number. */
    public static long mixed(long number) {
        long hash = (number ^ (number >>> 32)) * 0xD6E8FEB86659FD93L;
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }
}
