package io.wavetank.experiment;

import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/** Passes what happens to the files, and how far the run has come to the display. */
record WithProgress(RunListener files, RunListener display) implements RunListener {
    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        files.event(nowNanos, moment, tasks, task);
    }

    @Override
    public void noted(long nowNanos, String what, String subject, String text) throws IOException {
        files.noted(nowNanos, what, subject, text);
    }

    @Override
    public void nodeNamed(int node, String name) {
        files.nodeNamed(node, name);
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        files.clusterEvent(nowNanos, moment, node);
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {
        files.finalState(tasks, task, state, endNanos);
    }

    @Override
    public void progress(long nowNanos, long submitted, long events) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("another run failed");
        }
        display.progress(nowNanos, submitted, events);
    }
}
