package io.wavetank.sim.scenario;

/**
 * A rate over time, constant within steps of equal length: the value of step i holds from i steps on. After the last step it begins anew.
 *
 * @param stepNanos the length of a step, positive
 * @param perSecond the rate in each step, not negative
 */
public record RateSeries(long stepNanos, double[] perSecond) {
    /** Checks the values and copies them. */
    public RateSeries {
        perSecond = perSecond.clone();
        if (stepNanos <= 0 || perSecond.length == 0) {
            throw new IllegalArgumentException("A rate needs steps: " + perSecond.length + " of " + stepNanos + " ns");
        }
        for (double rate : perSecond) {
            if (!(rate >= 0) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException("A rate is not negative: " + rate);
            }
        }
    }

    /** Returns a rate that stays the same. */
    public static RateSeries constant(double perSecond) {
        return new RateSeries(Long.MAX_VALUE, new double[] {perSecond});
    }

    @Override
    public double[] perSecond() {
        return perSecond.clone();
    }

    /** The rate at a time. */
    public double at(long nanos) {
        return perSecond[(int) (nanos / stepNanos % perSecond.length)];
    }

    /** The end of the step that a time is in. */
    public long stepEndNanos(long nanos) {
        long begin = nanos - nanos % stepNanos;
        return begin > Long.MAX_VALUE - stepNanos ? Long.MAX_VALUE : begin + stepNanos;
    }
}
