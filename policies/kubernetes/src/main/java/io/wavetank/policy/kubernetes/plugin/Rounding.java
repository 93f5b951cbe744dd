package io.wavetank.policy.kubernetes.plugin;

/** Rounds as the language does in which kube-scheduler is written. */
public final class Rounding {
    private Rounding() {}

    /** The nearest whole number; of two equally near ones that farther from zero. */
    public static long halfAwayFromZero(double value) {
        long whole = (long) value;
        double rest = value - whole;
        if (rest >= 0.5) {
            return whole + 1;
        }
        return rest <= -0.5 ? whole - 1 : whole;
    }
}
