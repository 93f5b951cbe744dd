package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.constraint.LabelSelector;

/**
 * How many pods of a kind may be evicted at the moment. Other than in preemption, a selector that asks for nothing covers all pods of the namespace.
 *
 * @param namespace where it and its pods live
 * @param selector chooses the pods
 * @param allowed how many
 */
public record EvictionBudget(String namespace, LabelSelector selector, int allowed) {
    boolean covers(RunningPod pod) {
        return pod.namespace().equals(namespace)
                && selector.matches(pod.template().labels());
    }
}
