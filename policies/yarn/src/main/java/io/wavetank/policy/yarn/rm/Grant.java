package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.yarn.api.records.ContainerId;

/** A container that the scheduler has given to an application, and what the application runs in it. */
public final class Grant {
    private final ContainerId id;
    private final int node;
    private final long ask;
    private int task = -1;
    private boolean runs;

    Grant(ContainerId id, int node, long ask) {
        this.id = id;
        this.node = node;
        this.ask = ask;
    }

    ContainerId id() {
        return id;
    }

    /** Whether its node has it, and has not told that it has ended. */
    boolean runs() {
        return runs;
    }

    void runs(boolean now) {
        runs = now;
    }

    /** The number of its node. */
    public int node() {
        return node;
    }

    /** What it was asked as. */
    public long ask() {
        return ask;
    }

    /** The number of the task that runs in it; -1 for none. */
    public int task() {
        return task;
    }

    /** Says what runs in it. */
    public void task(int number) {
        task = number;
    }

    @Override
    public String toString() {
        return id + " on node " + node;
    }
}
