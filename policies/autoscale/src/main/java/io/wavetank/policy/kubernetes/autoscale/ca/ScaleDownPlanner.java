package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a cluster over time and says which nodes may go.
 *
 * <p>At each step all eligible nodes are tried in order; those that could go together are unneeded. A node that has been so at every step for
 * longer than the time asked for may be deleted, as long as its group is larger than it must be. A node whose pods could not be moved is left alone
 * for a while.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code scaledown/planner}, {@code unneeded} and {@code unremovable}.
 */
public final class ScaleDownPlanner {
    private static final int SPARE = 64;

    private final ScaleDownOptions options;
    private final Hints hints = new Hints();
    private TreeMap<String, Long> unneededSince = new TreeMap<>();
    private final TreeMap<String, Long> leftAloneUntil = new TreeMap<>();
    private final TrialState state = new TrialState(true);
    private final Map<String, Known> known = new HashMap<>();
    private final boolean explains;
    private int start;

    /** A node as it was looked at last, and how far it was used; no pod on it was told to stop, so that time changes nothing. */
    private record Known(NodeSpec spec, List<RunningPod> pods, double used) {}

    /** Begins with nothing known. */
    public ScaleDownPlanner(ScaleDownOptions options) {
        this(options, true);
    }

    /** The same, and its plans tell why nodes stay or do not. */
    ScaleDownPlanner(ScaleDownOptions options, boolean explains) {
        this.options = options;
        this.explains = explains;
    }

    /**
     * What one step says; all by name.
     *
     * @param unneeded the nodes that could go together
     * @param unremovable why each of the others stays; nothing where that was not asked for
     * @param deleteEmpty nodes that may be deleted, with nothing to move
     * @param deleteDrain nodes that may be deleted, with pods to move
     */
    public record Plan(
            List<String> unneeded,
            SortedMap<String, Unremovable> unremovable,
            List<String> deleteEmpty,
            List<String> deleteDrain) {
        /** Copies its parts. */
        public Plan {
            unneeded = List.copyOf(unneeded);
            unremovable = Collections.unmodifiableSortedMap(new TreeMap<>(unremovable));
            deleteEmpty = List.copyOf(deleteEmpty);
            deleteDrain = List.copyOf(deleteDrain);
        }
    }

    /** Tries each node as if it were the only one to go: the pods that would move, or why it stays. */
    public static SortedMap<String, Trial> tryEach(ScaleDownCluster cluster, ScaleDownOptions options, long nowMillis) {
        var simulation = new RemovalSimulation(new TrialState(true), cluster, options, nowMillis, new Hints(), 0);
        SortedMap<String, Trial> trials = new TreeMap<>();
        for (int node = 0; node < cluster.nodes().size(); node++) {
            var removal = simulation.tryOut(node);
            trials.put(cluster.nodes().get(node).name(), new Trial(removal.pods(), removal.unremovable()));
        }
        return trials;
    }

    /** A node by itself: the pods that would move, or why it stays. */
    public record Trial(List<RunningPod> pods, @Nullable Unremovable unremovable) {
        /** Copies the pods. */
        public Trial {
            pods = List.copyOf(pods);
        }
    }

    /** The nodes with nothing to move, in order. Controllers and budgets are not asked, so pods of the system always block. */
    public static List<String> empty(ScaleDownCluster cluster, ScaleDownOptions options, long nowMillis) {
        List<String> empty = new ArrayList<>();
        for (int node = 0; node < cluster.nodes().size(); node++) {
            Drain drain = Drain.unasked(cluster.podsOn(node), options, nowMillis);
            if (drain.blocked() == null && drain.pods().isEmpty()) {
                empty.add(cluster.nodes().get(node).name());
            }
        }
        return empty;
    }

