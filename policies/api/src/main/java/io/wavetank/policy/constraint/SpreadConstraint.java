package io.wavetank.policy.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How evenly pods must be spread over the domains of a topology, such as zones or hosts.
 *
 * @param maxSkew by how much a domain may exceed the emptiest one, at least 1
 * @param topologyKey the node label whose values are the domains
 * @param hard whether a node that breaks it is out ({@code DoNotSchedule}) or merely worse ({@code ScheduleAnyway})
 * @param selector chooses the pods that are counted; null chooses none
 * @param minDomains with fewer domains than this the emptiest one counts as empty; 1 where nothing is said
 * @param honorNodeAffinity whether only nodes that the pod's node selector and required node affinity allow are counted
 * @param honorNodeTaints whether only nodes whose taints the pod tolerates are counted
 * @param matchLabelKeys keys of the pod's labels that are added to the selector with the pod's values
 */
public record SpreadConstraint(
        int maxSkew,
        String topologyKey,
        boolean hard,
        @Nullable LabelSelector selector,
        int minDomains,
        boolean honorNodeAffinity,
        boolean honorNodeTaints,
        List<String> matchLabelKeys) {
    /** Checks the amounts and copies the keys. */
    public SpreadConstraint {
        if (maxSkew < 1 || minDomains < 1) {
            throw new IllegalArgumentException("Must be at least 1: maxSkew=" + maxSkew + ", minDomains=" + minDomains);
        }
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }

    /** Returns the constraint with everything else at its default: node affinity honoured, taints ignored. */
    public static SpreadConstraint of(int maxSkew, String topologyKey, boolean hard, @Nullable LabelSelector selector) {
        return new SpreadConstraint(maxSkew, topologyKey, hard, selector, 1, true, false, List.of());
    }
}
