package io.wavetank.workload.generate.model;

import io.wavetank.workload.generate.distribution.Key;

/**
 * A number that a built-in model can be given.
 *
 * @param name its key
 * @param unit its unit, or what it counts
 * @param least the smallest value that makes sense
 * @param most the largest
 * @param fallback what it is if nobody says
 * @param why what it is for, in a line
 * @param whole whether it counts something, so that it is a whole number
 */
public record Parameter(
        String name, String unit, double least, double most, double fallback, String why, boolean whole) {
    /** No bound on the number of tasks. */
    static final double ANY_NUMBER = 0;

    /** A number that counts nothing. */
    public Parameter(String name, String unit, double least, double most, double fallback, String why) {
        this(name, unit, least, most, fallback, why, false);
    }

    /** Returns the same as a whole number. */
    public Parameter counted() {
        return new Parameter(name, unit, least, most, fallback, why, true);
    }

    /** Whether it can be that. */
    public boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    double checked(double value) {
        Key.between(name, value, least, most, fallback + " " + unit + " would do");
        if (!allows(value)) {
            throw Key.fault(name, value, "not a whole number; " + fallback + " " + unit + " would do");
        }
        return value;
    }

    static Parameter tasks() {
        return new Parameter("tasks", "tasks", 0, 1e15, ANY_NUMBER, "ends the workload after so many; 0 for no bound")
                .counted();
    }

    static Parameter hours(double fallback) {
        return new Parameter("hours", "hours", 0.01, 1e6, fallback, "ends the workload at this time");
    }

    static Parameter nodes(double fallback, String why) {
        return new Parameter("nodes", "nodes", 1, 1e6, fallback, why).counted();
    }

    static Parameter load(double least, double fallback, String why) {
        return new Parameter("load", "of capacity", least, 10, fallback, why);
    }
}
