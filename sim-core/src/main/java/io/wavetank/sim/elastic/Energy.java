package io.wavetank.sim.elastic;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.record.CompensatedSum;
import io.wavetank.sim.scenario.NodeGroupSpec.Power;
import java.util.Arrays;
import java.util.List;

/** What nodes draw over time: those that are there by the share of their CPU that is given out, those that boot, and those that are off. */
final class Energy {
    private static final double HOUR = 3600e9;

    private final Cluster cluster;
    private final List<NodeGroup> groups;
    private double[] nodeWatts = new double[16];
    private double presentWatts;
    private CompensatedSum wattHours = new CompensatedSum();
    private long nowNanos;

    Energy(Cluster cluster, List<NodeGroup> groups) {
        this.cluster = cluster;
        this.groups = groups;
    }

    /** Whether anything is known about the power of any group. */
    static boolean known(List<NodeGroup> groups) {
        return groups.stream().anyMatch(group -> !group.spec.power().equals(Power.NONE));
    }

    /** Time goes on; what was drawn until now is added up. Called before nodes come, go, boot or fail. */
    void advanceTo(long now) {
        double watts = presentWatts;
        for (NodeGroup group : groups) {
            Power power = group.spec.power();
            watts += group.booting * power.boot() + (group.most() - group.size) * power.off();
        }
        wattHours.add(watts * ((now - nowNanos) / HOUR));
        nowNanos = now;
    }

    /** What is on a node has changed, or it came or went. */
    void look(long now, int node, int group) {
        advanceTo(now);
        if (node >= nodeWatts.length) {
            nodeWatts = Arrays.copyOf(nodeWatts, Math.max(node + 1, 2 * nodeWatts.length));
        }
        double watts =
                cluster.present(node) ? watts(node, groups.get(group).spec.power()) : 0;
        presentWatts += watts - nodeWatts[node];
        nodeWatts[node] = watts;
    }

    private double watts(int node, Power power) {
        long offered = cluster.node(node).allocatable(Resources.CPU);
        double share = offered == 0 ? 0 : cluster.node(node).requested(Resources.CPU) / (double) offered;
        return power.idle() + (power.busy() - power.idle()) * Math.min(1, share);
    }

    /** The figures are about what comes from now on. */
    void forget(long now) {
        advanceTo(now);
        wattHours = new CompensatedSum();
    }

    double kilowattHours(long now) {
        advanceTo(now);
        return wattHours.value() / 1000;
    }
}
