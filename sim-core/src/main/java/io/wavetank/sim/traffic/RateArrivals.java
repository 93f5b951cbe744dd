package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.RateSeries;

/**
 * Requests of a Poisson process whose rate is given over time.
 *
 * <p>Gaps are keyed exponential draws of unit rate, stretched over the rates (time change), so that each is the same draw whatever the rates.
 */
public final class RateArrivals implements ArrivalProcess {
    private static final double SECOND = 1e9;

    private final RateSeries rates;
    private final Draws draws;
    private final boolean ever;
    private double nowNanos;
    private long endNanos;
    private double perNano;
    private long number;

    /** Starts the process at time 0 with the draws of this stream. */
    public RateArrivals(RateSeries rates, Draws draws) {
        this.rates = rates;
        this.draws = draws;
        double highest = 0;
        for (double rate : rates.perSecond()) {
            highest = Math.max(highest, rate);
        }
        this.ever = highest > 0;
    }

    @Override
    public long nextNanos() {
        if (!ever) {
            return NEVER;
        }
        double work = draws.exponential(1, number++, 0);
        while (true) {
            double left = (endNanos - nowNanos) * perNano;
            if (work < left) {
                nowNanos += work / perNano;
                return (long) nowNanos;
            } else if (endNanos == Long.MAX_VALUE) {
                return NEVER;
            }
            work -= left;
            nowNanos = endNanos;
            perNano = rates.at(endNanos) / SECOND;
            endNanos = rates.stepEndNanos(endNanos);
        }
    }
}
