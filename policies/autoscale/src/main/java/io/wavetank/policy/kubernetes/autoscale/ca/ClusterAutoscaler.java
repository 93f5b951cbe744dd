package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.Draws;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The Cluster Autoscaler's loop: more nodes for pods that find no place, else fewer.
 *
 * <p>Nodes are looked at for scaling down at every loop; they are deleted only if nothing was added for a while, empty ones many at a time, others
 * as many as may be drained at a time.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code StaticAutoscaler.RunOnce}.
 */
public final class ClusterAutoscaler implements NodeAutoscaler {
    private static final long MILLI = 1_000_000L;

    private final CaSettings settings;
    private final ClusterMirror mirror = new ClusterMirror();
    private final ScaleUp up;
    private final ScaleDownPlanner planner;
    private long lastUpNanos = Long.MIN_VALUE / 2;

    /**
     * Creates an autoscaler that has seen nothing.
     *
     * @param own expanders that the settings may name beside the usual ones, by name
     */
    public ClusterAutoscaler(CaSettings settings, SortedMap<String, Expander> own, Draws draws) {
        this.settings = settings;
        this.up = new ScaleUp(settings, own, mirror, draws);
        this.planner = new ScaleDownPlanner(settings.down(), false);
    }

    @Override
    public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        mirror.refresh(fleet, nowNanos);
        List<NodeDecision> more = up.decide(fleet, nowNanos);
        if (!more.isEmpty()) {
            lastUpNanos = nowNanos;
            more.forEach(out);
            return;
        }
        if (settings.scalesDown()) {
            scaleDown(fleet, nowNanos, out);
        }
    }

    private void scaleDown(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        ScaleDownPlanner.Plan plan = planner.step(mirror.scaleDown(fleet), nowNanos / MILLI);
        if (nowNanos - lastUpNanos < settings.afterAddNanos()) {
            return;
        }
        if (plan.deleteEmpty().isEmpty() && plan.deleteDrain().isEmpty()) {
            return;
        }
        Map<String, Integer> numbers = new HashMap<>();
        int draining = 0;
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            numbers.put(fleet.cluster().node(node).name(), node);
            draining += fleet.present(node) && fleet.leaving(node) ? 1 : 0;
        }
        ResourceLimits.Left left = settings.limits().left(fleet);
        List<Integer> empty = allowed(fleet, plan.deleteEmpty(), numbers, left, settings.mostEmpty());
        for (int node : empty) {
            out.accept(new NodeDecision.Drain(node, settings.drainNanos(), "empty"));
        }
        int most = empty.isEmpty() ? settings.mostDrains() - draining : 0;
        for (int node : allowed(fleet, plan.deleteDrain(), numbers, left, most)) {
            out.accept(new NodeDecision.Drain(node, settings.drainNanos(), "underused"));
        }
    }

    /** Of the nodes of some names those that may go without leaving too little of a resource, as many as may at a time. */
    private static List<Integer> allowed(
            FleetView fleet, List<String> names, Map<String, Integer> numbers, ResourceLimits.Left left, int most) {
        List<Integer> allowed = new ArrayList<>();
        for (String name : names) {
            int node = numbers.getOrDefault(name, 0);
            if (allowed.size() < most && left.take(fleet.cluster().node(node))) {
                allowed.add(node);
            }
        }
        return allowed;
    }

    @Override
    public long periodNanos() {
        return settings.periodNanos();
    }
}
