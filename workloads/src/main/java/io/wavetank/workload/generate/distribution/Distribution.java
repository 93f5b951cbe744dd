package io.wavetank.workload.generate.distribution;

import io.wavetank.policy.Draws;

/**
 * A distribution of non-negative numbers, sampled by the inverse of its distribution function.
 *
 * <p>One uniform draw makes one value, and a larger draw never makes a smaller value: two workloads that differ in a parameter keep the order
 * of their luck. Moments are closed forms, also of the part below a bound, which gives truncated distributions theirs. The unit is that of the
 * key that the distribution stands under.
 */
public sealed interface Distribution
        permits Constant,
                Empirical,
                Exponential,
                Gamma,
                HyperExponential,
                LogHyperGamma,
                LogNormal,
                Pareto,
                Quantiles,
                Truncated,
                Uniform,
                Weibull {
    /** Returns the smallest value that is not exceeded with probability {@code u}, for {@code u} of the open interval (0, 1). */
    double quantile(double u);

    /**
     * Returns the mean of {@code X^order} counted where {@code X <= upTo} and 0 elsewhere; order 0 is the distribution function.
     *
     * @param order 0, 1 or 2
     * @param upTo the bound, infinity for none
     */
    double partialMoment(int order, double upTo);

    /** No value is smaller. */
    double min();

    /** No value is larger; infinity if there is no such number. */
    double max();

    /** Returns the probability of a value of at most {@code x}. */
    default double cdf(double x) {
        return partialMoment(0, x);
    }

    /** The mean; infinity where a tail is too heavy to have one. */
    default double mean() {
        return partialMoment(1, Double.POSITIVE_INFINITY);
    }

    /** The variance; infinity where a tail is too heavy to have one. */
    default double variance() {
        double mean = mean();
        double square = partialMoment(2, Double.POSITIVE_INFINITY);
        return square == Double.POSITIVE_INFINITY ? square : Math.max(0, square - mean * mean);
    }

    /** The standard deviation over the mean. */
    default double cv() {
        return Math.sqrt(variance()) / mean();
    }

    /** Returns the value of a keyed draw. */
    default double sample(Draws draws, long subject, long k) {
        return quantile(draws.uniform(subject, k));
    }

    /** Returns the distribution given that the value lies between the two, ends included. */
    default Distribution truncated(double min, double max) {
        return new Truncated(this, min, max);
    }
}
