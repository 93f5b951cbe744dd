package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.NodeTree;

/**
 * Stays with the node of the last placement while tasks fit there, and else goes on to the next node, by number and around the end, that the
 * task fits on. Begins at node 0.
 *
 * <p>No ties: numbers differ. GPU devices: the lowest-numbered that fit. A placement counts when it is decided, even if it is refused later.
 *
 * <p>Source: definition here. It is not next fit as bin packing has it, where bins that were left are never opened again: nodes are few and
 * empty themselves, so the search goes around.
 */
public final class NextFit implements PlacementPolicy {
    private final NodeTree nodes;
    private int current;

    /** Creates the policy of one run on a cluster. */
    public NextFit(ClusterView cluster) {
        this.nodes = new NodeTree(cluster);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        nodes.catchUp();
        int node = nodes.firstAround(task.taskClass(), current, attempt);
        if (node != Attempt.NOWHERE) {
            current = node;
        }
        return node;
    }
}
