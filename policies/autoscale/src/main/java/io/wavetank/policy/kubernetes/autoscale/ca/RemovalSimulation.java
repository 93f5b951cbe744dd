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
    private final TrialState state;
    private final Snapshot snapshot;
    private final Budgets budgets;
    /** The pods on nodes that removals changed. */
    private final Map<Integer, List<RunningPod>> changed = new HashMap<>();

    private final Map<String, Integer> nodes = new HashMap<>();
    private final BitSet gone = new BitSet();

    /** Begins with the cluster as it is; searches start at the node of that number. What is tried on the state is undone by {@link #end}. */
    RemovalSimulation(
            TrialState state,
            ScaleDownCluster cluster,
            ScaleDownOptions options,
            long nowMillis,
            Hints hints,
            int start) {
        this.state = state;
        this.cluster = cluster;
        this.options = options;
        this.nowMillis = nowMillis;
        this.hints = hints;
        this.budgets = new Budgets(cluster.budgets(), state.coverage());
        this.snapshot = state.snapshot();
        int count = cluster.nodes().size();
        state.show(cluster, count == 0 ? 0 : start % count);
        for (int node = 0; node < count; node++) {
            nodes.put(cluster.nodes().get(node).name(), node);
        }
    }

    /** Undoes what was tried. */
    void end() {
        snapshot.undo(0);
    }

    private List<RunningPod> onNode(int node) {
        List<RunningPod> pods = changed.get(node);
        return pods == null ? cluster.podsOn(node) : pods;
    }

    private List<RunningPod> changing(int node) {
        return changed.computeIfAbsent(node, number -> new ArrayList<>(cluster.podsOn(number)));
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
        changing(node).removeAll(removal.pods());
        for (int i = 0; i < targets.size(); i++) {
            changing(targets.get(i)).add(removal.pods().get(i));
        }
        budgets.use(removal.pods());
        gone.set(node);
        return removal;
    }

    private Removal move(int node, List<Integer> targets) {
        Drain drain = Drain.of(onNode(node), cluster, budgets, options, nowMillis);
        if (drain.blocked() != null) {
            return new Removal(List.of(), drain.blocked());
        }
        for (RunningPod pod : drain.pods()) {
            snapshot.take(state.pod(pod), node);
        }
        for (RunningPod pod : drain.pods()) {
            int target = place(pod, node);
            if (target == Snapshot.NOWHERE) {
                return new Removal(List.of(), Unremovable.of(Unremovable.Reason.NO_PLACE_TO_MOVE_PODS));
            }
            snapshot.put(state.pod(pod), target);
            targets.add(target);
        }
        return new Removal(drain.pods(), null);
    }

    /** A hint that fits is kept, even if it may not be used. */
    private int place(RunningPod running, int from) {
        Pod pod = state.pod(running);
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
