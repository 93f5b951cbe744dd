package io.wavetank.report.chart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One named line over simulated time, with an optional band around it such as a confidence interval.
 *
 * <p>Units: times are nanoseconds since the start of the run, ascending (equal times are a jump); values have the unit of the chart. A value
 * that is not finite is a gap. Some may be lower bounds: what is drawn is at least as much.
 */
public final class TimeSeries {
    private final String name;
    private final long[] atNanos;
    private final double[] values;
    private final double @Nullable [] lower;
    private final double @Nullable [] upper;
    private final boolean @Nullable [] atLeast;

    private TimeSeries(
            String name,
            long[] atNanos,
            double[] values,
            double @Nullable [] lower,
            double @Nullable [] upper,
            boolean @Nullable [] atLeast) {
        this.name = name;
        this.atNanos = atNanos;
        this.values = values;
        this.lower = lower;
        this.upper = upper;
        this.atLeast = atLeast;
    }

    /** Creates a line without a band; the arrays are copied. */
    public static TimeSeries of(String name, long[] atNanos, double[] values) {
        Check.sameLength("series " + name, atNanos.length, values.length);
        Check.notDecreasing("times of series " + name, atNanos);
        return new TimeSeries(name, atNanos.clone(), values.clone(), null, null, null);
    }

    /** Returns this line with a band from {@code newLower} to {@code newUpper}, one pair for each value. */
    public TimeSeries withBand(double[] newLower, double[] newUpper) {
        Check.sameLength("lower band of series " + name, values.length, newLower.length);
        Check.sameLength("upper band of series " + name, values.length, newUpper.length);
        return new TimeSeries(name, atNanos, values, newLower.clone(), newUpper.clone(), atLeast);
    }

    /** Returns this line with word of which of its values are lower bounds. */
    public TimeSeries withBounds(boolean[] areBounds) {
        Check.sameLength("bounds of series " + name, values.length, areBounds.length);
        return new TimeSeries(name, atNanos, values, lower, upper, areBounds.clone());
    }

    /** Returns the name in the legend. */
    public String name() {
        return name;
    }

    /** Returns the number of points. */
    public int size() {
        return values.length;
    }

    /** Returns the time of point {@code i} in nanoseconds since the start of the run. */
    public long atNanos(int i) {
        return atNanos[i];
    }

    /** Returns the value of point {@code i}. */
    public double value(int i) {
        return values[i];
    }

    /** Returns whether there is a band. */
    public boolean hasBand() {
        return lower != null;
    }

    /** Returns the lower end of the band at point {@code i}; the value itself where there is no band. */
    public double lower(int i) {
        return lower == null ? values[i] : lower[i];
    }

    /** Returns the upper end of the band at point {@code i}; the value itself where there is no band. */
    public double upper(int i) {
        return upper == null ? values[i] : upper[i];
    }

    /** Returns whether any value is a lower bound. */
    public boolean hasBounds() {
        for (int i = 0; i < values.length; i++) {
            if (atLeast(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the value of point {@code i} is a lower bound. */
    public boolean atLeast(int i) {
        return atLeast != null && atLeast[i] && Double.isFinite(values[i]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeSeries that
                && name.equals(that.name)
                && Arrays.equals(atNanos, that.atNanos)
                && Arrays.equals(values, that.values)
                && Arrays.equals(lower, that.lower)
                && Arrays.equals(upper, that.upper)
                && Arrays.equals(atLeast, that.atLeast);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(atNanos)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "TimeSeries[" + name + ", " + values.length + " points]";
    }
}
