package io.wavetank.policy.constraint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a group must stay up, or may be down ({@code PodDisruptionBudget}). One of the two is given, the other null.
 *
 * @param namespace where it and its pods live
 * @param name its name
 * @param selector chooses the pods
 * @param minAvailable how many must stay up
 * @param maxUnavailable how many may be down
 */
public record BudgetSpec(
        String namespace,
        String name,
        LabelSelector selector,
        @Nullable CountOrPercentage minAvailable,
        @Nullable CountOrPercentage maxUnavailable) {
    /** Checks that one bound is given. */
    public BudgetSpec {
        if ((minAvailable == null) == (maxUnavailable == null)) {
            throw new IllegalArgumentException("Budget " + name + " must have either minAvailable or maxUnavailable");
        }
    }

    /** Whether it is about pods of a namespace with these labels. */
    public boolean covers(String podNamespace, Map<String, String> labels) {
        return namespace.equals(podNamespace) && selector.matches(labels);
    }

    /**
     * Returns how many more pods may be taken down.
     *
     * @param expected how many pods there should be
     * @param healthy how many run, without those that are being stopped
     */
    public int disruptionsAllowed(int expected, int healthy) {
        int desired;
        if (maxUnavailable != null) {
            desired = Math.max(0, expected - maxUnavailable.of(expected));
        } else if (minAvailable != null) {
            desired = minAvailable.of(expected);
        } else {
            throw new IllegalStateException("A budget without a bound: " + name);
        }
        return expected <= 0 ? 0 : Math.max(0, healthy - desired);
    }
}
