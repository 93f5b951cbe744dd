package io.wavetank.workload.generate.distribution;

/** Rounding up to a multiple of a step, and what it does to the mean. */
public final class Whole {
    private static final long MOST = Long.MAX_VALUE / 4;
    private static final int MOST_STEPS = 20_000;

    private Whole() {}

    /**
     * Returns the smallest multiple of {@code step} that is neither below the value nor below {@code least}; nothing larger than about 2e18.
     * A value that is over a multiple by less than a millionth of a step counts as that multiple.
     */
    public static long up(double value, long step, long least) {
        double steps = Math.ceil(value / step - 1e-6);
        return Math.max(least, steps * step >= MOST ? MOST : ((long) steps) * step);
    }

    /**
     * Returns the mean of values rounded up: {@code step * sum P(X > j * step)}, summed over at most 20,000 steps; beyond, rounding is taken to
     * add half a step.
     *
     * @param least 0, or one step
     */
    public static double meanUp(Distribution values, long step, long least) {
        if (values instanceof Constant constant) {
            return up(constant.value(), step, least);
        }
        if (values instanceof Empirical table) {
            double mean = 0;
            for (int i = 0; i < table.values().size(); i++) {
                mean += table.weights().get(i) * up(table.values().get(i), step, least);
            }
            return mean;
        }
        double whole = values.mean();
        if (whole == Double.POSITIVE_INFINITY) {
            return whole;
        }
        double sum = least == 0 ? 1 - values.cdf(0) : 1;
        double steps = Math.min(MOST_STEPS, Math.ceil(values.max() / step));
        for (int j = 1; j < steps; j++) {
            sum += 1 - values.cdf((double) j * step);
        }
        double end = steps * step;
        double beyond = 1 - values.cdf(end);
        if (!(beyond > 0)) {
            return sum * step;
        }
        double over = whole - values.partialMoment(1, end) - end * beyond;
        return sum * step + over + beyond * step / 2;
    }
}
