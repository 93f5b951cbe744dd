package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.NodeTree;

/**
 * Takes the next node after that of the last placement, by number and around the end, that the task fits on. Begins at node 0.
 *
 * <p>No ties: numbers differ. GPU devices: the lowest-numbered that fit. A placement counts when it is decided, even if it is refused later.
 *
 * <p>Source: definition here.
 */
public final class RoundRobin implements PlacementPolicy {
    private final NodeTree nodes;
    private int next;

    /** Creates the policy of one run on a cluster. */
    public RoundRobin(ClusterView cluster) {
        this.nodes = new NodeTree(cluster);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        nodes.catchUp();
        int node = nodes.firstAround(task.taskClass(), next, attempt);
        if (node != Attempt.NOWHERE) {
            next = node + 1 < cluster.nodeCount() ? node + 1 : 0;
        }
        return node;
    }
}
