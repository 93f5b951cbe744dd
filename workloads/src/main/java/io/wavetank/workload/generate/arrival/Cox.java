package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * A Poisson process whose rate is random: that of a day and a week, times random factors of mean 1 (a doubly stochastic process of D. R. Cox). The
 * day says when arrivals come, the factors say in what clumps beyond it.
 *
 * @param cycle the rate in the mean
 * @param modulations the factors, independent of each other, at least one
 */
public record Cox(Cyclic cycle, List<Modulation> modulations) implements Paced {
    /** Checks that there is a factor. */
    public Cox {
        modulations = List.copyOf(modulations);
        if (modulations.isEmpty()) {
            throw Key.fault("modulations", modulations, "at least one is wanted; without any, take the cycle itself");
        }
    }

    @Override
    public double meanRatePerSecond() {
        return cycle.meanRatePerSecond();
    }

    @Override
    public Cox scaled(double factor) {
        return new Cox(cycle.scaled(factor), modulations);
    }

    @Override
    public Pace pace(Draws draws) {
        List<Modulation.Factor> factors = new ArrayList<>();
        for (int i = 0; i < modulations.size(); i++) {
            factors.add(modulations.get(i).start(draws.stream("modulation " + i)));
        }
        return new ModulatedPace(cycle.pace(draws), factors);
    }

    @Override
    public double portion(double draw) {
        return Poisson.exponentialPortion(draw);
    }
}
