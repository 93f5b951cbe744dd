package io.wavetank.policy;

/**
 * The nodes of a {@link ClusterView} as columns, for policies that look at many of them: the same figures as {@link NodeView}, without an
 * object in between.
 */
public interface NodeColumns {
    /** How many nodes there are. */
    int count();

    /** Whether anything new may be placed on the node. */
    boolean schedulable(int node);

    /** What the node offers of a resource. */
    long allocatable(int resource, int node);

    /** What is left of a resource. */
    long free(int resource, int node);

    /** Whether the node has taints. */
    boolean tainted(int node);
}
