package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.HyperExponential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hyper-exponential distributions by expectation and maximisation: each number is shared out among the parts by how probable they are to have made it,
 * and each part gets the mean of its share, until nothing moves any more. It starts from equal parts of the ordered sample, so that the result depends
 * on nothing but the sample.
 *
 * <p>Samples of more than {@value #MOST_CELLS} numbers are put together into as many cells of neighbours, by their means.
 *
 * <p>Source: A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum likelihood from incomplete data via the EM algorithm", Journal of the Royal
 * Statistical Society B 39(1), 1977.
 */
final class HyperExponentialFit {
    static final int MOST_CELLS = 4096;
    private static final int MOST_STEPS = 500;
    private static final double ENOUGH = 1e-9;

    private final double[] values;
    private final double[] counts;
    private final double[] weights;
    private final double[] means;

    private HyperExponentialFit(Sample sample, int parts) {
        int cells = Math.min(MOST_CELLS, sample.count());
        this.values = new double[cells];
        this.counts = new double[cells];
        for (int i = 0; i < sample.count(); i++) {
            int cell = (int) ((long) i * cells / sample.count());
            values[cell] += sample.get(i);
            counts[cell]++;
        }
        for (int cell = 0; cell < cells; cell++) {
            values[cell] /= counts[cell];
        }
        this.weights = new double[parts];
        this.means = new double[parts];
        for (int part = 0; part < parts; part++) {
            int from = part * cells / parts;
            int to = Math.max(from + 1, (part + 1) * cells / parts);
            for (int cell = from; cell < to; cell++) {
                means[part] += values[cell] / (to - from);
            }
            weights[part] = 1.0 / parts;
        }
    }

    /** Returns the best one of so many parts; of fewer if some vanish. */
    static HyperExponential of(Sample sample, int parts) {
        var fit = new HyperExponentialFit(sample, parts);
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double now = fit.step(sample.count());
            if (now - before < ENOUGH * Math.abs(now)) {
                break;
            }
            before = now;
        }
        return fit.result();
    }

    /** Returns the log-likelihood of the parameters as they were. */
    private double step(double total) {
        int parts = weights.length;
        double[] share = new double[parts];
        double[] taken = new double[parts];
        double[] sums = new double[parts];
        double likelihood = 0;
        for (int cell = 0; cell < values.length; cell++) {
            double density = 0;
            for (int part = 0; part < parts; part++) {
                share[part] = weights[part] / means[part] * StrictMath.exp(-values[cell] / means[part]);
                density += share[part];
            }
            density = Math.max(density, Double.MIN_NORMAL);
            likelihood += counts[cell] * StrictMath.log(density);
            for (int part = 0; part < parts; part++) {
                double mine = counts[cell] * share[part] / density;
                taken[part] += mine;
                sums[part] += mine * values[cell];
            }
        }
        for (int part = 0; part < parts; part++) {
            weights[part] = taken[part] / total;
            means[part] = taken[part] > 0 ? Math.max(sums[part] / taken[part], 1e-12) : means[part];
        }
        return likelihood;
    }

    private HyperExponential result() {
        List<Integer> kept = new ArrayList<>();
        for (int part = 0; part < weights.length; part++) {
            if (weights[part] > 1e-9) {
                kept.add(part);
            }
        }
        kept.sort((a, b) -> Double.compare(means[a], means[b]));
        List<Double> keptWeights = new ArrayList<>();
        List<Double> keptMeans = new ArrayList<>();
        for (int part : kept) {
            keptWeights.add(weights[part]);
            keptMeans.add(means[part]);
        }
        return new HyperExponential(Collections.unmodifiableList(keptWeights), Collections.unmodifiableList(keptMeans));
    }
}
