package io.wavetank.acceptance;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** A mean over replications and half the width of its 95 % interval. */
record Interval(double mean, double halfWidth) {
    static Interval of(SummaryStatistics values) {
        double t = new TDistribution(null, values.getN() - 1.0).inverseCumulativeProbability(0.975);
        return new Interval(values.getMean(), t * values.getStandardDeviation() / Math.sqrt((double) values.getN()));
    }

    boolean covers(double truth) {
        return Math.abs(mean - truth) <= halfWidth;
    }
}
