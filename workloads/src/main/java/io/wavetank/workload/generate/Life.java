package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;

/** How long a task runs on a node of speed 1. */
public sealed interface Life {
    /**
     * Until its work is done.
     *
     * @param seconds the run time, mean above 0; at least a nanosecond is run
     * @param cpuCorrelation from -1 to 1, default 0: whether large tasks run long (the correlation of the normal numbers behind CPU and run
     *     time, a Gaussian copula)
     */
    record Runs(Distribution seconds, double cpuCorrelation) implements Life {
        /** Checks the numbers. */
        public Runs {
            if (!(seconds.mean() > 0)) {
                throw Key.fault("run_seconds", seconds, "no task runs for no time; 600 would do");
            }
            Key.between("cpu_correlation", cpuCorrelation, -1, 1, "0 would do, for none");
        }
    }

    /** Until it is stopped, as services do. */
    record Stays() implements Life {}

    /** Returns run times that have nothing to do with size. */
    static Life runs(Distribution seconds) {
        return new Runs(seconds, 0);
    }

    /** Returns the life of a service. */
    static Life stays() {
        return new Stays();
    }
}
