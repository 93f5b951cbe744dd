package io.wavetank.report.chart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A named line through points, in their order. A point of which one number is not finite is a gap. */
public final class XySeries {
    private final String name;
    private final double[] xs;
    private final double[] ys;

    private final double[] lower;
    private final double[] upper;

    private XySeries(String name, double[] xs, double[] ys, double[] lower, double[] upper) {
        this.name = name;
        this.xs = xs;
        this.ys = ys;
        this.lower = lower;
        this.upper = upper;
    }

    /** Creates a line; the arrays are copied. */
    public static XySeries of(String name, double[] xs, double[] ys) {
        Check.sameLength("series " + name, xs.length, ys.length);
        return new XySeries(name, xs.clone(), ys.clone(), new double[0], new double[0]);
    }

    /** Returns the same line with a band around it; the arrays are copied. */
    public XySeries withBand(double[] newLower, double[] newUpper) {
        Check.sameLength("lower band of " + name, xs.length, newLower.length);
        Check.sameLength("upper band of " + name, xs.length, newUpper.length);
        return new XySeries(name, xs, ys, newLower.clone(), newUpper.clone());
    }

    /** Whether there is a band. */
    public boolean hasBand() {
        return lower.length > 0 || xs.length == 0;
    }

    /** Returns the lower end of the band at point {@code i}; the point without one. */
    public double lower(int i) {
        return lower.length > 0 ? lower[i] : ys[i];
    }

    /** Returns the upper end of the band at point {@code i}; the point without one. */
    public double upper(int i) {
        return upper.length > 0 ? upper[i] : ys[i];
    }

    /** Returns the name in the legend. */
    public String name() {
        return name;
    }

    /** Returns the number of points. */
    public int size() {
        return xs.length;
    }

    /** Returns how far to the right point {@code i} is. */
    public double x(int i) {
        return xs[i];
    }

    /** Returns how far up point {@code i} is. */
    public double y(int i) {
        return ys[i];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XySeries that
                && name.equals(that.name)
                && Arrays.equals(xs, that.xs)
                && Arrays.equals(ys, that.ys)
                && Arrays.equals(lower, that.lower)
                && Arrays.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(xs)) + Arrays.hashCode(ys);
    }

    @Override
    public String toString() {
        return "XySeries[" + name + ", " + xs.length + " points]";
    }
}
