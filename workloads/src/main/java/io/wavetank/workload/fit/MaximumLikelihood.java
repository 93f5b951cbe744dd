package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Weibull;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Estimates of maximum likelihood, for samples of numbers above 0 that are not all alike. Where there is no closed form, the equation of the score
 * is solved by Brent's method.
 *
 * <p>Source of the equations: N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous univariate distributions", volume 1, 2nd edition, 1994.
 */
final class MaximumLikelihood {
    private static final double LEAST_SIGMA = 1e-9;
    private static final int MOST_STEPS = 1000;

    private MaximumLikelihood() {}

    static Exponential exponential(Sample sample) {
        return new Exponential(sample.mean());
    }

    static LogNormal logNormal(Sample sample) {
        double mean = meanLog(sample);
        double sum = 0;
        for (int i = 0; i < sample.count(); i++) {
            double off = StrictMath.log(sample.get(i)) - mean;
            sum += off * off;
        }
        return new LogNormal(StrictMath.exp(mean), Math.max(LEAST_SIGMA, Math.sqrt(sum / sample.count())));
    }

    /** The smallest value is that of the sample. */
    static Pareto pareto(Sample sample) {
        double over = meanLog(sample) - StrictMath.log(sample.min());
        return new Pareto(1 / over, sample.min());
    }

    /** The shape solves {@code log k - digamma(k) = log mean - mean log}. */
    static Gamma gamma(Sample sample) {
        double mean = sample.mean();
        double gap = StrictMath.log(mean) - meanLog(sample);
        double shape =
                solve(k -> StrictMath.log(k) - org.apache.commons.math3.special.Gamma.digamma(k) - gap, 0.0101, 9.9e5);
        return new Gamma(shape, mean / shape);
    }

    /** The shape solves {@code sum(x^k log x) / sum(x^k) - 1/k = mean log}; logarithms are taken from the largest number on, so that no power overflows. */
    static Weibull weibull(Sample sample) {
        double top = StrictMath.log(sample.max());
        double mean = meanLog(sample) - top;
        double shape = solve(
                k -> {
                    double weights = 0;
                    double weighted = 0;
                    for (int i = 0; i < sample.count(); i++) {
                        double log = StrictMath.log(sample.get(i)) - top;
                        double weight = StrictMath.exp(k * log);
                        weights += weight;
                        weighted += weight * log;
                    }
                    return weighted / weights - 1 / k - mean;
                },
                0.0501,
                9.9e5);
        double power = 0;
        for (int i = 0; i < sample.count(); i++) {
            power += StrictMath.exp(shape * (StrictMath.log(sample.get(i)) - top));
        }
        return new Weibull(shape, sample.max() * StrictMath.pow(power / sample.count(), 1 / shape));
    }

    private static double meanLog(Sample sample) {
        double sum = 0;
        for (int i = 0; i < sample.count(); i++) {
            sum += StrictMath.log(sample.get(i));
        }
        return sum / sample.count();
    }

    /** The root on a scale of logarithms; the bound that is nearer to one if there is none between them. */
    private static double solve(UnivariateFunction score, double low, double high) {
        UnivariateFunction ofLog = log -> score.value(StrictMath.exp(log));
        double from = StrictMath.log(low);
        double to = StrictMath.log(high);
        double atFrom = ofLog.value(from);
        double atTo = ofLog.value(to);
        if (atFrom * atTo > 0) {
            return Math.abs(atFrom) < Math.abs(atTo) ? low : high;
        }
        return StrictMath.exp(new BrentSolver(1e-12, 1e-12).solve(MOST_STEPS, ofLog, from, to));
    }
}
