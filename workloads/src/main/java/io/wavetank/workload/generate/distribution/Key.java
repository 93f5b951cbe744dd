package io.wavetank.workload.generate.distribution;

import java.util.List;

/**
 * Checks of what a user sets: a message names the key, its value, and what would do.
 *
 * <p>All messages have the form {@code key = value: what is wrong with it; what would do}.
 */
public final class Key {
    private Key() {}

    /** Returns the fault of a key, to be thrown. */
    public static IllegalArgumentException fault(String key, Object value, String wanted) {
        return new IllegalArgumentException(key + " = " + value + ": " + wanted);
    }

    /** Returns the value if it is finite and above 0. */
    public static double positive(String key, double value, String wouldDo) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw fault(key, value, "not a finite number above 0; " + wouldDo);
        }
        return value;
    }

    /** Returns the value if it is finite and not below 0. */
    public static double notNegative(String key, double value, String wouldDo) {
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw fault(key, value, "not a finite number of 0 or more; " + wouldDo);
        }
        return value;
    }

    /** Returns the value if it lies between the two, ends included. */
    public static double between(String key, double value, double least, double most, String wouldDo) {
        if (!(value >= least && value <= most)) {
            throw fault(key, value, "not between " + least + " and " + most + "; " + wouldDo);
        }
        return value;
    }

    /** Returns the name if it has a visible character and no space at its ends. */
    public static String name(String key, String value) {
        if (value.isBlank() || !value.equals(value.strip())) {
            throw fault(key, "'" + value + "'", "not a name; a word such as web would do");
        }
        return value;
    }

    /** Returns a copy of the weights if none is negative and not all are 0. */
    public static List<Double> weights(String key, List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += notNegative(key, value, "weights are relative, 1, 1, 2 would do");
        }
        if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
            throw fault(key, values, "the weights add up to " + sum + "; at least one must be above 0");
        }
        return List.copyOf(values);
    }
}
