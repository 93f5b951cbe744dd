package io.wavetank.workload.generate.distribution;

/**
 * A power law: {@code P(X > x) = (min / x)^shape}, given that X does not exceed {@code max}.
 *
 * @param shape 0.001 or more: up to 1 there is no mean, up to 2 no variance, unless a {@code max} bounds it
 * @param min above 0: the smallest value
 * @param max above min: the largest value; infinity, the default, for none
 */
public record Pareto(double shape, double min, double max) implements Distribution {
    private static final double LEAST_SHAPE = 0.001;

    /** Checks the parameters. */
    public Pareto {
        Key.positive("shape", shape, "1.5 would do");
        if (shape < LEAST_SHAPE) {
            throw Key.fault("shape", shape, "below " + LEAST_SHAPE + ", too flat to be reckoned with; 1.5 would do");
        }
        Key.positive("min", min, "1 would do");
        if (!(max > min)) {
            throw Key.fault("max", max, "not above min = " + min + "; leave it out for an endless tail");
        }
    }

    /** The one without an upper bound. */
    public Pareto(double shape, double min) {
        this(shape, min, Double.POSITIVE_INFINITY);
    }

    @Override
    public double quantile(double u) {
        double value = min * StrictMath.pow(1 - u * kept(), -1 / shape);
        return Math.min(value, max);
    }

    /** The share of the endless power law that lies below {@code max}. */
    private double kept() {
        return 1 - StrictMath.pow(min / max, shape);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        double top = Math.min(upTo, max);
        if (top < min) {
            return 0;
        }
        double power = order - shape;
        double whole = shape / kept() * Constant.power(min, order);
        return Math.abs(power) < 1e-9
                ? whole * StrictMath.log(top / min)
                : whole * (StrictMath.pow(top / min, power) - 1) / power;
    }

    @Override
    public Distribution truncated(double least, double most) {
        double from = Math.max(least, min);
        double to = Math.min(most, max);
        if (!(from < to)) {
            throw Key.fault("min, max", least + ", " + most, "no room between them for values of " + this);
        }
        return new Pareto(shape, from, to);
    }
}
