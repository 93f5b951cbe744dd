package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All distributions that were fitted to one property, and the one that was chosen.
 *
 * <p>Of the families with a formula the one with the smallest criterion of Akaike is the best; it is chosen if its Kolmogorov-Smirnov distance is at
 * most {@link #NEAR}. If not, no formula tells what was observed, and the table of it is chosen.
 *
 * @param name of the property
 * @param unit of its numbers
 * @param sample what was observed
 * @param fits one for each family, best first, the table last
 * @param chosen one of them
 * @param why in words
 */
public record MarginalFit(
        String name, String unit, Sample sample, List<DistributionFit> fits, DistributionFit chosen, String why) {
    /** How far at most a formula may be from what was observed. */
    public static final double NEAR = 0.05;

    private static final int MOST_ATOMS = 100;
    private static final int KNOTS = 100;

    /** Keeps a copy. */
    public MarginalFit {
        fits = List.copyOf(fits);
    }

    /** The names of all families. */
    public static List<String> families() {
        return List.of("log-normal", "weibull", "gamma", "pareto", "exponential", "hyper-exponential", "empirical");
    }

    /**
     * Fits all families.
     *
     * @param wanted the family to choose; null leaves the choice to the rule
     */
    public static MarginalFit of(String name, String unit, Sample sample, @Nullable String wanted) {
        List<DistributionFit> fits = new ArrayList<>();
        if (sample.min() > 0 && sample.max() > sample.min()) {
            add(fits, "log-normal", MaximumLikelihood.logNormal(sample), 2, sample);
            add(fits, "weibull", MaximumLikelihood.weibull(sample), 2, sample);
            add(fits, "gamma", MaximumLikelihood.gamma(sample), 2, sample);
            add(fits, "pareto", MaximumLikelihood.pareto(sample), 2, sample);
            add(fits, "exponential", MaximumLikelihood.exponential(sample), 1, sample);
            for (int parts = 2; parts <= 3; parts++) {
                HyperExponential mixture = HyperExponentialFit.of(sample, parts);
                if (mixture.means().size() == parts) {
                    add(fits, "hyper-exponential", mixture, 2 * parts - 1, sample);
                }
            }
        }
        fits.sort(Comparator.comparingDouble(DistributionFit::aic));
        DistributionFit table = table(sample);
        return chosen(name, unit, sample, fits, table, wanted);
    }

    private static void add(
            List<DistributionFit> fits, String family, Distribution distribution, int parameters, Sample sample) {
        fits.add(new DistributionFit(
                family,
                distribution,
                parameters,
                LogDensity.sum(distribution, sample),
                sample.distanceTo(distribution)));
    }

    private static MarginalFit chosen(
            String name,
            String unit,
            Sample sample,
            List<DistributionFit> fits,
            DistributionFit table,
            @Nullable String wanted) {
        List<DistributionFit> all = new ArrayList<>(fits);
        all.add(table);
        if (wanted != null) {
            for (DistributionFit fit : all) {
                if (fit.family().equals(wanted)) {
                    return new MarginalFit(name, unit, sample, all, fit, "asked for");
                }
            }
        }
        if (fits.isEmpty()) {
            return new MarginalFit(name, unit, sample, all, table, "all alike, or some are 0: there is nothing to fit");
        }
        DistributionFit best = fits.get(0);
        String distance = String.format(Locale.ROOT, "%.3f", best.distance());
        if (best.distance() <= NEAR) {
            return new MarginalFit(
                    name,
                    unit,
                    sample,
                    all,
                    best,
                    "least AIC, and its KS distance " + distance + " is at most " + NEAR);
        }
        return new MarginalFit(
                name,
                unit,
                sample,
                all,
                table,
                best.family() + " has the least AIC, but its KS distance " + distance + " is above " + NEAR);
    }

    /** What was observed, as it is if few different numbers were, else as quantiles, the ends of the tails among them. */
    private static DistributionFit table(Sample sample) {
        int different = sample.different(MOST_ATOMS + 1);
        Distribution table = different == 1
                ? new Constant(sample.min())
                : different <= MOST_ATOMS ? atoms(sample) : quantiles(sample);
        int parameters = different <= MOST_ATOMS
                ? different
                : ((Quantiles) table).values().size();
        return new DistributionFit("empirical", table, parameters, Double.NaN, sample.distanceTo(table));
    }

    private static Distribution atoms(Sample sample) {
        List<Double> values = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < sample.count(); ) {
            int next = i;
            while (next < sample.count() && sample.get(next) == sample.get(i)) {
                next++;
            }
            values.add(sample.get(i));
            weights.add((double) (next - i));
            i = next;
        }
        return new Empirical(values, weights);
    }

    private static Distribution quantiles(Sample sample) {
        List<Double> probabilities = new ArrayList<>();
        probabilities.add(0.0);
        probabilities.add(0.001);
        for (int i = 1; i < KNOTS; i++) {
            probabilities.add((double) i / KNOTS);
        }
        for (double tail : List.of(0.995, 0.998, 0.999, 0.9999)) {
            if (sample.count() * (1 - tail) >= 1) {
                probabilities.add(tail);
            }
        }
        probabilities.add(1.0);
        List<Double> values = new ArrayList<>();
        for (double probability : probabilities) {
            values.add(probability == 0 ? sample.min() : sample.quantile(probability));
        }
        return new Quantiles(probabilities, values, sample.min() > 0);
    }
}
