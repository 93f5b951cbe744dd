package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Logarithm;
import io.wavetank.workload.generate.distribution.Key;

/**
 * Arrivals that do not know of each other: gaps are exponential. The right model for many independent users and no time of day.
 *
 * @param ratePerSecond above 0
 */
public record Poisson(double ratePerSecond) implements Paced {
    /** Checks the rate. */
    public Poisson {
        Key.positive("rate_per_second", ratePerSecond, "0.5 would do, for one every two seconds");
    }

    @Override
    public double meanRatePerSecond() {
        return ratePerSecond;
    }

    @Override
    public Poisson scaled(double factor) {
        return new Poisson(ratePerSecond * factor);
    }

    @Override
    public Pace pace(Draws draws) {
        return new SteadyPace(ratePerSecond);
    }

    @Override
    public double portion(double draw) {
        return exponentialPortion(draw);
    }

    /** The quantile function of the exponential distribution of mean 1; of what is drawn, {@code 1 - draw} is exact. */
    static double exponentialPortion(double draw) {
        return -Logarithm.of(1 - draw);
    }
}
