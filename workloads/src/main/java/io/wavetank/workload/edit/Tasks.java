package io.wavetank.workload.edit;

import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;

/** Tasks with something about them changed. */
final class Tasks {
    private Tasks() {}

    /**
     * Names with something put before and behind each.
     *
     * @param original the names as they were
     * @param part which of the workloads, or of the copies, the tasks with these names come from
     */
    record Renamed(TaskNames original, String prefix, String suffix, int part) implements TaskNames {
        @Override
        public String id(long job, long index) {
            return prefix + original.id(job, index) + suffix;
        }

        @Override
        public String job(long job, long index) {
            String name = original.job(job, index);
            return name.isEmpty() ? "" : prefix + name + suffix;
        }
    }

    static Submission at(Submission task, long submitNanos) {
        return with(task, task.names(), submitNanos, task.boundNode());
    }

    /** A task under another name, to be placed. */
    static Submission named(Submission task, Renamed names, long submitNanos) {
        return with(task, names, submitNanos, -1);
    }

    /** The task under the name that it had before, at its new time. */
    static Submission original(Submission task) {
        return task.names() instanceof Renamed names
                ? with(task, names.original, task.submitNanos(), task.boundNode())
                : task;
    }

    private static Submission with(Submission task, TaskNames names, long submitNanos, int boundNode) {
        return new Submission(
                names,
                task.jobNumber(),
                task.index(),
                submitNanos,
                task.workNanos(),
                task.estimateNanos(),
                task.taskClass(),
                boundNode);
    }
}
