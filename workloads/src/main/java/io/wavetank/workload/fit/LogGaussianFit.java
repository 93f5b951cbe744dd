package io.wavetank.workload.fit;

import io.wavetank.workload.generate.arrival.Modulation.LogGaussian;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A log-Gaussian Cox process, fitted to counts that are large: the logarithm of a count over what is expected is a wandering level plus the noise of
 * counting, whose variance is one over the mean of the counts around. The likelihood is that of Kalman's filter, and its maximum is found by the simplex of Nelder and
 * Mead. One or two levels are added up, a quick one and a slow one.
 *
 * <p>The noise of a Poisson count is taken to be normal on the scale of logarithms, which counts below some tens are too small for.
 */
final class LogGaussianFit {
    /** The count from which on the approximation is good. */
    private static final double LEAST_COUNT = 10;

    private static final int NEIGHBOURS = 5;

    private static final int MOST_TRIALS = 600;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    private final CountSeries series;
    private final double[] logs;
    private final double[] noise;

    private LogGaussianFit(CountSeries series, double[] expected) {
        this.series = series;
        this.logs = new double[series.length()];
        this.noise = new double[series.length()];
        double sum = 0;
        int known = 0;
        for (int bin = 0; bin < logs.length; bin++) {
            boolean unknown = series.count(bin) < 0 || expected[bin] <= 0;
            logs[bin] = unknown ? Double.NaN : StrictMath.log((series.count(bin) + 0.5) / expected[bin]);
            noise[bin] = unknown ? 0 : 1 / (around(series, bin) + 0.5);
            sum += unknown ? 0 : logs[bin];
            known += unknown ? 0 : 1;
        }
        for (int bin = 0; bin < logs.length; bin++) {
            logs[bin] -= sum / known;
        }
    }

    /** The mean of the counts around an interval, which is nearer to what was expected in it than its own count. */
    private static double around(CountSeries series, int bin) {
        double sum = 0;
        int known = 0;
        for (int i = Math.max(0, bin - NEIGHBOURS); i <= Math.min(series.length() - 1, bin + NEIGHBOURS); i++) {
            sum += Math.max(0, series.count(i));
            known += series.count(i) < 0 ? 0 : 1;
        }
        return sum / known;
    }

    /** Whether counts are large enough: the twentieth part of them that is smallest, too. */
    static boolean possible(CountSeries series) {
        return series.sample().quantile(0.05) >= LEAST_COUNT;
    }

    /**
     * Fitted levels.
     *
     * @param levels quick and slow
     * @param gain by how much they raise the log-likelihood, in this approximation, over that of counts without levels
     */
    record Result(List<LogGaussian> levels, double gain) {
        Result {
            levels = List.copyOf(levels);
        }
    }

    /** How many numbers are estimated, beside those of the expected counts. */
    static int parameters(int levels) {
        return 2 * levels;
    }

    static Result of(CountSeries series, double[] expected, int levels) {
        var fit = new LogGaussianFit(series, expected);
        double bin = series.binSeconds();
        double[] start = levels == 1
                ? new double[] {StrictMath.log(0.5), StrictMath.log(60 * bin)}
                : new double[] {
                    StrictMath.log(0.1), StrictMath.log(5 * bin), StrictMath.log(0.5), StrictMath.log(1000 * bin)
                };
        MultivariateFunction likelihood = fit::logLikelihood;
        var best = new SimplexOptimizer(new SimpleValueChecker(1e-9, 1e-4))
                .optimize(
                        new MaxEval(MOST_TRIALS * 10),
                        new ObjectiveFunction(likelihood),
                        GoalType.MAXIMIZE,
                        new InitialGuess(start),
                        new NelderMeadSimplex(start.length, 0.7));
        List<LogGaussian> result = new ArrayList<>();
        double[] point = best.getPoint();
        for (int i = 0; i < point.length; i += 2) {
            result.add(new LogGaussian(sigma(point[i]), StrictMath.exp(clip(point[i + 1])), bin));
        }
        return new Result(result, best.getValue() - fit.logLikelihood(new double[0]));
    }

    private static double clip(double log) {
        return Math.max(0, Math.min(20, log));
    }

    private static double sigma(double log) {
        return StrictMath.exp(Math.max(-12, Math.min(1.6, log)));
    }

    /** Kalman's filter with one component for each level, of logarithms of sigma and of the time of correlation in turn. */
    private double logLikelihood(double[] point) {
        int levels = point.length / 2;
        double[] keeps = new double[levels];
        double[] variances = new double[levels];
        double[] state = new double[levels];
        double[][] error = new double[levels][levels];
        for (int i = 0; i < levels; i++) {
            double sigma = sigma(point[2 * i]);
            variances[i] = sigma * sigma;
            keeps[i] = StrictMath.exp(-series.binSeconds() / StrictMath.exp(clip(point[2 * i + 1])));
            error[i][i] = variances[i];
        }
        double sum = 0;
        for (int bin = 0; bin < logs.length; bin++) {
            if (!Double.isNaN(logs[bin])) {
                sum += update(bin, state, error);
            }
            for (int i = 0; i < levels; i++) {
                state[i] *= keeps[i];
                for (int j = 0; j < levels; j++) {
                    error[i][j] *= keeps[i] * keeps[j];
                }
                error[i][i] += variances[i] * (1 - keeps[i] * keeps[i]);
            }
        }
        return sum;
    }

    /** Takes in what was observed; returns the logarithm of its density, as of a count. */
    private double update(int bin, double[] state, double[][] error) {
        int levels = state.length;
        double predicted = 0;
        double variance = noise[bin];
        double[] gains = new double[levels];
        for (int i = 0; i < levels; i++) {
            predicted += state[i];
            for (int j = 0; j < levels; j++) {
                gains[i] += error[i][j];
            }
            variance += gains[i];
        }
        double off = logs[bin] - predicted;
        for (int i = 0; i < levels; i++) {
            state[i] += gains[i] / variance * off;
            for (int j = 0; j < levels; j++) {
                error[i][j] -= gains[i] * gains[j] / variance;
            }
        }
        double ofLog = -HALF_LOG_TWO_PI - StrictMath.log(variance) / 2 - off * off / variance / 2;
        return ofLog + StrictMath.log(noise[bin]);
    }
}
