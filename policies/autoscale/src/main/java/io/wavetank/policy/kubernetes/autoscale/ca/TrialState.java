package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The snapshot on which removals are tried, kept from step to step: of each cluster that it is shown only the nodes are put in anew that changed, or
 * whose list of pods is another. What was tried is undone before the next.
 */
final class TrialState {
    private final Snapshot snapshot = new Snapshot();
    private final Map<String, Pod> placed = new HashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Coverage coverage = new Coverage();
    private final boolean marksStopping;
    private List<NodeSpec> shown = List.of();

    /** A node as it stands in the snapshot. */
    private record Known(NodeSpec spec, List<RunningPod> pods, List<Pod> put, int slot) {}

    /** Begins with nothing; pods that were told to stop are marked so or not. */
    TrialState(boolean marksStopping) {
        this.marksStopping = marksStopping;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Coverage coverage() {
        return coverage;
    }

    /** The pod of the snapshot that a running one is. */
    Pod pod(RunningPod running) {
        Pod pod = placed.get(running.key());
        if (pod == null) {
            throw new IllegalStateException(running.key() + " is nowhere");
        }
        return pod;
    }

    /** Takes in a cluster; its nodes are numbered in their order. Searches start at the node of that number. */
    void show(ScaleDownCluster cluster, int start) {
        show(cluster.nodes().stream().map(ScalableNode::spec).toList(), cluster.pods(), start);
    }

    /** The same of nodes with the pods on each of them. */
    void show(List<NodeSpec> nodes, List<List<RunningPod>> podsOn, int start) {
        snapshot.begin(start);
        for (int i = 0; i < nodes.size(); i++) {
            NodeSpec node = nodes.get(i);
            Known before = known.get(node.name());
            if (before != null && !same(before.pods(), podsOn.get(i))) {
                takeOff(before);
                known.put(node.name(), new Known(before.spec(), List.of(), List.of(), before.slot()));
            }
        }
        leaveOut(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            NodeSpec node = nodes.get(i);
            Known before = known.get(node.name());
            List<RunningPod> pods = podsOn.get(i);
            int slot = before != null && before.spec().equals(node) ? before.slot() : snapshot.describe(node);
            snapshot.addSlot(slot, node.unschedulable());
            if (before == null || !same(before.pods(), pods)) {
                known.put(node.name(), new Known(node, pods, putOn(pods, slot), slot));
            } else if (!before.spec().equals(node)) {
                known.put(node.name(), new Known(node, pods, before.put(), slot));
            }
        }
    }

    /** Nodes that are not shown any more go, before others come. */
    private void leaveOut(List<NodeSpec> nodes) {
        if (sameNames(nodes)) {
            return;
        }
        Set<String> there = new HashSet<>();
        nodes.forEach(node -> there.add(node.name()));
        for (NodeSpec node : shown) {
            Known gone = there.contains(node.name()) ? null : known.remove(node.name());
            if (gone != null) {
                takeOff(gone);
                snapshot.forget(node.name());
            }
        }
        shown = List.copyOf(nodes);
    }

    private boolean sameNames(List<NodeSpec> nodes) {
        if (nodes.size() != shown.size()) {
            return false;
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).name().equals(shown.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    /** Lists that are told to be immutable are compared by what they are: an equal one that was made anew costs no more than time. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(List<RunningPod> one, List<RunningPod> other) {
        return one == other || (one.isEmpty() && other.isEmpty());
    }

    private void takeOff(Known node) {
        for (int i = 0; i < node.put().size(); i++) {
            snapshot.takeOff(node.put().get(i));
            placed.remove(node.pods().get(i).key());
        }
    }

    private List<Pod> putOn(List<RunningPod> running, int slot) {
        List<Pod> put = new ArrayList<>();
        for (RunningPod each : running) {
            Pod pod = snapshot.pod(each.template());
            if (marksStopping && each.deletion() != null) {
                snapshot.terminate(pod);
            }
            snapshot.putOn(pod, slot);
            put.add(pod);
            if (placed.put(each.key(), pod) != null) {
                throw new IllegalArgumentException("there are two pods " + each.key());
            }
        }
        return put;
    }
}
