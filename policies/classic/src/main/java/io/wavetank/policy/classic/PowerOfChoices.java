package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.NodeTree;
import io.wavetank.policy.classic.index.Shares;

/**
 * Draws d of the nodes that the task fits on, with replacement, and takes the one with the most left over ({@link Shares#leftOver}, as worst
 * fit has it).
 *
 * <p>Draw i of the d is keyed by (task sequence, d * attempts + i) in the stream {@code node}. Ties: the lowest-numbered node. GPU devices:
 * the emptiest that fit.
 *
 * <p>Source: M. Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS, 2001: a customer chooses d servers
 * independently and uniformly at random and waits at the one with the fewest customers. Ours: only nodes that fit are drawn, and load is
 * measured by what is left.
 */
public final class PowerOfChoices implements PlacementPolicy {
    private final NodeTree nodes;
    private final Draws draws;
    private final int choices;
    private int[] found;

    /** Creates the policy of one run on a cluster; it draws that many times for a task. */
    public PowerOfChoices(ClusterView cluster, Draws draws, int choices) {
        if (choices < 1) {
            throw new IllegalArgumentException("At least one choice: " + choices);
        }
        this.nodes = new NodeTree(cluster);
        this.draws = draws.stream("node");
        this.choices = choices;
        this.found = new int[cluster.nodeCount()];
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        nodes.catchUp();
        if (found.length < cluster.nodeCount()) {
            found = new int[cluster.nodeCount()];
        }
        int count = nodes.all(task.taskClass(), found, attempt);
        if (count == 0) {
            return Attempt.NOWHERE;
        }
        int best = Attempt.NOWHERE;
        int bestLeftOver = -1;
        for (int i = 0; i < choices; i++) {
            int node = found[draws.below(count, task.sequence(), (long) choices * task.attempts() + i)];
            int leftOver = nodes.shares().leftOver(cluster.columns(), node);
            if (leftOver > bestLeftOver || (leftOver == bestLeftOver && node < best)) {
                best = node;
                bestLeftOver = leftOver;
            }
        }
        return best;
    }

    @Override
    public DeviceChoice deviceChoice() {
        return DeviceChoice.EMPTIEST;
    }
}
