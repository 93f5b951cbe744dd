package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Nodes on their way out: they take nothing new until what replaces them is there; then they are emptied. If it never comes, or not within ten minutes,
 * they stay.
 *
 * <p>Source: Karpenter v1, {@code disruption/orchestration/queue.go}.
 */
final class Command {
    private static final long PATIENCE_NANOS = 600_000_000_000L;
    /** Emptying waits for budgets as long as it takes. */
    private static final long DRAIN_NANOS = 30L * 86_400_000_000_000L;

    private final List<Integer> nodes;
    private final SortedMap<Integer, Integer> bought;
    private final SortedMap<Integer, Integer> failuresBefore = new TreeMap<>();
    private final String reason;
    private final long begunNanos;

    /** Nodes go in whose place so many of each group are bought. */
    Command(List<Integer> nodes, SortedMap<Integer, Integer> bought, String reason, FleetView fleet, long nowNanos) {
        this.nodes = nodes;
        this.bought = bought;
        this.reason = reason;
        this.begunNanos = nowNanos;
        bought.keySet()
                .forEach(group ->
                        failuresBefore.put(group, fleet.groups().get(group).failures()));
    }

    List<Integer> nodes() {
        return nodes;
    }

    /** Begins; whether that is all. */
    boolean begin(FleetView fleet, Consumer<NodeDecision> out) {
        bought.forEach((group, count) -> out.accept(new NodeDecision.Provision(group, count)));
        if (bought.isEmpty()) {
            drain(fleet, out);
            return true;
        }
        nodes.forEach(node -> out.accept(new NodeDecision.Close(node, true)));
        return false;
    }

    /** Goes on; whether it is over. */
    boolean goOn(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        if (came(fleet)) {
            drain(fleet, out);
            return true;
        }
        boolean failed = nowNanos - begunNanos > PATIENCE_NANOS;
        for (int group : bought.keySet()) {
            NodeGroupView view = fleet.groups().get(group);
            failed |= view.failures() > failuresBefore.getOrDefault(group, 0) || view.booting() == 0;
        }
        if (failed) {
            nodes.forEach(node -> out.accept(new NodeDecision.Close(node, false)));
        }
        return failed;
    }

    private boolean came(FleetView fleet) {
        SortedMap<Integer, Integer> there = new TreeMap<>();
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.sinceNanos(node) > begunNanos) {
                there.merge(fleet.groupOf(node), 1, Integer::sum);
            }
        }
        for (var entry : bought.entrySet()) {
            if (there.getOrDefault(entry.getKey(), 0) < entry.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Empties the nodes; one without which its group would be below its least by now takes pods again. */
    private void drain(FleetView fleet, Consumer<NodeDecision> out) {
        int[] left = Nodes.staying(fleet);
        for (int node : nodes) {
            if (!fleet.present(node) || fleet.leaving(node)) {
                continue;
            }
            int group = fleet.groupOf(node);
            if (left[group] > fleet.groups().get(group).least()) {
                left[group]--;
                out.accept(drain(node, reason));
            } else if (!bought.isEmpty()) {
                out.accept(new NodeDecision.Close(node, false));
            }
        }
    }

    /** The decision to empty a node, however long it takes. */
    static NodeDecision.Drain drain(int node, String reason) {
        return new NodeDecision.Drain(node, DRAIN_NANOS, reason);
    }
}
