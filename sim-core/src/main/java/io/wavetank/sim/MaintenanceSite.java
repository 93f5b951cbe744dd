package io.wavetank.sim;

import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** The way from maintenance into the run. */
final class MaintenanceSite implements NodeMaintenance.Site {
    private final Cluster cluster;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final NodeFaults nodes;
    private final Disruptions evictions;
    private final BooleanSupplier answers;
    private final LongConsumer diary;

    MaintenanceSite(
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            NodeFaults nodes,
            Disruptions evictions,
            BooleanSupplier answers,
            LongConsumer diary) {
        this.cluster = cluster;
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.nodes = nodes;
        this.evictions = evictions;
        this.answers = answers;
        this.diary = diary;
    }

    @Override
    public void cordon(long now, int node, boolean value) throws IOException {
        cluster.setCordoned(node, value);
        recorder.nodesChanged(now);
        if (!value) {
            control.nodeBack(now, node);
        }
    }

    @Override
    public void takeDown(long now, int node) throws IOException {
        nodes.away(now, List.of(node), true);
    }

    @Override
    public void bringUp(long now, int node) throws IOException {
        nodes.back(now, List.of(node), true);
    }

    @Override
    public boolean led() {
        return answers.getAsBoolean();
    }

    @Override
    public boolean leaves(int node) {
        return evictions.leaves(node);
    }

    @Override
    public void tell(long now, RunListener.ClusterMoment moment, int node) throws IOException {
        listener.clusterEvent(now, moment, node);
    }

    @Override
    public void schedule(long timeNanos) {
        diary.accept(timeNanos);
    }
}
