package io.wavetank.policy.autoscale;

import java.util.Arrays;

/**
 * The next value of a series by an ARIMA model whose orders are chosen from the series.
 *
 * <p>The series is differenced once if it does not stay about a level, by the test of Kwiatkowski, Phillips, Schmidt and Shin at 5 %. Of the models with up to
 * {@value #MOST_P} autoregressive and {@value #MOST_Q} moving-average terms that are stationary and invertible the one with the least Akaike criterion is taken,
 * {@code N ln(SSE / N) + 2 (p + q + 1)}; their terms are estimated by two regressions: a long autoregression gives residuals, and the series is regressed on its own
 * past and theirs. The forecast is one step ahead. Short series have models of fewer terms, the shortest their mean.
 *
 * <p>Source: E. J. Hannan, J. Rissanen, "Recursive estimation of mixed autoregressive-moving average order", Biometrika 69 (1982), for the estimation; the choice of
 * orders is in the manner of R. J. Hyndman, Y. Khandakar, "Automatic time series forecasting: the forecast package for R", Journal of Statistical Software 27 (2008),
 * over all orders and not step by step, without seasons, and by the regressions' sum of squares and not a likelihood.
 */
final class Arima {
    private static final int MOST_P = 3;
    private static final int MOST_Q = 2;
    /** Of a shorter series nothing is said but its mean. */
    private static final int SHORTEST = 6;

    private static final double CRITICAL = 0.463;
    private static final double NOTHING = 1e-12;

    private final double[] series;
    private final double[] residuals;
    /** The first value that all models are judged by. */
    private final int first;

    private double leastCriterion;
    private double forecast;

    private Arima(double[] centred) {
        this.series = centred;
        int order = Math.max(1, Math.min(5, centred.length / 5));
        this.residuals = residuals(order);
        this.first = Math.min(centred.length - 1, Math.max(MOST_P, order + MOST_Q));
    }

