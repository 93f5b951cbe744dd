package io.wavetank.workload.generate.distribution;

/**
 * Every number of an interval is as likely as any other.
 *
 * @param min the lower end, 0 or more
 * @param max the upper end, above the lower
 */
public record Uniform(double min, double max) implements Distribution {
    /** Checks the ends. */
    public Uniform {
        Key.notNegative("min", min, "0 would do");
        Key.positive("max", max, "a number above min would do");
        if (max <= min) {
            throw Key.fault("max", max, "not above min = " + min + "; for a single value take a constant");
        }
    }

    @Override
    public double quantile(double u) {
        return min + (max - min) * u;
    }

    @Override
    public double partialMoment(int order, double upTo) {
        if (upTo <= min) {
            return 0;
        }
        double top = Math.min(upTo, max);
        double below = Constant.power(min, order) * min;
        return (Constant.power(top, order) * top - below) / ((order + 1) * (max - min));
    }

    @Override
    public double variance() {
        return (max - min) * (max - min) / 12;
    }
}