    /** Takes the next step; times never go back. */
    public Plan step(ScaleDownCluster cluster, long nowMillis) {
        Set<String> present = new HashSet<>();
        cluster.nodes().forEach(node -> present.add(node.name()));
        if (known.size() > 2 * present.size() + SPARE) {
            known.clear(); // most of it is about nodes that are gone
        }
        leftAloneUntil.entrySet().removeIf(each -> each.getValue() <= nowMillis || !present.contains(each.getKey()));
        SortedMap<String, Unremovable> unremovable = new TreeMap<>();
        List<Integer> candidates = candidates(cluster, nowMillis, unremovable);
        SortedMap<String, Boolean> drained = new TreeMap<>();
        if (candidates.isEmpty()) {
            return nothing(unremovable, cluster, nowMillis);
        }
        var simulation = new RemovalSimulation(state, cluster, options, nowMillis, hints, start);
        for (int node : candidates) {
            String name = cluster.nodes().get(node).name();
            var removal = simulation.remove(node);
            if (removal.unremovable() == null) {
                drained.put(name, !removal.pods().isEmpty());
            } else {
                if (explains) {
                    unremovable.put(name, removal.unremovable());
                }
                leftAloneUntil.put(name, nowMillis + options.recheckMillis());
            }
        }
        start = simulation.start();
        simulation.end();
        hints.age();
        remember(drained, nowMillis);
        return new Plan(
                List.copyOf(drained.keySet()),
                unremovable,
                deletable(cluster, drained, false, nowMillis),
                deletable(cluster, drained, true, nowMillis));
    }

    /** What a step says that has no node to try. */
    private Plan nothing(SortedMap<String, Unremovable> unremovable, ScaleDownCluster cluster, long nowMillis) {
        start = cluster.nodes().isEmpty() ? 0 : start % cluster.nodes().size();
        hints.age();
        remember(new TreeMap<>(), nowMillis);
        return new Plan(List.of(), unremovable, List.of(), List.of());
    }

    private List<Integer> candidates(
            ScaleDownCluster cluster, long nowMillis, SortedMap<String, Unremovable> unremovable) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < cluster.nodes().size(); i++) {
            ScalableNode node = cluster.nodes().get(i);
            Unremovable.Reason reason = leftAloneUntil.containsKey(node.name())
                    ? Unremovable.Reason.RECENTLY_UNREMOVABLE
                    : reason(node, cluster.podsOn(i), nowMillis);
            if (reason == null) {
                candidates.add(i);
            } else if (explains) {
                unremovable.put(node.name(), Unremovable.of(reason));
            }
        }
        return candidates;
    }

    private Unremovable.@Nullable Reason reason(ScalableNode node, List<RunningPod> pods, long nowMillis) {
        Known before = known.get(node.name());
        if (before != null && asBefore(before, node, pods)) {
            return Eligibility.reason(node, before.used(), options, nowMillis);
        }
        Eligibility eligibility = Eligibility.of(node, pods, options, nowMillis);
        Utilization used = eligibility.utilization();
        if (used != null && pods.stream().allMatch(pod -> pod.deletion() == null)) {
            known.put(node.name(), new Known(node.spec(), pods, used.largest()));
        }
        return eligibility.reason();
    }

    @SuppressWarnings("ReferenceEquality") // equal ones that were made anew are worked out anew
    private static boolean asBefore(Known before, ScalableNode node, List<RunningPod> pods) {
        return before.spec() == node.spec() && before.pods() == pods;
    }

    private void remember(SortedMap<String, Boolean> unneeded, long nowMillis) {
        var since = new TreeMap<String, Long>();
        for (String name : unneeded.keySet()) {
            since.put(name, unneededSince.getOrDefault(name, nowMillis));
        }
        unneededSince = since;
    }

    /** The size of a group is not lowered for several that go in the same step. */
    private List<String> deletable(
            ScaleDownCluster cluster, SortedMap<String, Boolean> drained, boolean drain, long nowMillis) {
        List<String> names = new ArrayList<>();
        if (!drained.containsValue(drain)) {
            return names;
        }
        for (ScalableNode node : cluster.nodes()) {
            Boolean moves = drained.get(node.name());
            NodeGroupSize group = node.group() == null ? null : cluster.groups().get(node.group());
            if (moves != null
                    && moves == drain
                    && group != null
                    && group.size() > group.min()
                    && due(node, nowMillis)) {
                names.add(node.name());
            }
        }
        Collections.sort(names);
        return names;
    }

    private boolean due(ScalableNode node, long nowMillis) {
        long wait = node.ready() ? options.unneededMillis() : options.unreadyMillis();
        return unneededSince.getOrDefault(node.name(), nowMillis) + wait < nowMillis;
    }
}
