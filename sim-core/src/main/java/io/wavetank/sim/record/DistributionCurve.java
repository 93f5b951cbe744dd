package io.wavetank.sim.record;

/**
 * Points of a distribution function: at each duration the estimated probability not to exceed it. Between two points the function is that of
 * the left one; before the first it is 0. The last probability is under 1 where the longest duration is censored.
 */
public final class DistributionCurve {
    private final double[] nanos;
    private final double[] probabilities;

    DistributionCurve(double[] nanos, double[] probabilities) {
        this.nanos = nanos;
        this.probabilities = probabilities;
    }

    /** The durations, increasing, in nanoseconds. */
    public double[] nanos() {
        return nanos.clone();
    }

    /** The probability that belongs to each duration, increasing, in (0, 1]. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** Index of the first point whose probability reaches p, or -1; a shortfall within rounding counts as reached. */
    int firstReaching(double p, double slack) {
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] >= p - slack) {
                return i;
            }
        }
        return -1;
    }

    double nanosAt(int point) {
        return nanos[point];
    }
}
