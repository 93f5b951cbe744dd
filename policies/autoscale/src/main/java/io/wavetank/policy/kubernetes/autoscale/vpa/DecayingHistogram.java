package io.wavetank.policy.kubernetes.autoscale.vpa;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A histogram in which a sample's weight halves with each half-life: {@code weight * 2^((t - reference) / halfLife)}.
 *
 * <p>Nothing is ever scaled down by time itself; new samples weigh more than old ones. When the factor would exceed 2^100 the reference is moved to
 * a multiple of the half-life, counted from the year 1, and all weights are scaled by a power of two. A percentile is the <em>end</em> of the
 * bucket that it falls into.
 *
 * <p>Source: vertical pod autoscaler 0.14, {@code decaying_histogram.go}, {@code histogram.go}.
 */
public final class DecayingHistogram {
    private static final int LARGEST_EXPONENT = 100;
    private static final long SECOND = 1_000_000_000L;
    /** Before any time that is told: the reference of a histogram that has met none. */
    private static final long NEVER = Long.MIN_VALUE;

    private static final int CHECKPOINT_WEIGHT = 10_000;

    private final Buckets buckets;
    private final long halfLifeNanos;
    private final long originRemainderNanos;
    private final double[] weights;
    private double total;
    private int least;
    private int most;
    private long referenceNanos = NEVER;

    /**
     * Creates an empty histogram.
     *
     * @param buckets its buckets
     * @param halfLifeNanos the time in which a weight halves
     * @param originSeconds time 0, in seconds since the beginning of the year 1
     */
    public DecayingHistogram(Buckets buckets, long halfLifeNanos, long originSeconds) {
        if (halfLifeNanos <= 0) {
            throw new IllegalArgumentException("A half-life must be positive: " + halfLifeNanos + " ns");
        }
        this.buckets = buckets;
        this.halfLifeNanos = halfLifeNanos;
        this.originRemainderNanos = BigInteger.valueOf(originSeconds)
                .multiply(BigInteger.valueOf(SECOND))
                .mod(BigInteger.valueOf(halfLifeNanos))
                .longValueExact();
        this.weights = new double[buckets.count()];
        this.least = weights.length - 1;
    }

    /**
     * The histogram in whole numbers, as it is saved.
     *
     * @param referenceNanos the time at which a sample keeps its weight
     * @param weights weights above 0 in ten-thousandths of the largest, by bucket
     * @param totalWeight the sum of all weights
     */
    public record Checkpoint(long referenceNanos, SortedMap<Integer, Integer> weights, double totalWeight) {}

    /** Adds a sample. */
    public void add(double value, double weight, long atNanos) {
        double decayed = weight * factor(atNanos);
        int bucket = buckets.of(value);
        weights[bucket] += decayed;
        total += decayed;
        if (weights[bucket] >= Buckets.EPSILON) {
            least = Math.min(least, bucket);
            most = Math.max(most, bucket);
        }
    }

    /** Takes a sample back. */
    public void subtract(double value, double weight, long atNanos) {
        double decayed = weight * factor(atNanos);
        int bucket = buckets.of(value);
        total = less(total, decayed);
        weights[bucket] = less(weights[bucket], decayed);
        shrink();
    }

    private static double less(double weight, double by) {
        double left = weight - by;
        return left < Buckets.EPSILON ? 0 : left;
    }

    /** Adds all of another histogram. The one with the older reference is moved to the younger, be it the other. */
    public void merge(DecayingHistogram other) {
        if (referenceNanos < other.referenceNanos) {
            moveReference(other.referenceNanos);
        } else if (other.referenceNanos < referenceNanos) {
            other.moveReference(referenceNanos);
        }
        for (int bucket = other.least; bucket <= other.most; bucket++) {
            weights[bucket] += other.weights[bucket];
        }
        total += other.total;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
    }

    private double factor(long atNanos) {
        if (referenceNanos == NEVER || atNanos - referenceNanos > LARGEST_EXPONENT * halfLifeNanos) {
            moveReference(atNanos);
        }
        return StrictMath.pow(2, (double) (atNanos - referenceNanos) / halfLifeNanos);
    }

    private void moveReference(long toNanos) {
        long rounded = rounded(toNanos);
        if (referenceNanos != NEVER) {
            double scale = Math.scalb(1.0, (int) Math.round((double) (referenceNanos - rounded) / halfLifeNanos));
            for (int bucket = least; bucket <= most; bucket++) {
                weights[bucket] *= scale;
            }
            total *= scale;
            shrink();
        }
        referenceNanos = rounded;
    }

    /** The nearest multiple of the half-life, the later of two. */
    private long rounded(long nanos) {
        long past = Math.floorMod(Math.floorMod(nanos, halfLifeNanos) + originRemainderNanos, halfLifeNanos);
        return past < halfLifeNanos - past ? nanos - past : nanos + (halfLifeNanos - past);
    }

    private void shrink() {
        while (weights[least] < Buckets.EPSILON && least < weights.length - 1) {
            least++;
        }
        while (weights[most] < Buckets.EPSILON && most > 0) {
            most--;
        }
    }

    /** Returns the end of the bucket that a percentile (0 to 1) falls into; 0 if the histogram is empty. */
    public double percentile(double percentile) {
        if (weights[least] < Buckets.EPSILON) {
            return 0;
        }
        double threshold = percentile * total;
        double sum = 0;
        int bucket = least;
        for (; bucket < most; bucket++) {
            sum += weights[bucket];
            if (sum >= threshold) {
                break;
            }
        }
        return buckets.start(Math.min(bucket + 1, weights.length - 1));
    }

    /** Returns it as it is saved; weights below half a ten-thousandth of the largest are lost. */
    public Checkpoint save() {
        double largest = 0;
        for (int bucket = least; bucket <= most; bucket++) {
            largest = Math.max(largest, weights[bucket]);
        }
        SortedMap<Integer, Integer> saved = new TreeMap<>();
        for (int bucket = least; bucket <= most; bucket++) {
            int weight = (int) Math.round(weights[bucket] * (CHECKPOINT_WEIGHT / largest));
            if (weight > 0) {
                saved.put(bucket, weight);
            }
        }
        return new Checkpoint(referenceNanos, saved, total);
    }

    /** Fills an empty histogram with what was saved. */
    public void load(Checkpoint checkpoint) {
        long sum = 0;
        for (var entry : checkpoint.weights().entrySet()) {
            if (entry.getKey() < 0 || entry.getKey() >= weights.length) {
                throw new IllegalArgumentException("There is no bucket " + entry.getKey() + " of " + weights.length);
            }
            sum += entry.getValue();
        }
        referenceNanos = checkpoint.referenceNanos();
        if (sum == 0) {
            return;
        }
        double unit = checkpoint.totalWeight() / sum;
        checkpoint.weights().forEach((bucket, weight) -> {
            least = Math.min(least, bucket);
            most = Math.max(most, bucket);
            weights[bucket] += weight * unit;
        });
        total += checkpoint.totalWeight();
    }
}
