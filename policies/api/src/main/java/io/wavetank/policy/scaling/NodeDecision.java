package io.wavetank.policy.scaling;

/** What a {@link NodeAutoscaler} wants done. */
public sealed interface NodeDecision {
    /**
     * Asks for more nodes of a group. They boot, some in vain; what the group or the account may not have is not given.
     *
     * @param group the number of the group
     * @param nodes how many more; positive
     */
    record Provision(int group, int nodes) implements NodeDecision {
        /** Checks the number. */
        public Provision {
            if (nodes < 1) {
                throw new IllegalArgumentException("Not a number of nodes to add: " + nodes);
            }
        }
    }

    /**
     * Lets a node go: it takes nothing new, its tasks are evicted as budgets allow, and when it is empty it is gone for good. A node that cannot be
     * emptied in time is left where it is.
     *
     * @param node the number of the node
     * @param patienceNanos how long emptying it may take; then it is given up and takes new tasks again
     * @param reason why, in a word or two
     */
    record Drain(int node, long patienceNanos, String reason) implements NodeDecision {}

    /**
     * Has a node take nothing new, or lets it again; nothing leaves it for that.
     *
     * @param node the number of the node
     * @param closed whether it takes nothing new
     */
    record Close(int node, boolean closed) implements NodeDecision {}
}
