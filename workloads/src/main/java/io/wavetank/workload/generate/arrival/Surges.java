package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;
import java.util.List;

/**
 * An arrival process with scripted changes of its pace. The time of day and the states of the process go on as they would; only arrivals come
 * faster or slower.
 *
 * @param base the process without them
 * @param surges at least one
 */
public record Surges(Paced base, List<Surge> surges) implements Arrivals {
    /** Checks that there is one. */
    public Surges {
        surges = List.copyOf(surges);
        if (surges.isEmpty()) {
            throw Key.fault("surges", surges, "at least one is wanted; without any, take the process itself");
        }
    }

    @Override
    public double meanRatePerSecond() {
        return base.meanRatePerSecond();
    }

    @Override
    public Surges scaled(double factor) {
        return new Surges(base.scaled(factor), surges);
    }

    @Override
    public ArrivalClock start(Draws draws) {
        return new PacedClock(base, surges, draws);
    }
}
