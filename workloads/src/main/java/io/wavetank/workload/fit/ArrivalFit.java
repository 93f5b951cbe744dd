package io.wavetank.workload.fit;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Mmpp;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Paced;
import io.wavetank.workload.generate.arrival.Poisson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * The arrival processes that were fitted to counts, by maximum likelihood, and the one of the smallest criterion of Akaike.
 *
 * @param counts what was observed
 * @param candidates all of them, best first
 * @param chosen one of them
 * @param why in words
 */
public record ArrivalFit(CountSeries counts, List<Candidate> candidates, Candidate chosen, String why) {
    private static final int MOST_STATES = 4;
    private static final double LEAST_COUNT = 200;
    private static final int MOST_REALISATIONS = 20;
    private static final int COUNTS_COMPARED = 300_000;

    /**
     * A process that was fitted.
     *
     * @param name what it is
     * @param process the process
     * @param parameters how many numbers were estimated
     * @param logLikelihood of the counts
     * @param distance Kolmogorov-Smirnov, between the counts and those of some realisations of the process
     */
    public record Candidate(String name, Paced process, int parameters, double logLikelihood, double distance) {
        /** Akaike's information criterion. */
        public double aic() {
            return 2 * parameters - 2 * logLikelihood;
        }

        /** The first word of its name, by which it is asked for. */
        public String family() {
            return name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
        }
    }

    /** Keeps a copy. */
    public ArrivalFit {
        candidates = List.copyOf(candidates);
    }

    /** The names of all families: {@code cyclic} is a Poisson process that follows day and week, {@code cox} one whose rate is random beyond that. */
    public static List<String> families() {
        return List.of("poisson", "cyclic", "mmpp", "cox");
    }

    /**
     * Fits all processes that there are enough counts for.
     *
     * @param wanted the family to choose from; null for all
     */
    public static ArrivalFit of(CountSeries series, @Nullable String wanted) {
        var fitting = new Fitting(series);
        List<Candidate> candidates = fitting.all();
        candidates.sort(Comparator.comparingDouble(Candidate::aic));
        for (Candidate candidate : candidates) {
            if (candidate.family().equals(wanted)) {
                return new ArrivalFit(series, candidates, candidate, "asked for");
            }
        }
        String least = candidates.size() == 1 ? "too few arrivals for anything else" : "least AIC";
        String why = wanted == null ? least : least + "; there were too few arrivals to fit '" + wanted + "'";
        return new ArrivalFit(series, candidates, candidates.get(0), why);
    }

    private static final class Fitting {
        private final CountSeries series;
        private final List<Candidate> candidates = new ArrayList<>();

        Fitting(CountSeries series) {
            this.series = series;
        }

        List<Candidate> all() {
            double rate = Math.max(series.total(), 0.5) / Math.max(1, series.known()) / series.binSeconds();
            Cyclic flat =
                    new Cyclic(rate, new DayShape.Hourly(Collections.nCopies(24, 1.0)), List.of(), series.startHour());
            double[] level = CycleFit.expected(flat, series);
            add("poisson", new Poisson(rate), 1, poisson(level));
            if (series.total() < LEAST_COUNT) {
                return candidates;
            }
            states("mmpp", flat, level, 1);
            if (CycleFit.possible(series)) {
                Cyclic cycle = CycleFit.of(series);
                double[] expected = CycleFit.expected(cycle, series);
                int parameters = CycleFit.parameters(series);
                add("cyclic (day" + (parameters > 24 ? " and week)" : ")"), cycle, parameters, poisson(expected));
                states("cox", cycle, expected, parameters);
                levels("the cycle", cycle, expected, parameters);
            } else {
                levels("a steady rate", flat, level, 1);
            }
            return candidates;
        }

        private void add(String name, Paced process, int parameters, double logLikelihood) {
            var model = new RateSeries(name, process, series.binSeconds());
            int times = Math.max(1, Math.min(MOST_REALISATIONS, COUNTS_COMPARED / series.length()));
            double[] made = new double[times * series.length()];
            for (int time = 0; time < times; time++) {
                var counts = model.open(new Draws(0, time).stream("distance"));
                for (int i = 0; i < series.length(); i++) {
                    made[time * series.length() + i] = counts.next();
                }
            }
            double distance = series.sample().distanceTo(Sample.of(made));
            candidates.add(new Candidate(name, process, parameters, logLikelihood, distance));
        }

        private double poisson(double[] expected) {
            double sum = 0;
            for (int bin = 0; bin < expected.length; bin++) {
                long count = series.count(bin);
                if (count >= 0) {
                    double mean = Math.max(expected[bin], 1e-12);
                    sum += count * StrictMath.log(mean) - mean - Gamma.logGamma(count + 1.0);
                }
            }
            return sum;
        }

        private void states(String family, Cyclic cycle, double[] expected, int parameters) {
            for (int states = 2; states <= MOST_STATES; states++) {
                StatesFit.Result fit = StatesFit.of(series, expected, states);
                Paced process = family.equals("mmpp")
                        ? scaled(fit.chain(), cycle.ratePerSecond())
                        : new Cox(cycle.scaled(fit.mean()), List.of(new Modulation.States(fit.chain())));
                String name = family + (family.equals("mmpp") ? " of " : " of the cycle and ") + states + " states";
                add(name, process, parameters + StatesFit.parameters(states), fit.logLikelihood());
            }
        }

        private static Mmpp scaled(Mmpp chain, double rate) {
            return chain.scaled(rate);
        }

        private void levels(String base, Cyclic cycle, double[] expected, int parameters) {
            if (!LogGaussianFit.possible(series)) {
                return;
            }
            double without = poisson(expected);
            for (int levels = 1; levels <= 2; levels++) {
                LogGaussianFit.Result fit = LogGaussianFit.of(series, expected, levels);
                String also = levels == 1 ? "a log-Gaussian level" : "2 log-Gaussian levels";
                String name = "cox of " + base + " and " + also;
                add(
                        name,
                        new Cox(cycle, List.copyOf(fit.levels())),
                        parameters + LogGaussianFit.parameters(levels),
                        without + fit.gain());
            }
        }
    }
}
