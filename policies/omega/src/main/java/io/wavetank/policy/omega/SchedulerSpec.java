package io.wavetank.policy.omega;

import io.wavetank.policy.compose.TaskFilter;

/**
 * One of the schedulers of a cell.
 *
 * @param name what its counts are called by
 * @param takes which tasks are submitted to it
 * @param think how long it takes to decide
 * @param fast which of its jobs go by a faster path through it, by their first task
 * @param fastThink how long it takes to decide about those
 */
record SchedulerSpec(String name, TaskFilter takes, ThinkTime think, TaskFilter fast, ThinkTime fastThink) {
    /** How long it thinks about a job. */
    long thinkNanos(Job job) {
        boolean quick = fast.matches(job.first().taskClass());
        return (quick ? fastThink : think).of(job.size());
    }
}
