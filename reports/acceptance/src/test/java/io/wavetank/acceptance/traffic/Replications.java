package io.wavetank.acceptance.traffic;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A 95 % interval over replications.
 *
 * @param mean the mean
 * @param halfWidth half of the interval's width
 */
record Replications(double mean, double halfWidth) {
    static final int COUNT = 30;

    /** What one replication measures. */
    @FunctionalInterface
    interface Measured {
        double in(int replication);
    }

    static Replications of(Measured measured) {
        var values = new SummaryStatistics();
        for (int replication = 0; replication < COUNT; replication++) {
            values.addValue(measured.in(replication));
        }
        double t = new TDistribution(null, COUNT - 1.0).inverseCumulativeProbability(0.975);
        return new Replications(values.getMean(), t * values.getStandardDeviation() / StrictMath.sqrt(COUNT));
    }

    boolean covers(double truth) {
        return Math.abs(mean - truth) <= halfWidth;
    }
}
