package io.wavetank.report.chart;

/** The checks that the data classes of charts share. */
final class Check {
    private Check() {}

    static void sameLength(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(what + ": " + expected + " values expected, got " + actual);
        }
    }

    static void notDecreasing(String what, long[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[i - 1]) {
                throw new IllegalArgumentException(
                        what + " go back at index " + i + ": " + values[i - 1] + " then " + values[i]);
            }
        }
    }

    static void notDecreasing(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) || (i > 0 && values[i] < values[i - 1])) {
                throw new IllegalArgumentException(what + " are not ascending at index " + i + ": " + values[i]);
            }
        }
    }
}
