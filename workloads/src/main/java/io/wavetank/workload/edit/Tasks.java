package io.wavetank.workload.edit;

import io.wavetank.sim.Submission;

/** Tasks with something about them changed. */
final class Tasks {
    private Tasks() {}

    static Submission at(Submission task, long submitNanos) {
        return new Submission(
                task.names(),
                task.jobNumber(),
                task.index(),
                submitNanos,
                task.workNanos(),
                task.estimateNanos(),
                task.taskClass());
    }

    static Submission named(Submission task, String id, String job, long submitNanos) {
        return new Submission(id, job, submitNanos, task.workNanos(), task.estimateNanos(), task.taskClass());
    }
}
