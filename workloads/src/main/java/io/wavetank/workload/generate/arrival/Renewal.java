package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;

/**
 * Independent gaps of any distribution, the first of them before the first arrival: constant gaps are a metronome, gamma gaps are regular,
 * hyper-exponential ones come in clumps.
 *
 * @param gapSeconds its mean is above 0 and finite
 * @param speed how many times faster it all goes, above 0; 1 is as the gaps say
 */
public record Renewal(Distribution gapSeconds, double speed) implements Paced {
    /** Checks that arrivals do not all come at once, or never. */
    public Renewal {
        Key.positive("gap_seconds", gapSeconds.mean(), "its mean must be, or there is no rate; bound its tail by max");
        Key.positive("speed", speed, "1 would do");
    }

    /** The process as the gaps say. */
    public Renewal(Distribution gapSeconds) {
        this(gapSeconds, 1);
    }

    @Override
    public double meanRatePerSecond() {
        return speed / gapSeconds.mean();
    }

    @Override
    public Renewal scaled(double factor) {
        return new Renewal(gapSeconds, speed * factor);
    }

    @Override
    public Pace pace(Draws draws) {
        return new SteadyPace(speed);
    }

    @Override
    public double portion(double draw) {
        return gapSeconds.quantile(draw);
    }
}
