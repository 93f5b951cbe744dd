package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;

/** Passes what happens in the cluster to the requests to its services, then to whoever listens. */
final class WithTraffic extends ForwardingListener {
    private final RunListener traffic;

    WithTraffic(RunListener traffic, RunListener listener) {
        super(listener);
        this.traffic = traffic;
    }

    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        traffic.event(nowNanos, moment, tasks, task);
        inner.event(nowNanos, moment, tasks, task);
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        traffic.clusterEvent(nowNanos, moment, node);
        inner.clusterEvent(nowNanos, moment, node);
    }
}
