package io.wavetank.sim.record;

import java.math.BigInteger;

/**
 * The filled buckets of one half of a {@link CensoredHistogram}, its observed or its censored durations, as they stand in files: how far each
 * bucket reaches and how many durations are in it, shortest first. The last reaches as far as the longest duration, exactly.
 *
 * <p>Units: those of the histogram.
 */
public final class BucketCounts {
    private final long[] upTo;
    private final long[] counts;
    private final BigInteger sum;

    /**
     * Takes the buckets; the arrays are copied.
     *
     * @param sum of all durations, exactly
     * @throws IllegalArgumentException if these are not the buckets of any histogram
     */
    public BucketCounts(long[] upTo, long[] counts, BigInteger sum) {
        if (upTo.length != counts.length) {
            throw new IllegalArgumentException(upTo.length + " buckets and " + counts.length + " counts");
        }
        long before = -1;
        for (int i = 0; i < upTo.length; i++) {
            if (upTo[i] <= before || counts[i] <= 0) {
                throw new IllegalArgumentException("Bucket up to " + upTo[i] + " with " + counts[i]
                        + " durations, after the bucket up to " + before);
            }
            before = upTo[i];
        }
        if (sum.signum() < 0) {
            throw new IllegalArgumentException("A sum of durations is not negative: " + sum);
        }
        this.upTo = upTo.clone();
        this.counts = counts.clone();
        this.sum = sum;
    }

    /** How many buckets are filled. */
    public int size() {
        return upTo.length;
    }

    /** How far a bucket reaches. */
    public long upTo(int bucket) {
        return upTo[bucket];
    }

    /** How many durations are in a bucket. */
    public long count(int bucket) {
        return counts[bucket];
    }

    /** The sum of all durations, exactly. */
    public BigInteger sum() {
        return sum;
    }

    /** The longest duration; -1 if there are none. */
    long max() {
        return upTo.length == 0 ? -1 : upTo[upTo.length - 1];
    }
}
