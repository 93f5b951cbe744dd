package io.wavetank.workload.generate.distribution;

/**
 * A distribution given that its value lies between two bounds: what falls outside is drawn again, not moved to the bound. Made by
 * {@link Distribution#truncated}, which knows shapes that need no wrapping.
 */
public final class Truncated implements Distribution {
    private static final double LEAST_MASS = 1e-9;

    private final Distribution whole;
    private final double min;
    private final double max;
    private final double below;
    private final double mass;

    /**
     * Truncates.
     *
     * @param whole a distribution without atoms
     * @param min the lower bound, 0 or more
     * @param max the upper bound, infinity for none
     */
    Truncated(Distribution whole, double min, double max) {
        Key.notNegative("min", min, "0 would do");
        if (!(max > min)) {
            throw Key.fault("max", max, "not above min = " + min + "; leave it out for no upper bound");
        }
        this.whole = whole;
        this.min = min;
        this.max = max;
        this.below = whole.cdf(min);
        this.mass = whole.cdf(max) - below;
        if (!(mass >= LEAST_MASS)) {
            throw Key.fault(
                    "min, max",
                    min + ", " + max,
                    "only " + mass + " of " + whole + " lies between them; bounds around " + whole.quantile(0.5)
                            + " would do");
        }
    }

    @Override
    public double quantile(double u) {
        double inside = Math.min(Math.max(below + u * mass, Double.MIN_NORMAL), Math.nextDown(1.0));
        return Math.min(max, Math.max(min, whole.quantile(inside)));
    }

    @Override
    public double partialMoment(int order, double upTo) {
        if (upTo <= min) {
            return 0;
        }
        return (whole.partialMoment(order, Math.min(upTo, max)) - whole.partialMoment(order, min)) / mass;
    }

    @Override
    public double min() {
        return Math.max(min, whole.min());
    }

    @Override
    public double max() {
        return Math.min(max, whole.max());
    }

    @Override
    public Distribution truncated(double least, double most) {
        double from = Math.max(least, min);
        double to = Math.min(most, max);
        return new Truncated(whole, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Truncated that && whole.equals(that.whole) && min == that.min && max == that.max;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * whole.hashCode() + Double.hashCode(min)) + Double.hashCode(max);
    }

    @Override
    public String toString() {
        return whole + " within [" + min + ", " + max + "]";
    }
}
