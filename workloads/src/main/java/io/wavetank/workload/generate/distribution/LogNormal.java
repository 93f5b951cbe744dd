package io.wavetank.workload.generate.distribution;

/**
 * A number whose logarithm is normal: many small, few large ones. The usual shape of run times.
 *
 * @param median above 0: half of all values are below it
 * @param sigma above 0: the standard deviation of the natural logarithm; 0.5 is mild, 2 is wild
 */
public record LogNormal(double median, double sigma) implements Distribution {
    /** Checks the parameters. */
    public LogNormal {
        Key.positive("median", median, "600 would do");
        Key.positive("sigma", sigma, "1 would do");
    }

    /** Returns the one of that mean, and standard deviation over mean. */
    public static LogNormal ofMean(double mean, double cv) {
        Key.positive("mean", mean, "600 would do");
        Key.positive("cv", cv, "1 would do");
        double square = StrictMath.log1p(cv * cv);
        return new LogNormal(mean * StrictMath.exp(-square / 2), Math.sqrt(square));
    }

    @Override
    public double quantile(double u) {
        return median * StrictMath.exp(sigma * NormalCurve.quantile(u));
    }

    @Override
    public double partialMoment(int order, double upTo) {
        if (upTo <= 0) {
            return 0;
        }
        double whole = Constant.power(median, order) * StrictMath.exp(order * order * sigma * sigma / 2);
        return upTo == Double.POSITIVE_INFINITY
                ? whole
                : whole * NormalCurve.cdf(StrictMath.log(upTo / median) / sigma - order * sigma);
    }

    @Override
    public double variance() {
        double mean = mean();
        return mean * mean * StrictMath.expm1(sigma * sigma);
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
