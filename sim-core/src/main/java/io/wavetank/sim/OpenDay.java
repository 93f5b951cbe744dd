package io.wavetank.sim;

import java.util.Arrays;

/**
 * The events of the day that it is, in the order of (time, key). They are sorted once, when the day opens: each is put where its time says that it should be,
 * and little is left to mend. So the next to fire costs one step, where a heap would have to find it. Where each is nobody keeps: who wants to take one out says
 * when it is.
 */
final class OpenDay {
    /** No more are sorted at once: of many at one instant the order would have to be made, and a heap does that for less. */
    static final int MOST = 256;

    private static final int GAUGE_BITS = 32;
    private static final long GONE = -1;

    private final long[] times = new long[MOST];
    private final long[] keys = new long[MOST];
    private final long[] whats = new long[MOST];
    private final int[] wanted = new int[MOST];
    private final int[] starts = new int[MOST + 1];
    private int first;
    private int end;
    private int size;

    int size() {
        return size;
    }

    /** The time of the first; there must be one. */
    long firstNanos() {
        return times[first];
    }

    /** The key of the first; there must be one. */
    long firstKey() {
        return keys[first];
    }

    /** Takes the first off; there must be one. */
    long takeFirst() {
        long what = whats[first];
        drop();
        return what;
    }

    /** Takes out an event, which is there, and answers what it was. */
    long remove(long nanos, long key) {
        int place = place(nanos, key);
        long what = whats[place];
        if (place == first) {
            drop();
        } else {
            whats[place] = GONE;
            size--;
        }
        return what;
    }

    private int place(long nanos, long key) {
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(nanos, key, middle + 1)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The first goes, and with it what was taken out behind it. */
    private void drop() {
        size--;
        do {
            first++;
        } while (size > 0 && whats[first] == GONE);
    }

    /**
     * Opens a day, while none is.
     *
     * @param events those of the day, about newest first
     * @param fromNanos when it begins
     * @param bits it is {@code 2^bits} ns long
     */
    void open(EventBatch events, long fromNanos, int bits) {
        first = 0;
        end = events.size;
        size = events.size;
        spread(events, fromNanos, bits);
        mend();
    }

    /** Puts each where it should be by its time, or near there. */
    private void spread(EventBatch events, long fromNanos, int bits) {
        int count = events.size;
        Arrays.fill(starts, 0, count + 1, 0);
        int coarse = Math.max(0, bits - GAUGE_BITS);
        for (int i = 0; i < count; i++) {
            long since = (events.times[i] - fromNanos) >>> coarse;
            int place = (int) ((since * count) >>> (bits - coarse));
            wanted[i] = place;
            starts[place + 1]++;
        }
        for (int place = 0; place < count; place++) {
            starts[place + 1] += starts[place];
        }
        for (int i = count - 1; i >= 0; i--) {
            int at = starts[wanted[i]]++;
            times[at] = events.times[i];
            keys[at] = events.keys[i];
            whats[at] = events.whats[i];
        }
    }

    /** Puts each where it belongs among those before it. */
    private void mend() {
        for (int i = 1; i < end; i++) {
            if (!isBefore(times[i], keys[i], i - 1)) {
                continue;
            }
            long nanos = times[i];
            long key = keys[i];
            long what = whats[i];
            int place = i;
            do {
                times[place] = times[place - 1];
                keys[place] = keys[place - 1];
                whats[place] = whats[place - 1];
                place--;
            } while (place > 0 && isBefore(nanos, key, place - 1));
            times[place] = nanos;
            keys[place] = key;
            whats[place] = what;
        }
    }

    /**
     * By time, then by key; neither is negative. Without a branch of its own for what is of one instant, which is rare: code that was compiled for never is
     * compiled again when it happens.
     */
    private boolean isBefore(long nanos, long key, int place) {
        long later = nanos - times[place];
        long ifDiffers = (later | -later) >> (Long.SIZE - 1);
        return (later | ((key - keys[place]) & ~ifDiffers)) < 0;
    }

    /** Adds all to a batch, and is empty. */
    void moveTo(EventBatch target) {
        target.reserve(size);
        for (int place = first; size > 0 && place < end; place++) {
            if (whats[place] != GONE) {
                target.add(times[place], keys[place], whats[place]);
            }
        }
        clear();
    }

    void clear() {
        first = 0;
        end = 0;
        size = 0;
    }
}
