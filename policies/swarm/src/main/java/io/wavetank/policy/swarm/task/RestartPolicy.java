package io.wavetank.policy.swarm.task;

/**
 * When a task that ended is replaced.
 *
 * @param condition after which ends
 * @param delayNanos how long the replacement waits before it starts, in nanoseconds
 * @param maxAttempts how often a slot is restarted at most; 0 is without bound
 * @param windowNanos over which time attempts are counted, in nanoseconds; 0 is for ever
 */
public record RestartPolicy(Condition condition, long delayNanos, long maxAttempts, long windowNanos) {
    /** After which ends a task is replaced. */
    public enum Condition {
        /** After no end. */
        NONE,
        /** After bad ends. */
        ON_FAILURE,
        /** After each end; where the task belongs to a job, after bad ends. */
        ANY
    }

    /** What holds where nothing is said: after each end, 5 s later, without bound. */
    public static final RestartPolicy DEFAULT = new RestartPolicy(Condition.ANY, 5_000_000_000L, 0, 0);

    /** Checks the amounts. */
    public RestartPolicy {
        if (delayNanos < 0 || maxAttempts < 0 || windowNanos < 0) {
            throw new IllegalArgumentException("A restart policy's amounts are not negative: delay " + delayNanos
                    + " ns, attempts " + maxAttempts + ", window " + windowNanos + " ns");
        }
    }
}
