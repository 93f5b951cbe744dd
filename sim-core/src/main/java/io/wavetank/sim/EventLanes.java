package io.wavetank.sim;

import java.util.Arrays;

/**
 * Places for one event each, of which the first by (time, key) is always known. Meant for a handful: every change compares all that were ever
 * used.
 *
 * <p>An empty lane has the time {@code Long.MAX_VALUE}, and no event can.
 */
final class EventLanes {
    private static final int NONE = -1;

    private final long[] nanos;
    private final long[] keys;
    private final int[] kinds;
    private final int[] subjects;
    /** Lanes from here on were never used. */
    private int used;

    private int size;
    private int first = NONE;
    private long firstNanos = Long.MAX_VALUE;

    EventLanes(int count) {
        nanos = new long[count];
        keys = new long[count];
        kinds = new int[count];
        subjects = new int[count];
        Arrays.fill(nanos, Long.MAX_VALUE);
    }

    /** How many events there are. */
    int size() {
        return size;
    }

    /** The lane with the earliest event, -1 if all are empty. */
    int first() {
        return first;
    }

    /** The time of the earliest event, {@code Long.MAX_VALUE} if there is none. */
    long firstNanos() {
        return firstNanos;
    }

    long key(int lane) {
        return keys[lane];
    }

    int kind(int lane) {
        return kinds[lane];
    }

    int subject(int lane) {
        return subjects[lane];
    }

    void put(int lane, long timeNanos, long key, int kind, int subject) {
        if (nanos[lane] != Long.MAX_VALUE) {
            throw new IllegalStateException("Lane " + lane + " holds an event already");
        }
        if (timeNanos == Long.MAX_VALUE) {
            throw new IllegalArgumentException("No event can be at the end of time");
        }
        kinds[lane] = kind;
        subjects[lane] = subject;
        size++;
        set(lane, timeNanos, key);
    }

    void take(int lane) {
        size--;
        set(lane, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    void clear() {
        Arrays.fill(nanos, Long.MAX_VALUE);
        size = 0;
        first = NONE;
        firstNanos = Long.MAX_VALUE;
    }

    private void set(int lane, long timeNanos, long key) {
        nanos[lane] = timeNanos;
        keys[lane] = key;
        used = Math.max(used, lane + 1);
        int least = NONE;
        long leastNanos = Long.MAX_VALUE;
        for (int each = 0; each < used; each++) {
            if (nanos[each] < leastNanos || (nanos[each] == leastNanos && least >= 0 && keys[each] < keys[least])) {
                least = each;
                leastNanos = nanos[each];
            }
        }
        first = least;
        firstNanos = leastNanos;
    }
}
