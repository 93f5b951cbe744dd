package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster at one moment, as scaling down sees it.
 *
 * @param nodes its nodes, in the order in which they are tried
 * @param pods the pods on them; the order on a node is the one in which they are looked at
 * @param groups the node groups by name
 * @param workloads controllers that exist, with the replicas they ask for
 * @param budgets how many pods may be evicted
 */
public record ScaleDownCluster(
        List<ScalableNode> nodes,
        List<RunningPod> pods,
        SortedMap<String, NodeGroupSize> groups,
        Map<Workload, Integer> workloads,
        List<EvictionBudget> budgets) {
    /** Copies its parts. */
    public ScaleDownCluster {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        workloads = Map.copyOf(workloads);
        budgets = List.copyOf(budgets);
    }

    /** A controller. */
    public record Workload(String kind, String namespace, String name) {}

    /** The pods by the name of the node that they are on, in order; nodes with none are absent. */
    Map<String, List<RunningPod>> podsByNode() {
        Map<String, List<RunningPod>> byNode = new HashMap<>();
        for (RunningPod pod : pods) {
            byNode.computeIfAbsent(pod.node(), name -> new ArrayList<>()).add(pod);
        }
        return byNode;
    }

    /** The pods on a node, in order. */
    public List<RunningPod> podsOn(ScalableNode node) {
        List<RunningPod> there = new ArrayList<>();
        for (RunningPod pod : pods) {
            if (pod.node().equals(node.name())) {
                there.add(pod);
            }
        }
        return there;
    }
}
