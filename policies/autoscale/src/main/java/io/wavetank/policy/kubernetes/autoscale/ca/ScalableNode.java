package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import org.jspecify.annotations.Nullable;

/**
 * A node that may go.
 *
 * @param spec the node; one that is to be deleted has the taint that says so
 * @param group the group that it belongs to, or null if nobody scales it
 * @param mayGo false if an annotation keeps it from being removed
 * @param toBeDeletedSinceMillis when it was tainted in order to be deleted, or null if it was not
 * @param ready whether it reports to be ready
 */
public record ScalableNode(
        NodeSpec spec,
        @Nullable String group,
        boolean mayGo,
        @Nullable Long toBeDeletedSinceMillis,
        boolean ready) {
    private static final long DELETION_MILLIS = 300_000;

    /** Its name. */
    public String name() {
        return spec.name();
    }

    /** Whether it was tainted so recently that its deletion may still be under way. */
    boolean beingDeleted(long nowMillis) {
        return toBeDeletedSinceMillis != null && nowMillis - toBeDeletedSinceMillis < DELETION_MILLIS;
    }
}