    /** Returns the forecast of what comes after the last value; there is at least one. */
    static double next(double... values) {
        int n = values.length;
        if (n < SHORTEST) {
            return mean(values);
        } else if (wanders(values)) {
            double[] steps = new double[n - 1];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = values[i + 1] - values[i];
            }
            boolean drifts = Math.abs(mean(steps)) > 2 * deviation(steps) / Math.sqrt((double) steps.length);
            return values[n - 1] + about(drifts ? mean(steps) : 0, steps);
        }
        return about(mean(values), values);
    }

    /** The forecast of a series that stays about a level. */
    private static double about(double level, double[] values) {
        double scale = deviation(values);
        if (scale <= NOTHING * Math.max(Math.abs(level), Math.abs(values[0]))) {
            return mean(values);
        }
        double[] centred = new double[values.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = (values[i] - level) / scale;
        }
        return level + scale * new Arima(centred).best();
    }

    private double best() {
        leastCriterion = Double.POSITIVE_INFINITY;
        for (int p = 0; p <= MOST_P; p++) {
            for (int q = 0; q <= MOST_Q; q++) {
                if (series.length - first >= p + q + 2) {
                    consider(p, q);
                }
            }
        }
        return forecast;
    }

    /** Estimates a model, and takes it if it is better than those before. */
    private void consider(int p, int q) {
        double[] terms = terms(p, q);
        double[] ar = Arrays.copyOf(terms, p);
        double[] ma = Arrays.copyOfRange(terms, p, p + q);
        double[] reversed = ma.clone();
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = -reversed[i];
        }
        if (!staysBounded(ar) || !staysBounded(reversed)) {
            return;
        }
        double[] errors = new double[series.length + 1];
        double squares = 0;
        double expected = 0;
        for (int t = MOST_P; t <= series.length; t++) {
            expected = 0;
            for (int i = 0; i < p; i++) {
                expected += ar[i] * series[t - 1 - i];
            }
            for (int j = 0; j < q && j < t; j++) {
                expected += ma[j] * errors[t - 1 - j];
            }
            if (t < series.length) {
                errors[t] = series[t] - expected;
                squares += t >= first ? errors[t] * errors[t] : 0;
            }
        }
        int n = series.length - first;
        double criterion = n * StrictMath.log(Math.max(NOTHING, squares / n)) + 2 * (p + q + 1);
        if (criterion < leastCriterion - 1e-9) {
            leastCriterion = criterion;
            forecast = expected;
        }
    }

    /** The regression of the series on its own past and that of the residuals. */
    private double[] terms(int p, int q) {
        int count = p + q;
        double[][] rows = new double[series.length - first][count];
        double[] values = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            int t = first + row;
            values[row] = series[t];
            for (int i = 0; i < p; i++) {
                rows[row][i] = series[t - 1 - i];
            }
            for (int j = 0; j < q; j++) {
                rows[row][p + j] = residuals[t - 1 - j];
            }
        }
        return regress(rows, values, count);
    }

    /** What a long autoregression leaves. */
    private double[] residuals(int order) {
        double[][] rows = new double[series.length - order][order];
        double[] values = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            values[row] = series[order + row];
            for (int i = 0; i < order; i++) {
                rows[row][i] = series[order + row - 1 - i];
            }
        }
        double[] terms = regress(rows, values, order);
        double[] left = new double[series.length];
        for (int row = 0; row < rows.length; row++) {
            left[order + row] = values[row];
            for (int i = 0; i < order; i++) {
                left[order + row] -= terms[i] * rows[row][i];
            }
        }
        return left;
    }

    /** Least squares by the normal equations; a term that the others determine is 0. */
    private static double[] regress(double[][] rows, double[] values, int count) {
        double[][] system = new double[count][count + 1];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    system[i][j] += rows[row][i] * rows[row][j];
                }
                system[i][count] += rows[row][i] * values[row];
            }
        }
        double[] terms = new double[count];
        boolean[] free = new boolean[count];
        for (int i = 0; i < count; i++) {
            free[i] = Math.abs(system[i][i]) <= 1e-9 * rows.length;
            for (int other = 0; other < count && !free[i]; other++) {
                double factor = other == i ? 0 : system[other][i] / system[i][i];
                for (int j = i; j <= count && factor != 0; j++) {
                    system[other][j] -= factor * system[i][j];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            terms[i] = free[i] ? 0 : system[i][count] / system[i][i];
        }
        return terms;
    }

    /** Whether an autoregression by these terms does not grow beyond all bounds: its partial correlations are between -1 and 1. */
    private static boolean staysBounded(double[] terms) {
        double[] left = terms.clone();
        for (int order = left.length; order > 0; order--) {
            double partial = left[order - 1];
            if (Math.abs(partial) > 1 + 1e-9) {
                return false;
            } else if (Math.abs(partial) > 1 - 1e-9) {
                return order == 1 || Arrays.stream(left, 0, order - 1).allMatch(term -> Math.abs(term) <= 1e-6);
            }
            double[] lower = new double[order - 1];
            for (int i = 0; i < lower.length; i++) {
                lower[i] = (left[i] + partial * left[order - 2 - i]) / (1 - partial * partial);
            }
            left = lower;
        }
        return true;
    }

    /** The test of Kwiatkowski and others: whether partial sums of what is off the mean go too far for a series about a level. */
    private static boolean wanders(double[] values) {
        int n = values.length;
        double mean = mean(values);
        int lags = (int) (4 * StrictMath.pow(n / 100.0, 0.25));
        double variance = 0;
        for (int lag = 0; lag <= lags; lag++) {
            double covariance = 0;
            for (int t = lag; t < n; t++) {
                covariance += (values[t] - mean) * (values[t - lag] - mean);
            }
            variance += (lag == 0 ? 1 : 2 * (1 - lag / (lags + 1.0))) * covariance / n;
        }
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value - mean;
            squares += sum * sum;
        }
        return variance > 0 && squares / ((double) n * n * variance) > CRITICAL;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
