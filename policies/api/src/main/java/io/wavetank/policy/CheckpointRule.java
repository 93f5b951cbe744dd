package io.wavetank.policy;

/**
 * How much work a task does between two checkpoints. Times are nanoseconds of work at the speed of the node that it runs on.
 *
 * <p>Sources: J. W. Young, "A first order approximation to the optimum checkpoint interval", Communications of the ACM 17(9), 1974; J. T. Daly, "A
 * higher order estimate of the optimum checkpoint interval for restart dumps", Future Generation Computer Systems 22(3), 2006, whose three examples
 * are a test.
 */
public interface CheckpointRule {
    /**
     * Returns the work between two checkpoints, at least 1.
     *
     * @param costNanos how long it takes to write one, above 0
     * @param meanNanos the mean time between two failures of what the task runs on, above 0
     */
    long intervalNanos(long costNanos, long meanNanos);

    /** Always as much. */
    record Fixed(long nanos) implements CheckpointRule {
        /** Checks that it is positive. */
        public Fixed {
            if (nanos <= 0) {
                throw new IllegalArgumentException("Work between checkpoints is positive: " + nanos + " ns");
            }
        }

        @Override
        public long intervalNanos(long costNanos, long meanNanos) {
            return nanos;
        }
    }

    /** Young's first order approximation to the best: {@code sqrt(2 C M)}. */
    record Young() implements CheckpointRule {
        @Override
        public long intervalNanos(long costNanos, long meanNanos) {
            return Math.max(1, Math.round(Math.sqrt(2.0 * costNanos * meanNanos)));
        }
    }

    /**
     * Daly's higher order approximation to the best: with {@code x = C / (2 M)}, {@code sqrt(2 C M) (1 + sqrt(x) / 3 + x / 9) - C} for C below 2 M, and
     * M above.
     */
    record Daly() implements CheckpointRule {
        @Override
        public long intervalNanos(long costNanos, long meanNanos) {
            double x = costNanos / (2.0 * meanNanos);
            if (x >= 1) {
                return meanNanos;
            }
            double work = Math.sqrt(2.0 * costNanos * meanNanos) * (1 + Math.sqrt(x) / 3 + x / 9) - costNanos;
            return Math.max(1, Math.round(work));
        }
    }
}
