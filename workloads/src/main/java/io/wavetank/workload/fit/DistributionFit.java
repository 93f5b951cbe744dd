package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.Distribution;

/**
 * A distribution fitted to a sample.
 *
 * @param family its name, as scenarios have it
 * @param distribution with the parameters of maximum likelihood
 * @param parameters how many were estimated
 * @param logLikelihood the sum of the logarithms of the densities; NaN for a table of what was observed, which has none
 * @param distance the Kolmogorov-Smirnov distance to the sample
 */
public record DistributionFit(
        String family, Distribution distribution, int parameters, double logLikelihood, double distance) {
    /** Akaike's information criterion, {@code 2 parameters - 2 log-likelihood}: of two fits to one sample the smaller is the better. */
    public double aic() {
        return 2 * parameters - 2 * logLikelihood;
    }
}
