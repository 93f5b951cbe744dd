package io.wavetank.policy.omega;

import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.List;

/** The tasks of one job that have no place yet, decided about together. */
final class Job {
    private final String name;
    private final List<TaskView> tasks = new ArrayList<>();
    private final long submitNanos;
    private boolean attempted;
    private boolean explained;
    /** How often something had been freed when it was tried last. */
    long freedBefore;

    /** Whether others held something when it was tried last. */
    boolean denied;

    Job(String name, long submitNanos) {
        this.name = name;
        this.submitNanos = submitNanos;
    }

    String name() {
        return name;
    }

    long submitNanos() {
        return submitNanos;
    }

    void add(TaskView task) {
        tasks.add(task);
    }

    TaskView first() {
        return tasks.get(0);
    }

    List<TaskView> tasks() {
        return tasks;
    }

    int size() {
        return tasks.size();
    }

    /** Notes that it is being decided about; says whether that is for the first time. */
    boolean beginAttempt() {
        boolean first = !attempted;
        attempted = true;
        return first;
    }

    /** Whether it was said why it waits; from now on it was. */
    boolean explain() {
        boolean before = explained;
        explained = true;
        return before;
    }
}
