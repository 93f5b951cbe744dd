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
     * They say one of the usual times, and nobody says less than it takes.
     *
     * @param seconds what is said, mean above 0
     * @param runTimeCorrelation from -1 to 1: whether more is said of what runs longer (the correlation of the normal numbers behind the two, a
     *     Gaussian copula)
     */
    record Said(Distribution seconds, double runTimeCorrelation) implements Estimate {
        /** Checks the numbers. */
        public Said {
            if (!(seconds.mean() > 0)) {
                throw Key.fault("seconds", seconds, "an estimate of nothing is none; 3600 would do");
            }
            Key.between("run_time_correlation", runTimeCorrelation, -1, 1, "0 would do, for none");
        }
    }

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
