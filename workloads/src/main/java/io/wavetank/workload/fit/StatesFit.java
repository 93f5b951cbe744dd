package io.wavetank.workload.fit;

import io.wavetank.workload.generate.arrival.Mmpp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * A Markov-modulated Poisson process, fitted to counts by maximum likelihood: a hidden Markov chain that takes one step an interval and whose state
 * multiplies the expected count, by the algorithm of Baum and Welch. A state that is left with probability q an interval of T seconds lasts
 * {@code T / q} in the mean, so that the shares of time stay what they are.
 *
 * <p>It starts from levels spread over the quantiles of what was observed, so that the result depends on nothing but the counts.
 *
 * <p>Source: L. E. Baum, T. Petrie, G. Soules, N. Weiss, "A maximization technique occurring in the statistical analysis of probabilistic functions
 * of Markov chains", Annals of Mathematical Statistics 41(1), 1970.
 */
final class StatesFit {
    private static final int MOST_STEPS = 60;
    private static final double ENOUGH = 1e-6;
    private static final double LEAST_LEVEL = 1e-4;

    private final CountSeries series;
    private final double[] expected;
    private final int states;
    private final double[] levels;
    private final double[][] steps;
    private final double[] first;
    private final double[][] forward;
    private double logLikelihood = Double.NEGATIVE_INFINITY;

    private StatesFit(CountSeries series, double[] expected, int states) {
        this.series = series;
        this.expected = expected;
        this.states = states;
        this.levels = new double[states];
        this.steps = new double[states][states];
        this.first = new double[states];
        this.forward = new double[series.length()][states];
        Arrays.fill(first, 1.0 / states);
        for (int i = 0; i < states; i++) {
            levels[i] = StrictMath.pow(8, 2.0 * i / (states - 1) - 1) * 0.7;
            for (int j = 0; j < states; j++) {
                steps[i][j] = i == j ? 0.95 : 0.05 / (states - 1);
            }
        }
    }

    /**
     * A fitted chain.
     *
     * @param chain its rates are factors of what is expected
     * @param mean by what the expected count is to be multiplied for the mean of the process
     */
    record Result(Mmpp chain, double mean, double logLikelihood) {}

    /** How many numbers are estimated, beside those that the expected counts take: levels up to a common factor, and steps. */
    static int parameters(int states) {
        return states - 1 + states * (states - 1);
    }

    static Result of(CountSeries series, double[] expected, int states) {
        var fit = new StatesFit(series, expected, states);
        for (int step = 0; step < MOST_STEPS; step++) {
            double before = fit.logLikelihood;
            fit.step();
            if (fit.logLikelihood - before < ENOUGH * Math.abs(fit.logLikelihood)) {
                break;
            }
        }
        return fit.result();
    }

    /** One step of expectation and maximisation. */
    private void step() {
        forwards();
        double[] taken = new double[states];
        double[] counts = new double[states];
        double[] exposures = new double[states];
        double[][] moves = new double[states][states];
        double[] behind = new double[states];
        double[] emissions = new double[states];
        Arrays.fill(behind, 1);
        for (int bin = series.length() - 1; bin >= 0; bin--) {
            double norm = 0;
            double[] here = new double[states];
            for (int i = 0; i < states; i++) {
                here[i] = forward[bin][i] * behind[i];
                norm += here[i];
            }
            for (int i = 0; i < states; i++) {
                double share = here[i] / norm;
                taken[i] = bin == 0 ? share : taken[i];
                if (series.count(bin) >= 0) {
                    counts[i] += share * series.count(bin);
                    exposures[i] += share * expected[bin];
                }
            }
            if (bin > 0) {
                behind = backwards(bin, behind, moves, emissions);
            }
        }
        maximise(taken, counts, exposures, moves);
    }

    private void forwards() {
        double[] emissions = new double[states];
        double sum = 0;
        for (int bin = 0; bin < series.length(); bin++) {
            sum += emissions(bin, emissions);
            double norm = 0;
            for (int j = 0; j < states; j++) {
                double into = bin == 0 ? first[j] : 0;
                for (int i = 0; bin > 0 && i < states; i++) {
                    into += forward[bin - 1][i] * steps[i][j];
                }
                forward[bin][j] = into * emissions[j];
                norm += forward[bin][j];
            }
            norm = Math.max(norm, Double.MIN_NORMAL);
            for (int j = 0; j < states; j++) {
                forward[bin][j] /= norm;
            }
            sum += StrictMath.log(norm);
        }
        logLikelihood = sum;
    }

    /** Fills in how probable the count is in each state, relative to the most probable; returns the logarithm of that one. */
    private double emissions(int bin, double[] emissions) {
        long count = series.count(bin);
        if (count < 0 || expected[bin] <= 0) {
            Arrays.fill(emissions, 1);
            return 0;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < states; i++) {
            double mean = levels[i] * expected[bin];
            emissions[i] = count * StrictMath.log(mean) - mean;
            most = Math.max(most, emissions[i]);
        }
        for (int i = 0; i < states; i++) {
            emissions[i] = StrictMath.exp(emissions[i] - most);
        }
        return most - Gamma.logGamma(count + 1.0);
    }

    private double[] backwards(int bin, double[] behind, double[][] moves, double[] emissions) {
        emissions(bin, emissions);
        double[] before = new double[states];
        double total = 0;
        for (int i = 0; i < states; i++) {
            for (int j = 0; j < states; j++) {
                before[i] += steps[i][j] * emissions[j] * behind[j];
            }
            total += forward[bin - 1][i] * before[i];
        }
        for (int i = 0; i < states; i++) {
            for (int j = 0; j < states; j++) {
                moves[i][j] += forward[bin - 1][i] * steps[i][j] * emissions[j] * behind[j] / total;
            }
        }
        for (int i = 0; i < states; i++) {
            before[i] /= total;
        }
        return before;
    }

    private void maximise(double[] taken, double[] counts, double[] exposures, double[][] moves) {
        for (int i = 0; i < states; i++) {
            first[i] = taken[i];
            levels[i] = exposures[i] > 0 ? Math.max(LEAST_LEVEL, counts[i] / exposures[i]) : levels[i];
            double sum = 0;
            for (double move : moves[i]) {
                sum += move;
            }
            for (int j = 0; j < states && sum > 0; j++) {
                steps[i][j] = Math.max(1e-12, moves[i][j] / sum);
            }
        }
    }

    private Result result() {
        List<Mmpp.State> chain = new ArrayList<>();
        List<List<Double>> transitions = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            double stays = Math.min(1 - 1e-9, steps[i][i]);
            chain.add(new Mmpp.State(levels[i], series.binSeconds() / (1 - stays)));
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < states; j++) {
                row.add(i == j ? 0 : steps[i][j]);
            }
            transitions.add(row);
        }
        var fitted = new Mmpp(chain, transitions);
        return new Result(fitted, fitted.meanRatePerSecond(), logLikelihood);
    }
}
