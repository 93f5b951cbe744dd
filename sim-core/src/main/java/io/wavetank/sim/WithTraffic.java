package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;

/** Passes what happens in the cluster to the requests to its services, then to whoever listens. */
record WithTraffic(RunListener traffic, RunListener listener) implements RunListener {
    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        traffic.event(nowNanos, moment, tasks, task);
        listener.event(nowNanos, moment, tasks, task);
    }

    @Override
    public void noted(long nowNanos, String what, String subject, String text) throws IOException {
        listener.noted(nowNanos, what, subject, text);
    }

    @Override
    public void nodeNamed(int node, String name) {
        listener.nodeNamed(node, name);
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        traffic.clusterEvent(nowNanos, moment, node);
        listener.clusterEvent(nowNanos, moment, node);
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {
        listener.finalState(tasks, task, state, endNanos);
    }

    @Override
    public void progress(long nowNanos, long submitted, long events) {
        listener.progress(nowNanos, submitted, events);
    }
}
