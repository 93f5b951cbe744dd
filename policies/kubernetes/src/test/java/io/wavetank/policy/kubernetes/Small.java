package io.wavetank.policy.kubernetes;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes and pods in a line, for tests. */
public final class Small {
    /** A gibibyte. */
    public static final long GIB = 1L << 30;

    private Small() {}

    /** Labels from pairs of key and value. */
    public static SortedMap<String, String> labels(String... pairs) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    /** A node of 4 cores, 8 GiB and 110 pods. */
    public static NodeSpec node(String name, String... labels) {
        return node(name, Map.of("cpu", 4000L, "memory", 8 * GIB, "pods", 110L), labels);
    }

    /** A node that offers this. */
    public static NodeSpec node(String name, Map<String, Long> allocatable, String... labels) {
        return NodeSpec.of(name, labels(labels), allocatable);
    }

    /** A pod of one container that requests this. */
    public static PodTemplate pod(Map<String, Long> requests, String... labels) {
        return PodTemplate.of(labels(labels), spec(requests).build());
    }

    /** A pod of one container that requests 100 millicores and 1 MiB. */
    public static PodTemplate tiny(String... labels) {
        return pod(Map.of("cpu", 100L, "memory", 1L << 20), labels);
    }

    /** What a pod of one container says that requests this. */
    public static PodSpec.Builder spec(Map<String, Long> requests) {
        return PodSpec.builder().containers(List.of(ContainerSpec.of(requests)));
    }

    /** A term that means pods with a label in the declaring pod's namespace. */
    public static PodAffinityTerm term(String key, String value, String topologyKey) {
        return new PodAffinityTerm(LabelSelector.of(Map.of(key, value)), List.of(), null, topologyKey);
    }

    /** An affinity that requires these terms. */
    public static PodAffinity requiring(PodAffinityTerm... terms) {
        return new PodAffinity(List.of(terms), List.of());
    }
}
