package io.wavetank.report.chart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One named cumulative distribution: the share of observations at or below each value.
 *
 * <p>The last share may be less than one: the rest is censored (a task that never started), and the line ends there. Without a step there was nothing to observe,
 * and there is no line.
 *
 * <p>Units: values have the unit of the chart (seconds for waits) and are not negative; shares are 0..1. Both ascend.
 */
public final class CdfSeries {
    private final String name;
    private final double[] values;
    private final double[] shares;

    private CdfSeries(String name, double[] values, double[] shares) {
        this.name = name;
        this.values = values;
        this.shares = shares;
    }

    /** Creates a distribution from its steps, such as those of a histogram or of Kaplan-Meier; the arrays are copied. */
    public static CdfSeries ofSteps(String name, double[] values, double[] shares) {
        Check.sameLength("series " + name, values.length, shares.length);
        Check.notDecreasing("values of series " + name, values);
        Check.notDecreasing("shares of series " + name, shares);
        int last = values.length - 1;
        if (last >= 0 && (values[0] < 0 || !Double.isFinite(values[last]))) {
            throw new IllegalArgumentException("values of series " + name + " must be finite and not negative");
        }
        if (last >= 0 && (shares[0] < 0 || shares[last] > 1)) {
            throw new IllegalArgumentException("shares of series " + name + " must lie in 0..1");
        }
        return new CdfSeries(name, values.clone(), shares.clone());
    }

    /** Creates the empirical distribution of observations, in any order; equal observations become one step. */
    public static CdfSeries ofSamples(String name, double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double[] values = new double[sorted.length];
        double[] shares = new double[sorted.length];
        int steps = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || sorted[i + 1] > sorted[i]) {
                values[steps] = sorted[i];
                shares[steps] = (i + 1) / (double) sorted.length;
                steps++;
            }
        }
        return ofSteps(name, Arrays.copyOf(values, steps), Arrays.copyOf(shares, steps));
    }

    /** Returns the name in the legend. */
    public String name() {
        return name;
    }

    /** Returns the number of steps. */
    public int size() {
        return values.length;
    }

    /** Returns the value of step {@code i}. */
    public double value(int i) {
        return values[i];
    }

    /** Returns the share of observations at or below the value of step {@code i}. */
    public double share(int i) {
        return shares[i];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CdfSeries that
                && name.equals(that.name)
                && Arrays.equals(values, that.values)
                && Arrays.equals(shares, that.shares);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(values)) + Arrays.hashCode(shares);
    }

    @Override
    public String toString() {
        return "CdfSeries[" + name + ", " + values.length + " steps]";
    }
}
