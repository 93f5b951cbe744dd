package io.wavetank.workload.generate.distribution;

/**
 * A stretched exponential: {@code P(X > x) = exp(-(x / scale)^shape)}.
 *
 * @param shape above 0: below 1 the tail is heavier than exponential, at 1 it is exponential, above 1 lighter
 * @param scale above 0: 63 % of all values are below it
 */
public record Weibull(double shape, double scale) implements Distribution {
    /** Checks the parameters. */
    public Weibull {
        Key.between("shape", shape, 0.05, 1e6, "0.5 (heavy) to 3 (nearly normal) would do");
        Key.positive("scale", scale, "600 would do");
    }

    /** Returns the one of that mean. */
    public static Weibull ofMean(double mean, double shape) {
        Key.positive("mean", mean, "600 would do");
        double ofUnitScale = new Weibull(shape, 1).mean();
        return new Weibull(shape, mean / ofUnitScale);
    }

    @Override
    public double quantile(double u) {
        return scale * StrictMath.pow(-StrictMath.log1p(-u), 1 / shape);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        if (upTo <= 0) {
            return 0;
        }
        double hazard = StrictMath.pow(upTo / scale, shape);
        if (order == 0) {
            return -StrictMath.expm1(-hazard);
        }
        double of = 1 + order / shape;
        return Constant.power(scale, order) * StrictMath.exp(GammaFunction.log(of)) * GammaFunction.lower(of, hazard);
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
