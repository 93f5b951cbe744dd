package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.NodeTree;

/**
 * Takes the lowest-numbered node that the task fits on.
 *
 * <p>No ties: numbers differ. GPU devices: the lowest-numbered that fit. Found by descent in a {@link NodeTree}; the answer is that of a
 * scan from node 0.
 *
 * <p>Source: first fit of D. S. Johnson, A. Demers, J. D. Ullman, M. R. Garey, R. L. Graham, "Worst-Case Performance Bounds for Simple
 * One-Dimensional Packing Algorithms", SIAM J. Comput. 3(4), 1974. There a bin has one size; fitting in every resource is ours.
 */
public final class FirstFit implements PlacementPolicy {
    private final NodeTree nodes;

    /** Creates the policy of one run on a cluster. */
    public FirstFit(ClusterView cluster) {
        this.nodes = new NodeTree(cluster);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        nodes.catchUp();
        return nodes.first(task.taskClass(), 0, cluster.nodeCount(), attempt);
    }
}
