package io.wavetank.sim;

import io.wavetank.policy.TaskClass;

/**
 * One task that enters the system.
 *
 * @param id its name in the workload
 * @param job the job that it belongs to; the empty string if none is known
 * @param submitNanos when, in nanoseconds since the start of the run
 * @param workNanos how long it runs on a node of speed 1.0; positive, or {@link #FOREVER}
 * @param estimateNanos how long its owner says it will run; -1 if nobody said
 * @param taskClass what it asks for; tasks that ask for the same should share the object
 */
public record Submission(
        String id, String job, long submitNanos, long workNanos, long estimateNanos, TaskClass taskClass) {
    /** The work of a task that ends only when it is stopped. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** Checks that times are possible. */
    public Submission {
        if (submitNanos < 0) {
            throw new IllegalArgumentException(
                    "Task " + id + " is submitted before the start of the run: " + submitNanos + " ns");
        }
        if (workNanos <= 0) {
            throw new IllegalArgumentException("Task " + id + " has no work: " + workNanos + " ns");
        }
        if (estimateNanos < -1) {
            throw new IllegalArgumentException("Task " + id + " has a negative estimate: " + estimateNanos + " ns");
        }
    }
}
