package io.wavetank.policy.swarm.control;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.swarm.task.SwarmTask;

/** A slot that a task of the cluster is for, and the task of the swarm that fills it at the moment. */
final class KnownTask {
    private final TaskView view;
    private final long sequence;
    private SwarmTask task;
    private int generation;
    private long notBeforeNanos;
    private boolean givenUp;

    KnownTask(TaskView view, SwarmTask task) {
        this.view = view;
        this.sequence = view.sequence();
        this.task = task;
    }

    TaskView view() {
        return view;
    }

    /** Its place in the order of submission. */
    long sequence() {
        return sequence;
    }

    SwarmTask task() {
        return task;
    }

    /** How many tasks there were for it before this one. */
    int generation() {
        return generation;
    }

    /** When the task may start at the earliest, in nanoseconds. */
    long notBeforeNanos() {
        return notBeforeNanos;
    }

    /** Whether its restart policy has it not tried again. */
    boolean givenUp() {
        return givenUp;
    }

    /** Another task fills the slot. */
    void replaced(SwarmTask replacement, int number, long startNanos) {
        task = replacement;
        generation = number;
        notBeforeNanos = startNanos;
    }

    /** The same task, asking for something else. */
    void restated(SwarmTask same) {
        task = same;
    }

    void giveUp() {
        givenUp = true;
    }
}
