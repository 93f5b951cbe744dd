package io.wavetank.workload.generate.distribution;

import java.util.List;

/**
 * One of several exponential numbers, picked by weight: more variable than exponential. Drawn by the inverse of the mixture.
 *
 * @param weights relative, none negative
 * @param means as many, each above 0
 */
public record HyperExponential(List<Double> weights, List<Double> means) implements Distribution {
    /** Checks the parts, and brings the weights to a sum of 1. */
    public HyperExponential {
        weights = Key.weights("weights", weights);
        means = List.copyOf(means);
        if (weights.size() != means.size()) {
            throw Key.fault(
                    "weights", weights, "as many as means = " + means + " are wanted, a weight for each exponential");
        }
        for (double mean : means) {
            Key.positive("means", mean, "60, 3600 would do");
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double total = sum;
        weights = weights.stream().map(weight -> weight / total).toList();
    }

    /**
     * Returns the one of two parts with that mean and squared coefficient of variation, whose parts have equal shares of the mean ("balanced
     * means").
     */
    public static HyperExponential ofMean(double mean, double cvSquared) {
        Key.positive("mean", mean, "600 would do");
        if (!(cvSquared > 1) || cvSquared == Double.POSITIVE_INFINITY) {
            throw Key.fault("cv_squared", cvSquared, "not above 1; for 1 take exponential, below 1 take gamma");
        }
        double often = (1 + Math.sqrt((cvSquared - 1) / (cvSquared + 1))) / 2;
        return new HyperExponential(List.of(often, 1 - often), List.of(mean / (2 * often), mean / (2 * (1 - often))));
    }

    /**
     * Newton's method on the logarithm of the survival, which is convex: from a point to the left of the root it never steps over it. Each part
     * alone bounds the root from the left.
     */
    @Override
    public double quantile(double u) {
        double left = 1 - u;
        double target = StrictMath.log(left);
        double x = 0;
        for (int i = 0; i < means.size(); i++) {
            x = Math.max(x, means.get(i) * StrictMath.log(weights.get(i) / left));
        }
        for (int step = 0; step < 100; step++) {
            double survival = 0;
            double density = 0;
            for (int i = 0; i < means.size(); i++) {
                double part = weights.get(i) * StrictMath.exp(-x / means.get(i));
                survival += part;
                density += part / means.get(i);
            }
            double next = x + (StrictMath.log(survival) - target) * survival / density;
            if (Math.abs(next - x) <= 1e-14 * x) {
                return Math.max(0, next);
            }
            x = next;
        }
        return x;
    }

    @Override
    public double partialMoment(int order, double upTo) {
        double sum = 0;
        for (int i = 0; i < means.size(); i++) {
            sum += weights.get(i) * Exponential.partialMoment(order, upTo, means.get(i));
        }
        return sum;
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
