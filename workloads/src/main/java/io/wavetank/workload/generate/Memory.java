package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;

/**
 * How much of what one job is like is left in the jobs after it. The normal number behind a property of job n is
 * {@code sqrt(share) * a[n] + sqrt(1 - share) * e[n]}, where a is an autoregressive process of order 1 and e is new each time: the autocorrelation
 * k jobs apart is {@code share * lag1^k}, and how the property is distributed is not touched.
 *
 * @param share 0 (default, none) to 1
 * @param lag1 from 0 to below 1: what of the lasting part is left from one job to the next
 */
public record Memory(double share, double lag1) {
    /** Every job anew. */
    public static final Memory NONE = new Memory(0, 0);

    /** Checks the numbers. */
    public Memory {
        Key.between("share", share, 0, 1, "0.5 would do");
        Key.between("lag1", lag1, 0, 0.999999, "0.9 would do");
    }

    boolean none() {
        return share == 0;
    }

    /** Returns the normal number of a job or a task, of the lasting part and a new one. */
    double mixed(double lasting, double fresh) {
        return none() ? fresh : Math.sqrt(share) * lasting + Math.sqrt(1 - share) * fresh;
    }

    /** The lasting part, job by job; what is new in job n is its keyed draw. */
    static final class Lasting {
        private final Memory memory;
        private final Draws draws;
        private double value;

        Lasting(Memory memory, Draws draws) {
            this.memory = memory;
            this.draws = draws;
        }

        /** Returns the lasting part of a job; jobs are asked for in turn, from 0. */
        double next(long job) {
            if (memory.none()) {
                return 0;
            }
            double fresh = draws.normal(0, 1, job, 0);
            double kept = memory.lag1();
            value = job == 0 ? fresh : kept * value + Math.sqrt(1 - kept * kept) * fresh;
            return value;
        }
    }
}
