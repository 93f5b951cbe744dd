package io.wavetank.workload.generate.distribution;

/**
 * A number of at least 1 whose natural logarithm is one of two gamma numbers, picked by weight.
 *
 * @param share how often it is the first, 0 to 1
 * @param shape1 of the first gamma, 1 or more
 * @param scale1 of the first, above 0
 * @param shape2 of the second, 1 or more
 * @param scale2 of the second, above 0
 */
public record LogHyperGamma(double share, double shape1, double scale1, double shape2, double scale2)
        implements Distribution {
    private static final int CELLS = 2000;
    private static final int STEPS = 60;

    /** Checks the parameters. */
    public LogHyperGamma {
        Key.between("share", share, 0, 1, "0.7 would do");
        Key.between("shape1", shape1, 1, 1e6, "4.2 would do");
        Key.positive("scale1", scale1, "0.94 would do");
        Key.between("shape2", shape2, 1, 1e6, "312 would do");
        Key.positive("scale2", scale2, "0.03 would do");
    }

    /** Bisection between the quantiles of the two, between which that of the mixture lies. */
    @Override
    public double quantile(double u) {
        double one = scale1 * GammaFunction.inverseLower(shape1, u);
        double other = scale2 * GammaFunction.inverseLower(shape2, u);
        double low = share == 1 ? one : share == 0 ? other : Math.min(one, other);
        double high = share == 1 ? one : share == 0 ? other : Math.max(one, other);
        for (int step = 0; step < STEPS && high - low > 1e-12 * high; step++) {
            double middle = low + (high - low) / 2;
            if (cumulated(middle) < u) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp(low + (high - low) / 2);
    }

    private double cumulated(double log) {
        return share * GammaFunction.lower(shape1, log / scale1)
                + (1 - share) * GammaFunction.lower(shape2, log / scale2);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        if (upTo <= 1) {
            return 0;
        }
        double log = StrictMath.log(upTo);
        return share * part(order, log, shape1, scale1) + (1 - share) * part(order, log, shape2, scale2);
    }

    /** A gamma tilted by {@code e^(order x)} is a gamma again while {@code order * scale < 1}; beyond, Simpson's rule. */
    private static double part(int order, double upTo, double shape, double scale) {
        double left = 1 - order * scale;
        if (left > 0) {
            return StrictMath.pow(left, -shape) * GammaFunction.lower(shape, upTo * left / scale);
        }
        if (upTo == Double.POSITIVE_INFINITY) {
            return upTo;
        }
        double norm = shape * StrictMath.log(scale) + GammaFunction.log(shape);
        double width = upTo / CELLS;
        double sum = 0;
        for (int i = 0; i <= CELLS; i++) {
            double x = Math.max(i * width, Double.MIN_NORMAL);
            double density = StrictMath.exp((shape - 1) * StrictMath.log(x) - x / scale - norm + order * x);
            sum += density * (i == 0 || i == CELLS ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * width / 3;
    }

    @Override
    public double min() {
        return 1;
    }

    @Override
    public double max() {
        return Double.POSITIVE_INFINITY;
    }
}
