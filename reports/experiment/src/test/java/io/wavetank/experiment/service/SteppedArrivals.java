package io.wavetank.experiment.service;

import io.wavetank.policy.Draws;
import io.wavetank.sim.traffic.ArrivalProcess;
import java.util.List;

/**
 * Requests of a Poisson process with a rate that changes at given instants.
 *
 * <p>Gaps are exponential draws of unit rate, stretched over the rates (time change), so that each is the same draw whatever the rates.
 */
final class SteppedArrivals implements ArrivalProcess {
    private static final double SECOND = 1e9;

    /**
     * A stretch of time with one rate.
     *
     * @param untilNanos when it ends
     * @param perSecond requests a second
     */
    record Step(long untilNanos, double perSecond) {}

    private final List<Step> steps;
    private final Draws draws;
    private double nowNanos;
    private long number;
    private int step;

    SteppedArrivals(List<Step> steps, Draws draws) {
        this.steps = List.copyOf(steps);
        this.draws = draws;
    }

    @Override
    public long nextNanos() {
        double work = draws.exponential(1, number++, 0);
        while (step < steps.size()) {
            double rate = steps.get(step).perSecond() / SECOND;
            double left = (steps.get(step).untilNanos() - nowNanos) * rate;
            if (work < left) {
                nowNanos += work / rate;
                return (long) nowNanos;
            }
            work -= left;
            nowNanos = steps.get(step).untilNanos();
            step++;
        }
        return NEVER;
    }
}
