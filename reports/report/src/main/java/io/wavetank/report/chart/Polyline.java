package io.wavetank.report.chart;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A line ready to draw: thinned, with steps spelled out, in the coordinates of the axes. Lower and upper are the band; equal to the line without one. Marks are where it is a lower bound. */
@SuppressWarnings("ArrayRecordComponent")
record Polyline(
        double[] xs, double[] ys, double[] lower, double[] upper, boolean hasBand, double[] markXs, double[] markYs) {
    private static final double SEEN_SHARE = 0.002;

    /** Pixel columns that are told apart. */
    private static final int COLUMNS = ChartWriter.WIDTH;

    /** Creates a line without marks. */
    Polyline(double[] xs, double[] ys, double[] lower, double[] upper, boolean hasBand) {
        this(xs, ys, lower, upper, hasBand, new double[0], new double[0]);
    }

    /** Returns a line of simulated time (in seconds) for drawing. */
    static Polyline of(TimeSeries series, TimeChart.Shape shape) {
        int size = series.size();
        double[] xs = new double[size];
        double[] ys = new double[size];
        double[] lower = new double[size];
        double[] upper = new double[size];
        for (int i = 0; i < size; i++) {
            xs[i] = series.atNanos(i) / 1e9;
            ys[i] = series.value(i);
            lower[i] = series.lower(i);
            upper[i] = series.upper(i);
        }
        Polyline all = new Polyline(xs, ys, lower, upper, series.hasBand());
        Polyline thinned = series.hasBand() ? all.thinnedWithBand() : all.pick(Thinner.keep(xs, ys, COLUMNS));
        Polyline shaped = shape == TimeChart.Shape.STEP ? thinned.stepped() : thinned;
        int[] marks = IntStream.range(0, size).filter(series::atLeast).toArray();
        return new Polyline(
                shaped.xs, shaped.ys, shaped.lower, shaped.upper, shaped.hasBand, pick(xs, marks), pick(ys, marks));
    }

    /** Returns the steps of a distribution for drawing; of many steps, only those that are seen as such are kept. */
    static Polyline distribution(double[] xs, double[] shares) {
        Polyline all = new Polyline(xs, shares, shares, shares, false);
        if (xs.length <= Thinner.KEEP_ALL) {
            return all.stepped();
        }
        Polyline thin = all.pick(Thinner.keep(xs, shares, COLUMNS));
        double step = (xs[xs.length - 1] - xs[0]) / COLUMNS;
        double[] cornerXs = new double[2 * thin.xs.length];
        double[] cornerYs = new double[2 * thin.xs.length];
        int count = 0;
        for (int i = 0; i < thin.xs.length; i++) {
            if (i > 0 && thin.xs[i] - thin.xs[i - 1] > step && thin.ys[i] - thin.ys[i - 1] > SEEN_SHARE) {
                cornerXs[count] = thin.xs[i];
                cornerYs[count++] = thin.ys[i - 1];
            }
            cornerXs[count] = thin.xs[i];
            cornerYs[count++] = thin.ys[i];
        }
        double[] ys = Arrays.copyOf(cornerYs, count);
        return new Polyline(Arrays.copyOf(cornerXs, count), ys, ys, ys, false);
    }

    private Polyline thinnedWithBand() {
        int[] kept = Thinner.keep(xs, ys, COLUMNS);
        int[] keptLower = Thinner.keep(xs, lower, COLUMNS);
        int[] keptUpper = Thinner.keep(xs, upper, COLUMNS);
        int[] all = Arrays.copyOf(kept, kept.length + keptLower.length + keptUpper.length);
        System.arraycopy(keptLower, 0, all, kept.length, keptLower.length);
        System.arraycopy(keptUpper, 0, all, kept.length + keptLower.length, keptUpper.length);
        return pick(Arrays.stream(all).sorted().distinct().toArray());
    }

    private Polyline pick(int[] indices) {
        return new Polyline(pick(xs, indices), pick(ys, indices), pick(lower, indices), pick(upper, indices), hasBand);
    }

    private static double[] pick(double[] from, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> from[i]).toArray();
    }

    private Polyline stepped() {
        double[] steppedXs = new double[Math.max(0, 2 * xs.length - 1)];
        for (int i = 0; i < steppedXs.length; i++) {
            steppedXs[i] = xs[(i + 1) / 2];
        }
        return new Polyline(steppedXs, held(ys), held(lower), held(upper), hasBand);
    }

    private static double[] held(double[] values) {
        double[] result = new double[Math.max(0, 2 * values.length - 1)];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i / 2];
        }
        return result;
    }
}
