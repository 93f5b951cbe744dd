package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.constraint.PodAffinityTerm;

/**
 * A pod affinity term with the topology key as a number.
 *
 * @param term what it says
 * @param namespace the namespace of the pods that declare it
 * @param key the number of its topology key
 * @param weight what it counts for, 0 where it is required
 */
public record AffinityTerm(PodAffinityTerm term, String namespace, int key, int weight) {
    /** Whether pods of a kind are among those meant. */
    public boolean matches(PodClass other, ClusterObjects objects) {
        return term.matches(namespace, other.namespace(), objects.namespaceLabels(other.namespace()), other.labels());
    }
}
