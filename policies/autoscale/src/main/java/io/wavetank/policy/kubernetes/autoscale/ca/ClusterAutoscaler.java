package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.Draws;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Creates an autoscaler that has seen nothing. */
    public ClusterAutoscaler(CaSettings settings, Draws draws) {
        this.settings = settings;
        this.up = new ScaleUp(settings, mirror, draws);
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
        List<String> empty = plan.deleteEmpty();
        for (String name : empty.subList(0, Math.min(settings.mostEmpty(), empty.size()))) {
            out.accept(new NodeDecision.Drain(numbers.getOrDefault(name, 0), settings.drainNanos(), "empty"));
        }
        List<String> drains = plan.deleteDrain();
        int most = Math.max(0, Math.min(settings.mostDrains() - draining, drains.size()));
        for (String name : empty.isEmpty() ? drains.subList(0, most) : List.<String>of()) {
            out.accept(new NodeDecision.Drain(numbers.getOrDefault(name, 0), settings.drainNanos(), "underused"));
        }
    }

    @Override
    public long periodNanos() {
        return settings.periodNanos();
    }
}
