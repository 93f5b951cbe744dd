package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;

/**
 * A number of arrivals at time 0, then none: what is there when the day begins, such as services that stay.
 *
 * @param count how many, at least 1
 */
public record AtStart(long count) implements Arrivals {
    /** Checks the number. */
    public AtStart {
        if (count < 1) {
            throw Key.fault("count", count, "not above 0; leave the inflow out for none");
        }
    }

    @Override
    public double meanRatePerSecond() {
        return 0;
    }

    @Override
    public double meanAtStart() {
        return count;
    }

    @Override
    public AtStart scaled(double factor) {
        return this;
    }

    @Override
    public ArrivalClock start(Draws draws) {
        return new ArrivalClock() {
            private long left = count;

            @Override
            public long nextNanos() {
                return left-- > 0 ? 0 : NEVER;
            }
        };
    }
}
