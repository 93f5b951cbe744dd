package io.wavetank.sim.scenario;

import io.wavetank.policy.Draws;

/**
 * A time that something takes: log-normal about its median.
 *
 * @param medianNanos the median, not negative
 * @param sigma the standard deviation of the logarithm; 0 for a time that is always the same
 */
public record DelaySpec(long medianNanos, double sigma) {
    /** No time at all. */
    public static final DelaySpec NONE = new DelaySpec(0, 0);

    /** Checks the range. */
    public DelaySpec {
        if (medianNanos < 0 || !(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("Not a delay: median " + medianNanos + " ns, sigma " + sigma);
        }
    }

    /** Returns the delay of a subject, in nanoseconds; two uniform draws make a normal one (Box and Muller 1958). */
    public long nanos(Draws draws, long subject) {
        if (sigma == 0 || medianNanos == 0) {
            return medianNanos;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draws.uniform(subject, 0)));
        double normal = radius * StrictMath.cos(2 * Math.PI * draws.uniform(subject, 1));
        return (long) Math.min(medianNanos * StrictMath.exp(sigma * normal), Long.MAX_VALUE / 4.0);
    }
}
