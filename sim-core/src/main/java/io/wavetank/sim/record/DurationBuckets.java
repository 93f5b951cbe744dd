package io.wavetank.sim.record;

import java.util.Arrays;

/**
 * How many durations fall into each of a row of buckets: 2,048 of one nanosecond, then 1,024 to each doubling, so that a bucket is narrower than a 1,024th
 * of what is in it. Any duration of a {@code long} fits; there is room for the longest that came.
 *
 * <p>These are the buckets of HdrHistogram with 3 digits, to which a test holds them.
 */
final class DurationBuckets {
    /** Of each doubling. */
    private static final int HALF_BITS = 10;

    private static final int HALF = 1 << HALF_BITS;

    private long[] counts = new long[0];
    private long total;

    /** The bucket of a duration that is not negative. */
    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return (shift << HALF_BITS) + (int) (nanos >>> shift);
    }

    /** Counts a duration as often as said. */
    void add(long nanos, long times) {
        int bucket = bucket(nanos);
        makeRoom(bucket);
        counts[bucket] += times;
        total += times;
    }

    /** Counts so many durations. Their buckets are in no near cache, and are waited for together. */
    void addEach(long[] nanos, int count) {
        for (int i = 0; i < count; i++) {
            int bucket = bucket(nanos[i]);
            makeRoom(bucket);
            counts[bucket]++;
        }
        total += count;
    }

    /** Counts all that another counted. */
    void add(DurationBuckets other) {
        makeRoom(other.counts.length - 1);
        for (int bucket = 0; bucket < other.counts.length; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        total += other.total;
    }

    private void makeRoom(int bucket) {
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, (bucket | (HALF - 1)) + 1);
        }
    }

    /** How many were counted. */
    long total() {
        return total;
    }

    /** How many buckets there is room for. */
    int size() {
        return counts.length;
    }

    /** How many fell into a bucket. */
    long count(int bucket) {
        return counts[bucket];
    }

    /** The longest duration that falls into a bucket. */
    static long upTo(int bucket) {
        int shift = Math.max(0, (bucket >>> HALF_BITS) - 1);
        return ((long) (bucket - (shift << HALF_BITS)) << shift) + (1L << shift) - 1;
    }

    /** Memory that the buckets take. */
    long footprintBytes() {
        return (long) counts.length * Long.BYTES;
    }
}
