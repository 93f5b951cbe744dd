package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Weibull;

/** The logarithm of a distribution's density. */
final class LogDensity {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    private LogDensity() {}

    /** The sum over a sample, all of whose numbers are above 0. */
    static double sum(Distribution distribution, Sample sample) {
        double sum = 0;
        for (int i = 0; i < sample.count(); i++) {
            sum += at(distribution, sample.get(i));
        }
        return sum;
    }

    /** At a number above 0; NaN for distributions without a density. */
    static double at(Distribution distribution, double x) {
        double log = StrictMath.log(x);
        if (distribution instanceof LogNormal d) {
            double z = (log - StrictMath.log(d.median())) / d.sigma();
            return -log - StrictMath.log(d.sigma()) - HALF_LOG_TWO_PI - z * z / 2;
        } else if (distribution instanceof Weibull d) {
            double ratio = log - StrictMath.log(d.scale());
            return StrictMath.log(d.shape() / d.scale()) + (d.shape() - 1) * ratio - StrictMath.exp(d.shape() * ratio);
        } else if (distribution instanceof Gamma d) {
            return (d.shape() - 1) * log
                    - x / d.scale()
                    - d.shape() * StrictMath.log(d.scale())
                    - org.apache.commons.math3.special.Gamma.logGamma(d.shape());
        } else if (distribution instanceof Pareto d) {
            return StrictMath.log(d.shape()) + d.shape() * StrictMath.log(d.min()) - (d.shape() + 1) * log;
        } else if (distribution instanceof Exponential d) {
            return -StrictMath.log(d.mean()) - x / d.mean();
        } else if (distribution instanceof HyperExponential d) {
            double density = 0;
            for (int i = 0; i < d.means().size(); i++) {
                density += d.weights().get(i)
                        / d.means().get(i)
                        * StrictMath.exp(-x / d.means().get(i));
            }
            return StrictMath.log(Math.max(density, Double.MIN_NORMAL));
        }
        return Double.NaN;
    }
}
