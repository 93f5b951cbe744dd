package io.wavetank.sim.traffic;

import java.util.Arrays;

/**
 * Counts of durations in buckets of 1/64 of themselves, for the rows of a timeline: small, and cleared for every row.
 *
 * <p>A quantile is the upper end of its bucket: never too low, and too high by less than 1.6 per cent.
 */
final class LatencyBuckets {
    private static final int SUB_BITS = 6;
    private static final int SUBS = 1 << SUB_BITS;

    private final long[] counts = new long[(64 - SUB_BITS) * SUBS];
    private long total;
    private int least = counts.length;
    private int most = -1;

    void add(long nanos) {
        int bucket = bucket(nanos);
        counts[bucket]++;
        total++;
        least = Math.min(least, bucket);
        most = Math.max(most, bucket);
    }

    private static int bucket(long nanos) {
        if (nanos < SUBS) {
            return (int) nanos;
        }
        int shift = 63 - SUB_BITS - Long.numberOfLeadingZeros(nanos);
        return (shift + 1) * SUBS + (int) (nanos >>> shift) - SUBS;
    }

    private static long upperEnd(int bucket) {
        if (bucket < SUBS) {
            return bucket;
        }
        int shift = bucket / SUBS - 1;
        return ((long) (bucket % SUBS + SUBS + 1) << shift) - 1;
    }

    long total() {
        return total;
    }

    /** The duration that the share q does not exceed, in nanoseconds; -1 if there are none. */
    long quantile(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * total));
        long sum = 0;
        for (int bucket = least; bucket <= most; bucket++) {
            sum += counts[bucket];
            if (sum >= rank) {
                return upperEnd(bucket);
            }
        }
        return -1;
    }

    void clear() {
        if (total > 0) {
            Arrays.fill(counts, least, most + 1, 0);
        }
        total = 0;
        least = counts.length;
        most = -1;
    }
}
