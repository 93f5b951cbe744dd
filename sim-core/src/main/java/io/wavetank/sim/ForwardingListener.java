package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;

/**
 * A listener that stands before another one and hands on whatever it is told. One that extends it overrides what it listens to itself, and hands that on
 * to {@link #inner}, earlier or later as it needs.
 */
public abstract class ForwardingListener implements RunListener {
    /** Who is told in the end. */
    protected final RunListener inner;

    /** Stands before a listener. */
    protected ForwardingListener(RunListener inner) {
        this.inner = inner;
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        inner.clusterEvent(nowNanos, moment, node);
    }

    @Override
    public void noted(long nowNanos, String what, String subject, String text) throws IOException {
        inner.noted(nowNanos, what, subject, text);
    }

    @Override
    public void nodeNamed(int node, String name) {
        inner.nodeNamed(node, name);
    }

    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        inner.event(nowNanos, moment, tasks, task);
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {
        inner.finalState(tasks, task, state, endNanos);
    }

    @Override
    public void progress(long nowNanos, long submitted, long events) {
        inner.progress(nowNanos, submitted, events);
    }
}
