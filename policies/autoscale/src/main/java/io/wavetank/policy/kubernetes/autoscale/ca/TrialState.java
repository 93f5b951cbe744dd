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
    private List<String> shown = List.of();

    /** A node as it stands in the snapshot. */
    private record Known(NodeSpec spec, List<RunningPod> pods, List<Pod> put, int slot) {}

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
        snapshot.begin(start);
        Set<String> there = new HashSet<>();
        for (int i = 0; i < cluster.nodes().size(); i++) {
            ScalableNode node = cluster.nodes().get(i);
            there.add(node.name());
            Known before = known.get(node.name());
            if (before != null && !same(before.pods(), cluster.podsOn(i))) {
                takeOff(before);
                known.put(node.name(), new Known(before.spec(), List.of(), List.of(), before.slot()));
            }
        }
        for (String name : shown) {
            Known gone = there.contains(name) ? null : known.remove(name);
            if (gone != null) {
                takeOff(gone);
                snapshot.forget(name);
            }
        }
        shown = cluster.nodes().stream().map(ScalableNode::name).toList();
        for (int i = 0; i < cluster.nodes().size(); i++) {
            ScalableNode node = cluster.nodes().get(i);
            Known before = known.get(node.name());
            List<RunningPod> pods = cluster.podsOn(i);
            int slot = before != null && before.spec().equals(node.spec())
                    ? before.slot()
                    : snapshot.describe(node.spec());
            snapshot.addSlot(slot, node.spec().unschedulable());
            if (before == null || !same(before.pods(), pods)) {
                known.put(node.name(), new Known(node.spec(), pods, putOn(pods, slot), slot));
            } else if (!before.spec().equals(node.spec())) {
                known.put(node.name(), new Known(node.spec(), pods, before.put(), slot));
            }
        }
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
            if (each.deletion() != null) {
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
