package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod.Eviction;
import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod.Owner;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownCluster.Workload;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes of 4 cores and 8 units of memory in one group, and pods of a replica set that asks for three. */
final class ScaleDownExamples {
    static final ScaleDownOptions OPTIONS = ScaleDownOptions.DEFAULTS;
    static final Owner WEB = new Owner("ReplicaSet", "web");

    private ScaleDownExamples() {}

    static ScalableNode node(String name) {
        return new ScalableNode(
                NodeSpec.of(
                        name, Map.of("kubernetes.io/hostname", name), Map.of("cpu", 4_000L, "memory", 8L, "pods", 10L)),
                "group",
                true,
                null,
                true);
    }

    static RunningPod pod(String name, String node, long cpuMillis) {
        return pod(name, node, cpuMillis, "default", WEB, Eviction.UNSAID);
    }

    static RunningPod pod(String name, String node, long cpuMillis, String namespace, Owner owner, Eviction eviction) {
        PodSpec spec = PodSpec.builder()
                .namespace(namespace)
                .containers(List.of(ContainerSpec.of(Map.of("cpu", cpuMillis))))
                .build();
        return new RunningPod(
                name,
                node,
                PodTemplate.of(Map.of("app", "web"), spec),
                owner,
                false,
                false,
                eviction,
                List.of(),
                "",
                RunningPod.Phase.RUNNING,
                RunningPod.Restart.ALWAYS,
                null);
    }

    static EvictionBudget budget(String namespace, int allowed) {
        return new EvictionBudget(namespace, LabelSelector.of(Map.of("app", "web")), allowed);
    }

    static ScaleDownCluster cluster(
            List<ScalableNode> nodes, List<RunningPod> pods, int min, EvictionBudget... budgets) {
        return ScaleDownCluster.of(
                nodes,
                pods,
                new TreeMap<>(Map.of("group", new NodeGroupSize(min, nodes.size()))),
                Map.of(
                        new Workload("ReplicaSet", "default", "web"),
                        3,
                        new Workload("ReplicaSet", "kube-system", "web"),
                        3),
                List.of(budgets));
    }
}
