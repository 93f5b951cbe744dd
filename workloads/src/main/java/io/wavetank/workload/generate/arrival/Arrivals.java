package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;

/** How arrivals are spread over time, as it is described. */
public sealed interface Arrivals permits AtStart, Batches, Paced, Surges {
    /** How many arrivals a second there are in the long run, surges not counted; 0 for those that come once. */
    double meanRatePerSecond();

    /** How many come at time 0 and never again, in the mean; 0 where arrivals go on. */
    default double meanAtStart() {
        return 0;
    }

    /** Returns the same process with all its rates multiplied; what comes once stays as it is. */
    Arrivals scaled(double factor);

    /** Starts the process at time 0 with the draws of this stream. */
    ArrivalClock start(Draws draws);
}
