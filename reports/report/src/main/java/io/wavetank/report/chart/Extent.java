package io.wavetank.report.chart;

/** The smallest and the largest finite value seen; both are zero where there was none. */
final class Extent {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        if (Double.isFinite(value)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    void add(double[] values) {
        for (double value : values) {
            add(value);
        }
    }

    double min() {
        return min > max ? 0 : min;
    }

    double max() {
        return min > max ? 0 : max;
    }
}
