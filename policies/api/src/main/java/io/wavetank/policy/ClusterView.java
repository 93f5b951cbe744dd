package io.wavetank.policy;

import io.wavetank.policy.constraint.ApiObjects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as a policy sees it: read-only, nodes in stable order, as of a version, with a feed of what changed since a version.
 *
 * <p>The view shows the state at the instant of the event being handled. A decision takes effect after the policy's thinking time against
 * the truth of that moment, and may then be refused.
 */
public interface ClusterView {
    /** The resources of this cluster. */
    Resources resources();

    /**
     * How many nodes there are or were, numbered from 0: those that are down keep their number, as do those that are gone for good
     * ({@link NodeView#present}); those that come while a run goes on get the next ones.
     */
    int nodeCount();

    /** Returns a node. */
    NodeView node(int index);

    /** The nodes as columns. */
    NodeColumns columns();

    /** Returns a task that has been submitted and has not ended. */
    TaskView task(int index);

    /** What the cluster holds besides nodes and tasks; the same for the whole run. */
    default ApiObjects objects() {
        return ApiObjects.NONE;
    }

    /** What tasks use; null if nobody measures it. */
    default @Nullable TaskUsage usage() {
        return null;
    }

    /** How many changes there have been; grows by one a change. */
    long version();

    /**
     * Tells the visitor of every change since {@code version}, oldest first.
     *
     * @param version what {@link #version()} returned some time ago
     * @return false, with the visitor untouched, if the feed does not reach back that far: read everything anew
     */
    boolean changesSince(long version, ChangeVisitor visitor);

    /** Takes in changes of nodes, one at a time. */
    @FunctionalInterface
    interface ChangeVisitor {
        /**
         * A node changed.
         *
         * @param node which
         * @param mayFitMore whether more may fit on it than before (something was freed, or the node came up); false if only less does
         */
        void changed(int node, boolean mayFitMore);
    }
}
