package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;

/** What owners say about how long a task will run. A task that stays has no estimate. */
public sealed interface Estimate {
    /** Nobody says anything. */
    record Unknown() implements Estimate {}

    /** They know. */
    record Exact() implements Estimate {}

    /**
     * They guess, mostly too much.
     *
     * @param factor estimate over run time, mean above 0; a factor below 1 is an underestimate
     * @param gridSeconds the grid to which they round up, 0 or more; default 0. People say 15 minutes, not 13:12
     */
    record Guess(Distribution factor, double gridSeconds) implements Estimate {
        /** Checks the numbers. */
        public Guess {
            if (!(factor.mean() > 0)) {
                throw Key.fault("factor", factor, "an estimate of nothing is none; 1 to 5 would do");
            }
            Key.notNegative("grid_seconds", gridSeconds, "900 would do, for quarters of an hour");
        }
    }
}
