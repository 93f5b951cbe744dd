package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import io.wavetank.workload.generate.distribution.Whole;

/**
 * Arrivals that come several at the same instant: a cron job at the full hour, a user who submits a list.
 *
 * @param base when
 * @param size how many, rounded up to a whole number, at least 1
 */
public record Batches(Arrivals base, Distribution size) implements Arrivals {
    /** Checks the sizes. */
    public Batches {
        if (base instanceof Batches) {
            throw Key.fault("base", base, "batches of batches are batches; multiply their sizes");
        }
        Key.positive("size", size.mean(), "its mean must be; bound its tail by max");
    }

    @Override
    public double meanRatePerSecond() {
        return base.meanRatePerSecond() * meanSize();
    }

    @Override
    public double meanAtStart() {
        return base.meanAtStart() * meanSize();
    }

    /** How many come at once in the mean, rounding included. */
    public double meanSize() {
        return Whole.meanUp(size, 1, 1);
    }

    @Override
    public Batches scaled(double factor) {
        return new Batches(base.scaled(factor), size);
    }

    @Override
    public ArrivalClock start(Draws draws) {
        ArrivalClock clock = base.start(draws);
        Draws sizes = draws.stream("batch size");
        return new ArrivalClock() {
            private long batch;
            private long left;
            private long nanos;

            @Override
            public long nextNanos() {
                if (left == 0) {
                    nanos = clock.nextNanos();
                    left = Whole.up(size.sample(sizes, batch++, 0), 1, 1);
                }
                left--;
                return nanos;
            }
        };
    }
}
