package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.constraint.LabelSelector;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a group may be taken down at the moment ({@code PodDisruptionBudget}).
 *
 * @param namespace where it and its pods live
 * @param name its name
 * @param selector chooses the pods; null and empty choose none
 * @param disruptionsAllowed how many may still be taken down
 * @param disruptedPods names of pods whose eviction is already accounted for
 */
public record DisruptionBudget(
        String namespace,
        String name,
        @Nullable LabelSelector selector,
        int disruptionsAllowed,
        SortedSet<String> disruptedPods) {
    /** Copies the names. */
    public DisruptionBudget {
        disruptedPods = Collections.unmodifiableSortedSet(new TreeSet<>(disruptedPods));
    }

    /** Whether taking this pod down uses the budget up. */
    public boolean covers(Pod pod) {
        PodClass kind = pod.podClass();
        return !kind.labels().isEmpty()
                && kind.namespace().equals(namespace)
                && selector != null
                && !selector.isEmpty()
                && selector.matches(kind.labels())
                && !disruptedPods.contains(pod.name());
    }
}
