package io.wavetank.workload.fit;

import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.distribution.NormalCurve;
import java.util.Arrays;
import java.util.List;

/**
 * What depends on what in a row of jobs: size and run time of one job (a Gaussian copula), and each of them on those of the jobs before.
 *
 * <p>Behind a size stands a normal number of which nothing is known but between which two bounds it lies; it is replaced by its mean given these. As
 * that mean varies less than the number itself, covariances are divided by its variance, which undoes the attenuation to first order. Behind a run
 * time stands the normal number of its mid-rank.
 *
 * @param dependence as a model has it
 * @param spearman the rank correlation of size and run time
 * @param runAutocorrelation of the normal numbers behind run times, from lag 0 on
 * @param jobs how many jobs it was estimated from
 */
public record DependenceFit(Dependence dependence, double spearman, double[] runAutocorrelation, int jobs) {
    private static final int LAGS = 50;
    private static final int LEAST_JOBS = 100;

    /** Keeps a copy. */
    public DependenceFit {
        runAutocorrelation = runAutocorrelation.clone();
    }

    @Override
    public double[] runAutocorrelation() {
        return runAutocorrelation.clone();
    }

    /**
     * Fits.
     *
     * @param places of the sizes, from small to large, job by job
     * @param weights how often each size is asked for
     * @param seconds run times, job by job
     */
    static DependenceFit of(int[] places, List<Long> weights, double[] seconds) {
        if (places.length < LEAST_JOBS) {
            return new DependenceFit(Dependence.NONE, 0, new double[] {1}, places.length);
        }
        double[] means = means(weights);
        double[] sizes = new double[places.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = means[places[i]];
        }
        double[] runs = scores(seconds);
        double variance = Autocorrelation.covariance(sizes, 0)[0];
        double spread = Autocorrelation.covariance(runs, 0)[0];
        double rho = variance < 1e-9 ? 0 : covariance(sizes, runs) / variance;
        rho = Math.max(-0.95, Math.min(0.95, rho));
        Memory kinds = variance < 1e-9 ? Memory.NONE : Autocorrelation.memory(scaled(sizes, variance * variance));
        double[] rest = new double[runs.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = runs[i] - rho * sizes[i];
        }
        Memory memory =
                spread < 1e-9 ? Memory.NONE : Autocorrelation.memory(scaled(rest, Math.max(0.05, 1 - rho * rho)));
        return new DependenceFit(
                new Dependence(rho, kinds, memory),
                spearman(sizes, seconds),
                Autocorrelation.of(runs, Math.min(LAGS, runs.length - 1)),
                places.length);
    }

    private static double[] scaled(double[] values, double by) {
        double[] covariance = Autocorrelation.covariance(values, Math.min(LAGS, values.length - 1));
        for (int lag = 0; lag < covariance.length; lag++) {
            covariance[lag] /= by;
        }
        return covariance;
    }

    /** The mean of the normal number behind each size: {@code (density(low) - density(high)) / probability}. */
    private static double[] means(List<Long> weights) {
        double total = 0;
        for (long weight : weights) {
            total += weight;
        }
        double[] means = new double[weights.size()];
        double before = 0;
        for (int i = 0; i < means.length; i++) {
            double upTo = before + weights.get(i) / total;
            means[i] = (density(before) - density(upTo)) / (weights.get(i) / total);
            before = upTo;
        }
        return means;
    }

    private static double density(double u) {
        if (u <= 1e-12 || u >= 1 - 1e-12) {
            return 0;
        }
        double z = NormalCurve.quantile(u);
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The normal numbers of mid-ranks. */
    static double[] scores(double[] values) {
        double[] ranks = ranks(values);
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = NormalCurve.quantile(ranks[i] / ranks.length);
        }
        return ranks;
    }

    /** Mid-ranks, from one half on. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (first(sorted, values[i], false) + first(sorted, values[i], true)) / 2.0;
        }
        return ranks;
    }

    /** How many are below a value, or at most it. */
    private static int first(double[] sorted, double value, boolean above) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (above && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The correlation of the normal numbers behind run times and estimates. */
    static double correlation(double[] seconds, double[] estimates) {
        if (seconds.length < LEAST_JOBS) {
            return 0;
        }
        double[] said = scores(estimates);
        double variance = Autocorrelation.covariance(said, 0)[0];
        double rho = variance < 1e-9 ? 0 : covariance(scores(seconds), said) / variance;
        return Math.max(-0.95, Math.min(0.95, rho));
    }

    /** The rank correlation of two rows. */
    static double spearman(double[] one, double[] other) {
        double[] a = ranks(one);
        double[] b = ranks(other);
        double spread = Math.sqrt(Autocorrelation.covariance(a, 0)[0] * Autocorrelation.covariance(b, 0)[0]);
        return spread > 0 ? covariance(a, b) / spread : 0;
    }

    private static double covariance(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElse(0);
        double meanOther = Arrays.stream(other).average().orElse(0);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - meanOne) * (other[i] - meanOther);
        }
        return sum / one.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DependenceFit that
                && dependence.equals(that.dependence)
                && spearman == that.spearman
                && jobs == that.jobs
                && Arrays.equals(runAutocorrelation, that.runAutocorrelation);
    }

    @Override
    public int hashCode() {
        return dependence.hashCode();
    }

    @Override
    public String toString() {
        return dependence + " of " + jobs + " jobs";
    }
}
