package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.LeftOverOrder;
import io.wavetank.policy.classic.index.Shares;

/**
 * Takes the node with the least left over among those that the task fits on.
 *
 * <p>Left over is {@code free cpu / max + free memory / max + free gpu / max}, each maximum being the largest that any node of the cluster
 * offers, in fixed point ({@link Shares}, {@link Shares#leftOver}). Whether it is taken before or after the task makes no difference: the
 * task's own shares are the same on every node. Ties: the lowest-numbered node. GPU devices: the fullest that fit.
 *
 * <p>Source: best fit of D. S. Johnson, A. Demers, J. D. Ullman, M. R. Garey, R. L. Graham, "Worst-Case Performance Bounds for Simple
 * One-Dimensional Packing Algorithms", SIAM J. Comput. 3(4), 1974 ("the most nearly full bin in which it fits"). There a bin has one size;
 * the sum of shares is ours.
 */
public final class BestFit implements PlacementPolicy {
    private final LeftOverOrder order;

    /** Creates the policy of one run on a cluster. */
    public BestFit(ClusterView cluster) {
        this.order = new LeftOverOrder(cluster, false);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        order.catchUp();
        return order.first(task.taskClass(), attempt);
    }

    @Override
    public DeviceChoice deviceChoice() {
        return DeviceChoice.FULLEST;
    }
}
