package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes and pods as the recordings of the Cluster Autoscaler write them. */
final class CaJson {
    private static final String HOST = "kubernetes.io/hostname";
    private static final String GPU = "nvidia.com/gpu";

    private CaJson() {}

    static NodeSpec node(JsonNode node) {
        String name = Fields.text(node, "name");
        SortedMap<String, String> labels = Fields.labels(node, "labels");
        labels.put(HOST, name);
        SortedMap<String, Long> allocatable = new TreeMap<>();
        allocatable.put("cpu", Fields.number(node, "cpu"));
        allocatable.put("memory", Fields.number(node, "mem"));
        allocatable.put("pods", Fields.number(node, "pods"));
        if (node.has("gpu")) {
            allocatable.put(GPU, Fields.number(node, "gpu"));
        }
        return NodeSpec.of(name, labels, allocatable)
                .withTaints(Fields.list(node, "taints", CaJson::taint))
                .withUnschedulable(Fields.flag(node, "unschedulable"));
    }

    private static Taint taint(JsonNode taint) {
        return new Taint(
                taint.path(0).asText(),
                taint.path(1).asText(),
                effect(taint.path(2).asText()));
    }

    private static Taint.Effect effect(String name) {
        return switch (name) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> throw new IllegalArgumentException("'" + name + "' is no effect of a taint");
        };
    }

    static PodTemplate pod(JsonNode pod) {
        SortedMap<String, String> labels = Fields.labels(pod, "labels");
        LabelSelector alike = LabelSelector.of(labels);
        PodSpec.Builder spec = PodSpec.builder().containers(containers(pod));
        if (pod.has("ns")) {
            spec.namespace(Fields.text(pod, "ns"));
        }
        if (Fields.flag(pod, "antiAffinitySelf")) {
            spec.podAntiAffinity(
                    new PodAffinity(List.of(new PodAffinityTerm(alike, List.of(), null, HOST)), List.of()));
        }
        if (pod.has("spreadSelf")) {
            spec.spread(List.of(SpreadConstraint.of(Fields.whole(pod, "spreadSelf"), HOST, true, alike)));
        }
        return new PodTemplate(
                labels,
                Fields.labels(pod, "nodeSelector"),
                Fields.list(pod, "tolerations", CaJson::toleration),
                spec.build());
    }

    private static Toleration toleration(JsonNode toleration) {
        String value = toleration.path(1).asText();
        String effect = toleration.path(2).asText();
        return new Toleration(
                toleration.path(0).asText(),
                value.equals("*") ? null : value,
                effect.isEmpty() ? null : effect(effect));
    }

    /** Containers; what the pod asks for beside CPU and memory is the first one's. */
    private static List<ContainerSpec> containers(JsonNode pod) {
        List<ContainerSpec> containers = new ArrayList<>();
        for (JsonNode container : pod.path("c")) {
            SortedMap<String, Long> requests = new TreeMap<>();
            List<HostPort> ports = new ArrayList<>();
            put(requests, "cpu", RecordedCases.at(container, 0));
            put(requests, "memory", RecordedCases.at(container, 1));
            if (containers.isEmpty()) {
                put(requests, GPU, Fields.number(pod, "gpu", -1));
                if (pod.has("hostPort")) {
                    ports.add(new HostPort("TCP", "", Fields.whole(pod, "hostPort")));
                }
            }
            containers.add(new ContainerSpec("", requests, ports));
        }
        return containers;
    }

    private static void put(SortedMap<String, Long> requests, String resource, long amount) {
        if (amount >= 0) {
            requests.put(resource, amount);
        }
    }

    /** What all containers request: CPU at place 0, memory at place 1; nothing said counts as nothing. */
    static long sum(JsonNode pod, int place) {
        long sum = 0;
        for (JsonNode container : pod.path("c")) {
            sum += Math.max(0, RecordedCases.at(container, place));
        }
        return sum;
    }
}
