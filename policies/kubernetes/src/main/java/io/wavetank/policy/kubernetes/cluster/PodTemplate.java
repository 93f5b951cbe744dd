package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pods of one kind have in common: everything that a filter or a score looks at, and so not the priority.
 *
 * @param labels the pods' labels
 * @param nodeSelector labels that a node must have
 * @param tolerations the taints that they put up with
 * @param spec the rest
 */
public record PodTemplate(
        SortedMap<String, String> labels,
        SortedMap<String, String> nodeSelector,
        List<Toleration> tolerations,
        PodSpec spec) {
    /** Copies its parts. */
    public PodTemplate {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
    }

    /** Returns a template without node selector and tolerations. */
    public static PodTemplate of(Map<String, String> labels, PodSpec spec) {
        return new PodTemplate(new TreeMap<>(labels), Collections.emptySortedMap(), List.of(), spec);
    }

    /**
     * Returns the template of a task. One that names no containers is taken for a pod of a single container that requests the task's CPU,
     * memory and scratch space, each where it is not 0.
     */
    public static PodTemplate of(TaskClass task) {
        return new PodTemplate(task.labels(), task.nodeSelector(), task.tolerations(), spec(task));
    }

    private static PodSpec spec(TaskClass task) {
        PodSpec spec = task.pod();
        if (!spec.containers().isEmpty()) {
            return spec;
        }
        var requests = new TreeMap<String, Long>();
        put(requests, "cpu", task.request(Resources.CPU));
        put(requests, "memory", task.request(Resources.MEMORY));
        put(requests, "ephemeral-storage", task.request(Resources.EPHEMERAL_STORAGE));
        return spec.withContainers(List.of(ContainerSpec.of(requests)));
    }

    private static void put(SortedMap<String, Long> requests, String name, long amount) {
        if (amount > 0) {
            requests.put(name, amount);
        }
    }
}
