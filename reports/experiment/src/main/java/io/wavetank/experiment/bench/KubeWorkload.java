package io.wavetank.experiment.bench;

import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.cluster.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@link KubeBench} schedules: an empty cluster of nodes with 32 cores and 128 GiB in three zones, and pods of 100 to 550 millicores and
 * 128 to 2176 MiB in a number of classes, no two of which ask for the same.
 */
final class KubeWorkload {
    private static final long MIB = 1L << 20;
    private static final long NODE_MEMORY_BYTES = 128L << 30;
    private static final long NODE_CPU_MILLIS = 32_000;
    private static final long NODE_PODS = 110;
    private static final int ZONES = 3;
    private static final int LEAST_CPU_MILLIS = 100;
    private static final int CPU_CHOICES = 451;
    private static final int LEAST_MEMORY_MIB = 128;
    private static final int MEMORY_CHOICES = 2049;
    private static final int ZONE_SKEW = 5;
    private static final int HOST_SKEW = 1;
    private static final int PREFERENCE = 100;

    /** The most classes that there can be. */
    static final int MOST_CLASSES = CPU_CHOICES * MEMORY_CHOICES / 2;

    private final KubeBench.Kind kind;
    private final Draws classDraws;
    private final List<PodTemplate> templates;

    KubeWorkload(KubeBench.Kind kind, int classes, long seed) {
        this.kind = kind;
        var draws = new Draws(seed, 0);
        this.classDraws = draws.stream("class of pod");
        this.templates = templates(classes, draws.stream("requests of class"));
    }

    private List<PodTemplate> templates(int classes, Draws draws) {
        Set<Integer> taken = new HashSet<>();
        List<PodTemplate> made = new ArrayList<>();
        for (long k = 0; made.size() < classes; k++) {
            int choice = draws.below(CPU_CHOICES * MEMORY_CHOICES, 0, k);
            if (taken.add(choice)) {
                made.add(template(
                        "app-" + made.size(),
                        LEAST_CPU_MILLIS + choice % CPU_CHOICES,
                        (LEAST_MEMORY_MIB + choice / CPU_CHOICES) * MIB));
            }
        }
        return made;
    }

    private PodTemplate template(String app, long cpuMillis, long memoryBytes) {
        Map<String, String> labels = Map.of("app", app);
        LabelSelector alike = LabelSelector.of(labels);
        var spec = PodSpec.builder()
                .containers(List.of(ContainerSpec.of(Map.of("cpu", cpuMillis, "memory", memoryBytes))));
        switch (kind) {
            case PLAIN, ADAPTIVE -> {}
            case SPREAD ->
                spec.spread(List.of(
                        SpreadConstraint.of(ZONE_SKEW, Topology.ZONE, true, alike),
                        SpreadConstraint.of(HOST_SKEW, Topology.HOSTNAME, false, alike)));
            case ANTI_AFFINITY ->
                spec.podAntiAffinity(new PodAffinity(
                        List.of(),
                        List.of(new WeightedPodTerm(
                                PREFERENCE, new PodAffinityTerm(alike, List.of(), null, Topology.HOSTNAME)))));
        }
        return PodTemplate.of(labels, spec.build());
    }

    /** Returns the empty cluster. */
    static ClusterCache cluster(int nodes) {
        var cluster = new ClusterCache();
        for (int i = 0; i < nodes; i++) {
            String name = String.format(Locale.ROOT, "node-%06d", i);
            cluster.putNode(NodeSpec.of(
                    name,
                    Map.of(Topology.HOSTNAME, name, Topology.ZONE, "zone-" + i % ZONES),
                    Map.of("cpu", NODE_CPU_MILLIS, "memory", NODE_MEMORY_BYTES, "pods", NODE_PODS)));
        }
        return cluster;
    }

    /** Returns the first pods that come to a cluster. */
    Pod[] pods(int count, ClusterCache cluster) {
        PodClass[] classes = templates.stream().map(cluster::podClass).toArray(PodClass[]::new);
        Pod[] pods = new Pod[count];
        for (int i = 0; i < count; i++) {
            pods[i] = new Pod("pod-" + i, classes[classDraws.below(classes.length, i, 0)], 0, i);
        }
        return pods;
    }
}
