package io.wavetank.workload.generate;

import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.arrival.ArrivalClock;

/** The tasks of an inflow that come by themselves, in the order of their times. */
interface Cursor {
    /** When the next task comes; {@link ArrivalClock#NEVER} for never. */
    long nextNanos();

    /** Returns the next task. */
    Submission take();
}
