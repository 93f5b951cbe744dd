package io.wavetank.workload.generate.distribution;

/**
 * Without memory: how long it still lasts does not depend on how long it has lasted. Its cv is 1.
 *
 * @param mean above 0
 */
public record Exponential(double mean) implements Distribution {
    /** Checks the mean. */
    public Exponential {
        Key.positive("mean", mean, "600 would do");
    }

    @Override
    public double quantile(double u) {
        return -mean * StrictMath.log1p(-u);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        return partialMoment(order, upTo, mean);
    }

    static double partialMoment(int order, double upTo, double mean) {
        if (upTo <= 0) {
            return 0;
        }
        double z = upTo / mean;
        double left = z > 745 ? 0 : StrictMath.exp(-z);
        double tail = left == 0 ? 0 : left * z;
        return switch (order) {
            case 0 -> left == 0 ? 1 : -StrictMath.expm1(-z);
            case 1 -> mean * (1 - left - tail);
            case 2 -> 2 * mean * mean * (1 - left - tail - (left == 0 ? 0 : tail * z / 2));
            default -> throw new IllegalArgumentException("Moments are of order 0, 1 or 2, not " + order);
        };
    }

    @Override
    public double variance() {
        return mean * mean;
    }

    @Override
    public double min() {
        return 0;
    }

    @Override
    public double max() {
        return Double.POSITIVE_INFINITY;
    }
}
