package io.wavetank.experiment;

import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;

/** Passes what happens in the cluster to the requests to its services, and to the files. */
record WithTraffic(RunListener files, ClusterTraffic traffic) implements RunListener {
    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        traffic.event(nowNanos, moment, tasks, task);
        files.event(nowNanos, moment, tasks, task);
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        traffic.clusterEvent(nowNanos, moment, node);
        files.clusterEvent(nowNanos, moment, node);
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {
        files.finalState(tasks, task, state, endNanos);
    }
}
