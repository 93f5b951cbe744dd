package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What pods on a node that is yet to come ask for together. */
final class Requests {
    private static final String PODS = "pods";
    /** Pods with more CPU go first, then those with more memory. */
    static final Comparator<PodTemplate> LARGEST_FIRST = Comparator.comparing(
                    (PodTemplate pod) -> -of(pod).getOrDefault("cpu", 0L))
            .thenComparing(pod -> -of(pod).getOrDefault("memory", 0L));

    private final SortedMap<String, Long> sum = new TreeMap<>();

    /** What one pod asks for. */
    static SortedMap<String, Long> of(PodTemplate pod) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        for (ContainerSpec container : pod.spec().containers()) {
            container.requests().forEach((name, amount) -> amounts.merge(name, amount, Long::sum));
        }
        amounts.put(PODS, 1L);
        return amounts;
    }

    /** The same pod, without wishes about other pods. */
    static PodTemplate alone(PodTemplate pod) {
        PodSpec spec = pod.spec();
        if (spec.podAffinity().isEmpty()
                && spec.podAntiAffinity().isEmpty()
                && spec.spread().isEmpty()) {
            return pod;
        }
        PodSpec left = PodSpec.builder()
                .namespace(spec.namespace())
                .containers(spec.containers())
                .initContainers(spec.initContainers())
                .overhead(spec.overhead())
                .nodeAffinity(spec.nodeAffinity())
                .build();
        return new PodTemplate(pod.labels(), pod.nodeSelector(), pod.tolerations(), left);
    }

    void add(PodTemplate pod) {
        of(pod).forEach((name, amount) -> sum.merge(name, amount, Long::sum));
    }

    /** Whether a node offers what they and one more ask for. */
    boolean fits(PodTemplate more, NodeSpec node) {
        SortedMap<String, Long> one = of(more);
        for (Map.Entry<String, Long> each : one.entrySet()) {
            long asked = each.getValue() + sum.getOrDefault(each.getKey(), 0L);
            if (asked > node.allocatable().getOrDefault(each.getKey(), 0L) && each.getValue() > 0) {
                return false;
            }
        }
        return true;
    }
}
