package io.wavetank.policy.kubernetes.profile;

import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.cluster.Topology;
import java.util.List;

/**
 * How PodTopologySpread treats pods without constraints of their own, and which parts of constraints count.
 *
 * @param system whether the defaults are those built in; nodes that lack a key then take part all the same
 * @param defaults constraints of pods that have none; their selectors are worked out from services and workloads
 * @param minDomains whether {@code minDomains} counts
 * @param matchLabelKeys whether {@code matchLabelKeys} count
 */
public record SpreadArguments(
        boolean system, List<SpreadConstraint> defaults, boolean minDomains, boolean matchLabelKeys) {
    private static final List<SpreadConstraint> SYSTEM_DEFAULTS = List.of(
            SpreadConstraint.of(3, Topology.HOSTNAME, false, null), SpreadConstraint.of(5, Topology.ZONE, false, null));

    /** Copies the constraints. */
    public SpreadArguments {
        defaults = List.copyOf(defaults);
    }

    /** Returns the built-in defaults: three per host, five per zone, both soft. */
    public static SpreadArguments system(boolean minDomains, boolean matchLabelKeys) {
        return new SpreadArguments(true, SYSTEM_DEFAULTS, minDomains, matchLabelKeys);
    }

    /** Returns the constraints given, or none. */
    public static SpreadArguments list(List<SpreadConstraint> defaults, boolean minDomains, boolean matchLabelKeys) {
        return new SpreadArguments(false, defaults, minDomains, matchLabelKeys);
    }
}
