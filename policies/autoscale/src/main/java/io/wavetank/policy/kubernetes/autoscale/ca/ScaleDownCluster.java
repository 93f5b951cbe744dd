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
 * @param pods the pods on each of them, in the order in which they are looked at; a list that is the same is taken to hold the same
 * @param groups the node groups by name
 * @param workloads controllers that exist, with the replicas they ask for
 * @param budgets how many pods may be evicted
 */
public record ScaleDownCluster(
        List<ScalableNode> nodes,
        List<List<RunningPod>> pods,
        SortedMap<String, NodeGroupSize> groups,
        Map<Workload, Integer> workloads,
        List<EvictionBudget> budgets) {
    /** Copies its parts, but for the controllers, which are handed over. */
    public ScaleDownCluster {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        workloads = Collections.unmodifiableMap(workloads);
        budgets = List.copyOf(budgets);
    }

    /** A controller. */
    public record Workload(String kind, String namespace, String name) {}

    /** Returns a cluster of which the pods stand in one list; those on nodes that are not there are left out. */
    public static ScaleDownCluster of(
            List<ScalableNode> nodes,
            List<RunningPod> pods,
            SortedMap<String, NodeGroupSize> groups,
            Map<Workload, Integer> workloads,
            List<EvictionBudget> budgets) {
        Map<String, List<RunningPod>> byNode = new HashMap<>();
        for (RunningPod pod : pods) {
            byNode.computeIfAbsent(pod.node(), name -> new ArrayList<>()).add(pod);
        }
        List<List<RunningPod>> onNodes = new ArrayList<>();
        for (ScalableNode node : nodes) {
            onNodes.add(List.copyOf(byNode.getOrDefault(node.name(), List.of())));
        }
        return new ScaleDownCluster(nodes, onNodes, groups, new HashMap<>(workloads), budgets);
    }

    /** The pods on the node of that number, in order. */
    public List<RunningPod> podsOn(int node) {
        return pods.get(node);
    }
}
