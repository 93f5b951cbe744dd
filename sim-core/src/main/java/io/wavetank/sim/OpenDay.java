package io.wavetank.sim;

import java.util.Arrays;

/**
 * The events of the day that it is, in the order of (time, key). They are sorted once, when the day opens: each is put where its time says that it should be,
 * and little is left to mend. So the next to fire costs one step, where a heap would have to find it.
 *
 * <p>Where each is, its slot keeps, as a number below 0: no other place is.
 */
final class OpenDay {
    /** No more are sorted at once: of many at one instant the order would have to be made, and a heap does that for less. */
    static final int MOST = 256;

    private static final int GAUGE_BITS = 32;
    private static final long GONE = -1;

    private final EventSlots eventSlots;
    private final long[] times = new long[MOST];
    private final long[] keys = new long[MOST];
    private final long[] whats = new long[MOST];
    private final int[] wanted = new int[MOST];
    private final int[] starts = new int[MOST + 1];
    private int first;
    private int end;
    private int size;

    OpenDay(EventSlots slots) {
        this.eventSlots = slots;
    }

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

    /** The key of what stands at a place. */
    long key(int place) {
        return keys[~place];
    }

    /** What stands at a place. */
    long what(int place) {
        return whats[~place];
    }

    /** Takes out what stands at a place. */
    void remove(int place) {
        if (~place == first) {
            drop();
        } else {
            whats[~place] = GONE;
            size--;
        }
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
        gauge(events, fromNanos, bits);
        spread(events);
        mend();
        tellPlaces();
    }

    /** Where each should be by its time, and how many there. */
    private void gauge(EventBatch events, long fromNanos, int bits) {
        int count = events.size;
        Arrays.fill(starts, 0, count + 1, 0);
        int coarse = Math.max(0, bits - GAUGE_BITS);
        for (int i = 0; i < count; i++) {
            long since = (events.times[i] - fromNanos) >>> coarse;
            int place = (int) ((since * count) >>> (bits - coarse));
            wanted[i] = place;
            starts[place + 1]++;
        }
    }

    private void spread(EventBatch events) {
        int count = events.size;
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

    private void mend() {
        for (int i = 1; i < end; i++) {
            if (isBefore(times[i], keys[i], i - 1)) {
                mend(i);
            }
        }
    }

    private void tellPlaces() {
        for (int i = 0; i < end; i++) {
            eventSlots.setPlace(EventSlots.slot(whats[i]), ~i);
        }
    }

    /** Puts an event where it belongs among those before it. */
    private void mend(int from) {
        long nanos = times[from];
        long key = keys[from];
        long what = whats[from];
        int place = from;
        while (place > 0 && isBefore(nanos, key, place - 1)) {
            put(place, times[place - 1], keys[place - 1], whats[place - 1]);
            place--;
        }
        put(place, nanos, key, what);
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

    private void put(int place, long nanos, long key, long what) {
        times[place] = nanos;
        keys[place] = key;
        whats[place] = what;
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
