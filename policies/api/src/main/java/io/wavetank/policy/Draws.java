package io.wavetank.policy;

/**
 * Keyed random draws: each value is a hash of (seed, replication, stream, subject, k), never the next number of a sequence.
 *
 * <p>Two runs that ask in a different order, or for different subjects, still get the same value for the same question, so two arms of a
 * comparison share their luck. {@code subject} says whose draw it is (a task, a node, a decision number) and {@code k} which of that
 * subject's draws (the attempt, the count of failures). An object of this class is immutable, holds no position, and draws without
 * allocating; it may be shared between threads.
 *
 * <p>Whoever wants many draws at once asks a {@link DrawBatch} for them.
 *
 * <p>The hash is Philox2x64-10 with counter (subject, k). Its 64-bit key is (seed, replication, stream names) mixed by the finalizer of
 * SplitMix64: for one seed no two replications share a key, and any other two keys collide with probability about 2^-64. It is not
 * cryptographic.
 *
 * <p>Sources: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Philox; held to the
 * known answers of Random123 by a test); G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
 * (the mixing of keys).
 */
public final class Draws {
    static final long PHILOX_MULTIPLIER = 0xD2B74407B1CE6E93L;
    static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    static final int ROUNDS = 10;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    final long key;

    /**
     * Creates the root of all draws of one run.
     *
     * @param seed the run's seed, any value
     * @param replication the number of the replication, 0 or more
     * @throws IllegalArgumentException if the replication is negative
     */
    public Draws(long seed, int replication) {
        this(mix(mix(seed) + nonNegative(replication)));
    }

    private Draws(long key) {
        this.key = key;
    }

    /**
     * Returns the draws of the named stream, independent of those of this object and of any other name. Streams nest:
     * {@code stream("a").stream("b")} is neither {@code stream("b").stream("a")} nor {@code stream("ab")}. Costs a hash of the name and one
     * allocation: take a stream once, not for each draw.
     */
    public Draws stream(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new Draws(mix(key + mix(hash)));
    }

    /** Returns 64 uniform bits. */
    public long bits(long subject, long k) {
        return philox(key, subject, k, 0);
    }

    /**
     * Returns a uniform number of the open interval (0, 1): an odd multiple of 2^-53, so that neither end can occur, the mean is exactly one
     * half, and {@code 1 - uniform} is as likely as {@code uniform}.
     */
    public double uniform(long subject, long k) {
        return toUniform(bits(subject, k));
    }

    /**
     * Returns a uniform integer of [0, bound) by multiply and shift on 64 bits. Not exactly unbiased: the probability of each value is off by
     * less than 2^-64, that is by less than 2^-33 of itself.
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int below(int bound, long subject, long k) {
        if (bound <= 0) {
            throw new IllegalArgumentException("The bound of a draw must be positive: " + bound);
        }
        return (int) unsignedMultiplyHigh(bits(subject, k), bound);
    }

    /**
     * Returns an exponentially distributed number by inversion, in the unit of the mean.
     *
     * @throws IllegalArgumentException if the mean is not positive and finite
     */
    public double exponential(double mean, long subject, long k) {
        if (!(mean > 0) || mean == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("The mean of an exponential draw must be positive and finite: " + mean);
        }
        return -mean * Logarithm.of(uniform(subject, k));
    }

    /**
     * Returns a normally distributed number by the cosine half of the Box-Muller transform, from the two words of one Philox block. The
     * farthest that it can reach is 8.6 standard deviations.
     *
     * @throws IllegalArgumentException if the mean is not finite, or the standard deviation is negative or not finite
     */
    public double normal(double mean, double standardDeviation, long subject, long k) {
        if (!(standardDeviation >= 0) || standardDeviation == Double.POSITIVE_INFINITY || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "A normal draw needs a finite mean and a finite, non-negative standard deviation: mean=" + mean
                            + ", standard deviation=" + standardDeviation);
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(subject, k)));
        double angle = 2 * Math.PI * toUniform(philox(key, subject, k, 1));
        return mean + standardDeviation * radius * StrictMath.cos(angle);
    }

    /** Word 0 or 1 of Philox2x64-10; visible to the test of known answers. */
    static long philox(long key, long counter0, long counter1, int word) {
        long left = counter0;
        long right = counter1;
        long roundKey = key;
        for (int round = 0; round < ROUNDS; round++) {
            long high = unsignedMultiplyHigh(left, PHILOX_MULTIPLIER);
            long low = left * PHILOX_MULTIPLIER;
            left = high ^ (roundKey ^ right); // each round waits for the product alone
            right = low;
            roundKey += GOLDEN_RATIO;
        }
        return word == 0 ? left : right;
    }

    /** Java 17 has the signed product only (the unsigned one came with 18): add what the signs took away. */
    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (((a >> 63) & b) + ((b >> 63) & a));
    }

    static double toUniform(long bits) {
        return ((bits >>> 11) | 1) * TWO_TO_MINUS_53;
    }

    /** The output function of SplitMix64, a bijection. */
    private static long mix(long value) {
        long z = value + GOLDEN_RATIO;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static int nonNegative(int replication) {
        if (replication < 0) {
            throw new IllegalArgumentException("A replication's number must not be negative: " + replication);
        }
        return replication;
    }
}
