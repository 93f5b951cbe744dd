package io.wavetank.report.chart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A named line through points, in their order. A point of which one number is not finite is a gap. */
public final class XySeries {
    private final String name;
    private final double[] xs;
    private final double[] ys;

    private XySeries(String name, double[] xs, double[] ys) {
        this.name = name;
        this.xs = xs;
        this.ys = ys;
    }

    /** Creates a line; the arrays are copied. */
    public static XySeries of(String name, double[] xs, double[] ys) {
        Check.sameLength("series " + name, xs.length, ys.length);
        return new XySeries(name, xs.clone(), ys.clone());
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
                && Arrays.equals(ys, that.ys);
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
