package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Key;

/**
 * When a workload ends: whichever bound is met first.
 *
 * @param tasks after so many tasks; {@link #NO_TASK_LIMIT} for any number. The last job may be cut short
 * @param seconds before this time; infinity for no such bound
 */
public record Until(long tasks, double seconds) {
    /** Any number of tasks. */
    public static final long NO_TASK_LIMIT = Long.MAX_VALUE;

    /** Checks that there is a bound. */
    public Until {
        if (tasks < 1) {
            throw Key.fault("until.tasks", tasks, "not above 0; 200000 would do");
        }
        if (!(seconds > 0)) {
            throw Key.fault("until.seconds", seconds, "not above 0; 86400 would do, for a day");
        }
        if (tasks == NO_TASK_LIMIT && seconds == Double.POSITIVE_INFINITY) {
            throw Key.fault("until", "without bound", "tasks = 200000 would do, or seconds = 86400, or both");
        }
    }

    /** Returns the end after so many tasks. */
    public static Until tasks(long count) {
        return new Until(count, Double.POSITIVE_INFINITY);
    }

    /** Returns the end at this time. */
    public static Until seconds(double seconds) {
        return new Until(NO_TASK_LIMIT, seconds);
    }
}
