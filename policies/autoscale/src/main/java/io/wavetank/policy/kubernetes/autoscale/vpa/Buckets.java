package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * Buckets whose sizes grow by a twentieth from one to the next: {@code start(n) = first * (1.05^n - 1) / 0.05}.
 *
 * <p>Source: vertical pod autoscaler 0.14, {@code ExponentialHistogramOptions}.
 */
public final class Buckets {
    /** A weight below this is none. */
    public static final double EPSILON = 0.0001;

    private static final double RATIO = 1.05;

    /** Cores: the first bucket is a hundredth wide, the last begins below 1000. */
    public static final Buckets CPU = new Buckets(0.01, 1000);

    /** Bytes: the first bucket is 10 MB wide, the last begins below a terabyte. */
    public static final Buckets MEMORY = new Buckets(1e7, 1e12);

    private final double first;
    private final double[] starts;

    private Buckets(double first, double most) {
        this.first = first;
        this.starts = new double[(int) Math.ceil(place(most)) + 1];
        for (int bucket = 1; bucket < starts.length; bucket++) {
            starts[bucket] = first * (BinaryPower.of(RATIO, bucket) - 1) / (RATIO - 1);
        }
    }

    private double place(double value) {
        return StrictMath.log(value * (RATIO - 1) / first + 1) / StrictMath.log(RATIO);
    }

    /** How many there are. */
    public int count() {
        return starts.length;
    }

    /** Where a bucket begins. */
    public double start(int bucket) {
        return starts[bucket];
    }

    /** The bucket of a value; what is too large goes into the last. */
    public int of(double value) {
        return value < first ? 0 : Math.min((int) place(value), starts.length - 1);
    }
}
