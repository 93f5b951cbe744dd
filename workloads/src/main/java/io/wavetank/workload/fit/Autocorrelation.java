package io.wavetank.workload.fit;

import io.wavetank.workload.generate.Memory;

/** How a series of numbers hangs together with itself, some places on. */
public final class Autocorrelation {
    private static final int LAGS_FITTED = 50;
    private static final int GRID = 400;

    /** What is less at lag 1 is no memory. */
    private static final double LEAST = 0.02;

    private Autocorrelation() {}

    /** The autocorrelation at lags 0 to {@code most}; numbers that are missing (NaN) are left out. All 0 but the first where nothing varies. */
    public static double[] of(double[] values, int most) {
        double[] covariance = covariance(values, most);
        double variance = covariance[0];
        for (int lag = 0; lag <= most; lag++) {
            covariance[lag] = variance > 0 ? covariance[lag] / variance : lag == 0 ? 1 : 0;
        }
        return covariance;
    }

    /** The autocovariance at lags 0 to {@code most}, divided by the number of pairs. */
    static double[] covariance(double[] values, int most) {
        double sum = 0;
        int known = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        double mean = known == 0 ? 0 : sum / known;
        double[] result = new double[most + 1];
        for (int lag = 0; lag <= most; lag++) {
            double products = 0;
            int pairs = 0;
            for (int i = 0; i + lag < values.length; i++) {
                double product = (values[i] - mean) * (values[i + lag] - mean);
                if (!Double.isNaN(product)) {
                    products += product;
                    pairs++;
                }
            }
            result[lag] = pairs == 0 ? 0 : products / pairs;
        }
        return result;
    }

    /**
     * The memory whose autocorrelation {@code share * lag1^k} comes nearest to one that was observed, by least squares over the first
     * {@value #LAGS_FITTED} lags.
     *
     * @param observed from lag 0 on
     */
    static Memory memory(double[] observed) {
        Memory best = Memory.NONE;
        double least = error(observed, 0, 0);
        for (int i = 0; i < GRID; i++) {
            double lag1 = 1 - StrictMath.pow(0.001, (double) i / GRID);
            double top = 0;
            double bottom = 0;
            for (int lag = 1; lag < lags(observed); lag++) {
                double power = StrictMath.pow(lag1, lag);
                top += observed[lag] * power;
                bottom += power * power;
            }
            double share = bottom > 0 ? Math.max(0, Math.min(0.99, top / bottom)) : 0;
            double error = error(observed, share, lag1);
            if (error < least) {
                least = error;
                best = new Memory(share, lag1);
            }
        }
        return best.share() * best.lag1() < LEAST ? Memory.NONE : best;
    }

    private static int lags(double[] observed) {
        return Math.min(observed.length, LAGS_FITTED + 1);
    }

    private static double error(double[] observed, double share, double lag1) {
        double sum = 0;
        for (int lag = 1; lag < lags(observed); lag++) {
            double off = observed[lag] - share * StrictMath.pow(lag1, lag);
            sum += off * off;
        }
        return sum;
    }

    /** The root of the mean squared difference of two autocorrelations, lag 0 left out. */
    public static double error(double[] one, double[] other) {
        int lags = Math.min(one.length, other.length);
        double sum = 0;
        for (int lag = 1; lag < lags; lag++) {
            sum += (one[lag] - other[lag]) * (one[lag] - other[lag]);
        }
        return lags < 2 ? 0 : Math.sqrt(sum / (lags - 1));
    }
}
