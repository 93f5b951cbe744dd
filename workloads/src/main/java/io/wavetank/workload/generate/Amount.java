package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import io.wavetank.workload.generate.distribution.Whole;

/**
 * A number of whole units, drawn and then rounded up to a grid: people ask for 500 or 750 millicores, not for 618, and the fewer different
 * requests there are, the fewer classes of tasks.
 *
 * @param distribution of the number, in the unit of the key that it stands under
 * @param step the grid, at least 1: the number is a multiple of it
 */
public record Amount(Distribution distribution, long step) {
    /** Nothing of it. */
    public static final Amount NONE = of(0);

    /** Checks the grid. */
    public Amount {
        if (step < 1) {
            throw Key.fault("step", step, "not above 0; 1 would do for no grid, 250 for quarters of a core");
        }
        Key.notNegative("mean", distribution.mean(), "an endless tail has no mean; bound it by max");
    }

    /** Returns always the same number. */
    public static Amount of(long units) {
        return new Amount(new Constant((double) units), 1);
    }

    /** Returns numbers without a grid. */
    public static Amount of(Distribution distribution) {
        return new Amount(distribution, 1);
    }

    @Override
    public String toString() {
        return distribution + (step == 1 ? "" : " in steps of " + step);
    }

    /** Whether every draw makes the same number. */
    public boolean constant() {
        return distribution instanceof Constant;
    }

    /** Returns the number of a uniform draw. */
    public long at(double draw) {
        return Whole.up(distribution.quantile(draw), step, 0);
    }

    /** The largest number that can come; about 2e18 for an endless tail. */
    public long most() {
        return Whole.up(distribution.max(), step, 0);
    }

    /** The mean, rounding included. */
    public double mean() {
        return Whole.meanUp(distribution, step, 0);
    }

    /** The mean where a draw of 0 counts as 1. */
    double meanFromOne() {
        return Whole.meanUp(distribution, step, step);
    }
}
