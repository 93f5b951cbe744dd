package io.wavetank.policy.omega;

/**
 * How long a scheduler takes to decide about a job: {@code jobNanos + taskNanos * tasks}.
 *
 * @param jobNanos for the job, in nanoseconds
 * @param taskNanos for each of its tasks that has no place yet, in nanoseconds
 */
record ThinkTime(long jobNanos, long taskNanos) {
    long of(int tasks) {
        return Math.addExact(jobNanos, Math.multiplyExact(taskNanos, (long) tasks));
    }
}
