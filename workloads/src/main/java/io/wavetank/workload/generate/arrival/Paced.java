package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import java.util.List;

/**
 * An arrival process with a pace that can be sped up: arrival n comes when its keyed portion of work is done, and the work goes at the pace of
 * the moment. A change of rate moves arrivals, and never exchanges their luck.
 */
public sealed interface Paced extends Arrivals permits Cox, Cyclic, CyclicRenewal, Mmpp, Poisson, Renewal {
    @Override
    Paced scaled(double factor);

    /** Starts the pace at time 0. */
    Pace pace(Draws draws);

    /** How much there is to do between the arrival before and arrival {@code n}, of which this is the draw. */
    double portion(double draw);

    @Override
    default ArrivalClock start(Draws draws) {
        return new PacedClock(this, List.of(), draws);
    }
}
