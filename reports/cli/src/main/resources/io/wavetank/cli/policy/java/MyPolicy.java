package my.policies;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;

/** Takes, of the nodes that the task fits on, the one with the most memory left; the lowest-numbered of equals. */
public final class MyPolicy implements PlacementPolicy {
    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        int best = Attempt.NOWHERE;
        long most = -1;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            long left = cluster.columns().free(Resources.MEMORY, node);
            if (left > most && Feasibility.fits(task.taskClass(), cluster, node)) {
                best = node;
                most = left;
            }
        }
        attempt.scored(cluster.nodeCount());
        return best;
    }
}
