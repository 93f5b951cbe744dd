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
        int desired = desired(expected);
        return expected <= 0 ? 0 : Math.max(0, healthy - desired);
    }

    /**
     * Whether a pod that runs may be evicted: while more may be taken down, and one that is not ready also while as many are healthy as must be.
     *
     * <p>Source: Kubernetes, {@code pkg/registry/core/pod/storage/eviction.go} with {@code unhealthyPodEvictionPolicy: IfHealthyBudget}, the default.
     */
    public boolean lets(boolean ready, int expected, int healthy) {
        int desired = desired(expected);
        return disruptionsAllowed(expected, healthy) > 0 || (!ready && desired > 0 && healthy >= desired);
    }

    private int desired(int expected) {
        if (maxUnavailable != null) {
            return Math.max(0, expected - maxUnavailable.of(expected));
        } else if (minAvailable != null) {
            return minAvailable.of(expected);
        }
        throw new IllegalStateException("A budget without a bound: " + name);
    }
}
