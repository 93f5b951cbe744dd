package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries out on one state of a cluster what would become of a node's pods if it went.
 *
 * <p>All pods that must move are taken off, then placed one by one, each first where it found a place before. What a failed try moved is moved
 * back; hints, and where the search goes on, are kept.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code simulator.RemovalSimulator} and {@code scheduling.HintingSimulator}.
 */
final class RemovalSimulation {
    private final ScaleDownCluster cluster;
    private final ScaleDownOptions options;
    private final long nowMillis;
    private final Hints hints;
    private final Snapshot snapshot;
    private final Budgets budgets;
    private final List<List<RunningPod>> onNode = new ArrayList<>();
    private final Map<String, Pod> placed = new HashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();
    private final BitSet gone = new BitSet();

    /** Begins with the cluster as it is; searches start at the node of that number. */
    RemovalSimulation(ScaleDownCluster cluster, ScaleDownOptions options, long nowMillis, Hints hints, int start) {
        this.cluster = cluster;
        this.options = options;
        this.nowMillis = nowMillis;
        this.hints = hints;
        this.snapshot = new Snapshot(
                cluster.nodes().isEmpty() ? 0 : start % cluster.nodes().size());
        this.budgets = new Budgets(cluster.budgets());
        Map<String, List<RunningPod>> byNode = cluster.podsByNode();
        for (ScalableNode node : cluster.nodes()) {
            int number = snapshot.addNode(node.spec());
            nodes.put(node.name(), number);
            List<RunningPod> there = new ArrayList<>(byNode.getOrDefault(node.name(), List.of()));
            onNode.add(there);
            there.forEach(pod -> add(pod, number));
        }
    }

    private void add(RunningPod running, int node) {
        Pod pod = snapshot.pod(running.template());
        if (running.deletion() != null) {
            snapshot.terminate(pod);
        }
        snapshot.put(pod, node);
        if (placed.put(running.key(), pod) != null) {
            throw new IllegalArgumentException("there are two pods " + running.key());
        }
    }

    /** The node at which the next search starts. */
    int start() {
        return snapshot.start();
    }

    /**
     * What became of a node.
     *
     * @param pods the pods that moved
     * @param unremovable why it stays, or null if it may go
     */
    record Removal(List<RunningPod> pods, @Nullable Unremovable unremovable) {}

    /** Tries a node by itself; nothing of it lasts. */
    Removal tryOut(int node) {
        int mark = snapshot.mark();
        Removal removal = move(node, new ArrayList<>());
        snapshot.undo(mark);
        return removal;
    }

    /** Removes a node if that can be done: its pods are where they found a place from then on, and it receives none. */
    Removal remove(int node) {
        int mark = snapshot.mark();
        List<Integer> targets = new ArrayList<>();
        Removal removal = move(node, targets);
        if (removal.unremovable() != null) {
            snapshot.undo(mark);
            return removal;
        }
        onNode.get(node).removeAll(removal.pods());
        for (int i = 0; i < targets.size(); i++) {
            onNode.get(targets.get(i)).add(removal.pods().get(i));
        }
        budgets.use(removal.pods());
        gone.set(node);
        return removal;
    }

    private Removal move(int node, List<Integer> targets) {
        Drain drain = Drain.of(onNode.get(node), cluster, budgets, options, nowMillis);
        if (drain.blocked() != null) {
            return new Removal(List.of(), drain.blocked());
        }
        for (RunningPod pod : drain.pods()) {
            snapshot.take(pod(pod), node);
        }
        for (RunningPod pod : drain.pods()) {
            int target = place(pod, node);
            if (target == Snapshot.NOWHERE) {
                return new Removal(List.of(), Unremovable.of(Unremovable.Reason.NO_PLACE_TO_MOVE_PODS));
            }
            snapshot.put(pod(pod), target);
            targets.add(target);
        }
        return new Removal(drain.pods(), null);
    }

    private Pod pod(RunningPod running) {
        Pod pod = placed.get(running.key());
        if (pod == null) {
            throw new IllegalStateException(running.key() + " is nowhere");
        }
        return pod;
    }

    /** A hint that fits is kept, even if it may not be used. */
    private int place(RunningPod running, int from) {
        Pod pod = pod(running);
        Integer hint = hinted(running);
        if (hint != null && snapshot.fits(pod, hint)) {
            hints.set(running, cluster.nodes().get(hint).name());
            if (allowed(hint, from)) {
                return hint;
            }
        }
        int target = snapshot.search(pod, node -> allowed(node, from));
        if (target != Snapshot.NOWHERE) {
            hints.set(running, cluster.nodes().get(target).name());
        }
        return target;
    }

    private @Nullable Integer hinted(RunningPod pod) {
        String name = hints.get(pod);
        return name == null ? null : nodes.get(name);
    }

    private boolean allowed(int node, int from) {
        return node != from && !gone.get(node);
    }
}
