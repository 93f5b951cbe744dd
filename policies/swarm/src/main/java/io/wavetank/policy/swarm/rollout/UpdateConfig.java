package io.wavetank.policy.swarm.rollout;

/**
 * How a service is updated, or rolled back.
 *
 * @param parallelism how many slots are worked on at once; 0 is all
 * @param delayNanos how long a worker rests between two slots
 * @param failureAction what follows when too many of the new tasks fail
 * @param monitorNanos how long after it runs a task that fails counts against the update
 * @param mostFailureRatio share of slots that may fail, 0 to 1
 * @param order whether the old task is stopped before the new one starts
 */
public record UpdateConfig(
        int parallelism,
        long delayNanos,
        FailureAction failureAction,
        long monitorNanos,
        float mostFailureRatio,
        Order order) {
    /** What follows on failure. */
    public enum FailureAction {
        /** The update stops where it is. */
        PAUSE,
        /** It goes on. */
        CONTINUE,
        /** The version before is restored. */
        ROLLBACK
    }

    /** In what order two tasks of a slot change places. */
    public enum Order {
        /** The slot is empty in between. */
        STOP_FIRST,
        /** The slot has two in between. */
        START_FIRST
    }

    /** The defaults: one at a time, no delay, pause, 5 s, no failures, stop first. */
    public static final UpdateConfig DEFAULT =
            new UpdateConfig(1, 0, FailureAction.PAUSE, 5_000_000_000L, 0, Order.STOP_FIRST);

    /** Checks the ranges. */
    public UpdateConfig {
        if (parallelism < 0
                || delayNanos < 0
                || monitorNanos < 0
                || !(mostFailureRatio >= 0 && mostFailureRatio <= 1)) {
            throw new IllegalArgumentException("An update needs a parallelism, times and a ratio of 0 to 1: "
                    + parallelism + ", " + delayNanos + ", " + monitorNanos + ", " + mostFailureRatio);
        }
    }
}
