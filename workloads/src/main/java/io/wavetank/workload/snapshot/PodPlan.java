package io.wavetank.workload.snapshot;

import io.wavetank.policy.TaskClass;

/**
 * What the pods that a controller makes have in common.
 *
 * @param where the controller, for faults
 * @param spec the specification in the template
 * @param job the job that they belong to: the namespace and the name of the controller
 * @param submitNanos when they come
 * @param workNanos how long they run
 * @param estimateNanos how long they are said to run; -1 if nobody says
 * @param asked what each asks for
 */
record PodPlan(
        Fields where, Fields spec, String job, long submitNanos, long workNanos, long estimateNanos, TaskClass asked) {
    PodPlan asking(TaskClass other) {
        return new PodPlan(where, spec, job, submitNanos, workNanos, estimateNanos, other);
    }
}
