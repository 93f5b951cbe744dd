package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.LeftOverOrder;
import io.wavetank.policy.classic.index.Shares;

/**
 * Takes the node with the most left over among those that the task fits on: {@link BestFit} turned round, with the same measure ({@link
 * Shares#leftOver}).
 *
 * <p>Ties: the lowest-numbered node. GPU devices: the emptiest that fit.
 *
 * <p>Source: definition here, as the opposite of best fit, which is what the name commonly means.
 */
public final class WorstFit implements PlacementPolicy {
    private final LeftOverOrder order;

    /** Creates the policy of one run on a cluster. */
    public WorstFit(ClusterView cluster) {
        this.order = new LeftOverOrder(cluster, true);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        order.catchUp();
        return order.first(task.taskClass(), attempt);
    }

    @Override
    public DeviceChoice deviceChoice() {
        return DeviceChoice.EMPTIEST;
    }
}
