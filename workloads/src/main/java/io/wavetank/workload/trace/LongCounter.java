package io.wavetank.workload.trace;

/** Counts by 64-bit key in two flat arrays: 12 bytes a slot, at most two thirds of them full. */
final class LongCounter {
    private long[] keys = new long[1024];
    private int[] counts = new int[1024];
    private int used;

    /** Counts one more and returns how many there are now. */
    int increment(long key) {
        if (3L * used > 2L * keys.length) {
            grow();
        }
        int slot = slot(key);
        used += counts[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        return ++counts[slot];
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ (key >>> 32)) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
