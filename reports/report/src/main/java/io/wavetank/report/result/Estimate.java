package io.wavetank.report.result;

import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure over replications: its mean, and how far the truth may be off.
 *
 * @param mean the mean over the replications in which the figure has a value; NaN if there are none
 * @param halfWidth half the width of the 95 % interval by Student's t; NaN with fewer than two replications
 * @param replications in how many replications the figure has a value
 */
public record Estimate(double mean, double halfWidth, long replications) {
    private static final double TWO_SIDED_95 = 0.975;

    /** Returns the estimate from the figure in each replication; replications in which it has no value (NaN) are left out. */
    public static Estimate of(DoubleStream figures) {
        var values = new SummaryStatistics();
        figures.filter(Double::isFinite).forEach(values::addValue);
        long n = values.getN();
        return new Estimate(n == 0 ? Double.NaN : values.getMean(), halfWidth(values, n), n);
    }

    private static double halfWidth(SummaryStatistics values, long n) {
        return n < 2
                ? Double.NaN
                : new TDistribution(null, n - 1.0).inverseCumulativeProbability(TWO_SIDED_95)
                        * values.getStandardDeviation()
                        / Math.sqrt((double) n);
    }

    /** Whether there is an interval at all. */
    public boolean hasInterval() {
        return !Double.isNaN(halfWidth);
    }

    /** Whether zero lies outside the interval: of a difference, whether there is one. */
    public boolean isNotZero() {
        return hasInterval() && Math.abs(mean) > halfWidth;
    }
}
