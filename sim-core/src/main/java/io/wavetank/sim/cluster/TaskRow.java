package io.wavetank.sim.cluster;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;

/** A row as policies see it: what it says is what the table says at the time. */
final class TaskRow implements TaskView {
    private final TaskTable tasks;
    private final int row;

    TaskRow(TaskTable tasks, int row) {
        this.tasks = tasks;
        this.row = row;
    }

    @Override
    public int index() {
        return row;
    }

    @Override
    public long sequence() {
        return tasks.sequence(row);
    }

    @Override
    public String id() {
        return tasks.id(row);
    }

    @Override
    public String job() {
        return tasks.job(row);
    }

    @Override
    public TaskClass taskClass() {
        return tasks.taskClass(row);
    }

    @Override
    public int classIndex() {
        return tasks.classIndex(row);
    }

    @Override
    public long submitNanos() {
        return tasks.submitNanos(row);
    }

    @Override
    public long estimateNanos() {
        return tasks.estimateNanos(row);
    }

    @Override
    public int attempts() {
        return tasks.attempts(row);
    }

    @Override
    public int node() {
        return tasks.state(row).placed() ? tasks.node(row) : -1;
    }

    @Override
    public long devices() {
        return tasks.state(row).placed() ? tasks.devices(row) : 0;
    }

    @Override
    public boolean stopping() {
        return tasks.state(row) == TaskState.STOPPING;
    }

    @Override
    public boolean held() {
        return tasks.state(row) == TaskState.HELD;
    }

    @Override
    public int nominatedNode() {
        return tasks.nominatedNode(row);
    }

    @Override
    public long startNanos() {
        TaskState state = tasks.state(row);
        return state == TaskState.RUNNING || state == TaskState.STOPPING ? tasks.startNanos(row) : -1;
    }
}
