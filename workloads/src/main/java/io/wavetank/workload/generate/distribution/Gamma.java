package io.wavetank.workload.generate.distribution;

/**
 * A sum of {@code shape} exponential numbers, also for a shape that is no whole number. Drawn by the inverse, which costs about a microsecond;
 * where millions are drawn and the shape is all the same, log-normal or Weibull cost a tenth.
 *
 * @param shape above 0: 1 is exponential, above 1 is more regular ({@code cv = 1 / sqrt(shape)})
 * @param scale above 0: the mean is {@code shape * scale}
 */
public record Gamma(double shape, double scale) implements Distribution {
    /** Checks the parameters. */
    public Gamma {
        Key.between("shape", shape, 0.01, 1e6, "0.5 to 100 would do");
        Key.positive("scale", scale, "600 would do");
    }

    /** Returns the one of that mean, and standard deviation over mean. */
    public static Gamma ofMean(double mean, double cv) {
        Key.positive("mean", mean, "600 would do");
        Key.between("cv", cv, 0.001, 10, "0.5 would do");
        double square = cv * cv;
        return new Gamma(1 / square, mean * square);
    }

    @Override
    public double quantile(double u) {
        return scale * GammaFunction.inverseLower(shape, u);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        double whole = switch (order) {
            case 0 -> 1;
            case 1 -> shape * scale;
            case 2 -> shape * (shape + 1) * scale * scale;
            default -> throw new IllegalArgumentException("Moments are of order 0, 1 or 2, not " + order);
        };
        return whole * GammaFunction.lower(shape + order, upTo / scale);
    }

    @Override
    public double variance() {
        return shape * scale * scale;
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
