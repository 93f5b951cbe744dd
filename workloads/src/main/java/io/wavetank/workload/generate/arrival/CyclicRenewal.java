package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import java.util.List;

/**
 * Independent gaps of any distribution, worked off at a pace that follows the time of day: a gap is as long as it says where the pace is the mean of
 * the day.
 *
 * @param gapSeconds its mean is above 0 and finite
 * @param dayWeights the pace in equal parts of a day, from midnight on, relative, none negative
 * @param speed how many times faster it all goes, above 0
 */
public record CyclicRenewal(Distribution gapSeconds, List<Double> dayWeights, double speed) implements Paced {
    /** Checks the numbers, and brings the weights to a mean of 1. */
    public CyclicRenewal {
        Key.positive("gap_seconds", gapSeconds.mean(), "its mean must be, or there is no rate; bound its tail by max");
        Key.positive("speed", speed, "1 would do");
        dayWeights = Key.weights("day_weights", dayWeights);
        double sum = 0;
        for (double weight : dayWeights) {
            sum += weight;
        }
        double mean = sum / dayWeights.size();
        dayWeights = dayWeights.stream().map(weight -> weight / mean).toList();
    }

    @Override
    public double meanRatePerSecond() {
        return speed / gapSeconds.mean();
    }

    @Override
    public CyclicRenewal scaled(double factor) {
        return new CyclicRenewal(gapSeconds, dayWeights, speed * factor);
    }

    @Override
    public Pace pace(Draws draws) {
        return new PartsPace(dayWeights, speed);
    }

    @Override
    public double portion(double draw) {
        return gapSeconds.quantile(draw);
    }
}
