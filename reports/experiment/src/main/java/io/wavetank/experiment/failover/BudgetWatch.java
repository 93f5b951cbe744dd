package io.wavetank.experiment.failover;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.sim.Eviction;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts, by looking on alone, the tasks that were told to stop for a reason that could wait though a disruption budget did not allow it. Expected are
 * tasks in the system, healthy those that run on nodes that do not count as lost and are not told to stop. A task in two budgets must not be
 * told at all.
 */
final class BudgetWatch {
    private final List<BudgetSpec> budgets;
    private final BitSet lost = new BitSet();
    private final Set<Long> stopping = new HashSet<>();
    private long violations;

    BudgetWatch(List<BudgetSpec> budgets) {
        this.budgets = budgets;
    }

    /** How many there were. */
    long violations() {
        return violations;
    }

    void clusterEvent(RunListener.ClusterMoment moment, int node) {
        if (moment == RunListener.ClusterMoment.NODE_LOST) {
            lost.set(node);
        } else if (moment == RunListener.ClusterMoment.NODE_UP) {
            lost.clear(node);
        }
    }

    void event(RunListener.Moment moment, TaskTable tasks, int task) {
        boolean told = moment == RunListener.Moment.STOPPING
                || (moment == RunListener.Moment.EVICTED && !stopping.contains(tasks.sequence(task)));
        if (moment == RunListener.Moment.STOPPING) {
            stopping.add(tasks.sequence(task));
        } else if (!told) {
            stopping.remove(tasks.sequence(task));
        }
        if (told && tasks.reason(task) instanceof Eviction why && why.cause() == EvictionCause.DRAINED) {
            List<BudgetSpec> own = budgets.stream()
                    .filter(each -> tasks.taskClass(task).coveredBy(each))
                    .toList();
            boolean may = own.isEmpty() || (own.size() == 1 && allowed(own.get(0), tasks));
            violations += may ? 0 : 1;
        }
    }

    /** Whether one more was allowed to stop than are stopping now. */
    private boolean allowed(BudgetSpec budget, TaskTable tasks) {
        int expected = 0;
        int healthy = 1;
        for (int row = 0; row < tasks.rows(); row++) {
            if (tasks.alive(row)) {
                TaskClass asks = tasks.taskClass(row);
                boolean runs = tasks.state(row) == TaskState.RUNNING && !lost.get(tasks.node(row));
                expected += asks.coveredBy(budget) ? 1 : 0;
                healthy += asks.coveredBy(budget) && runs ? 1 : 0;
            }
        }
        return budget.disruptionsAllowed(expected, healthy) > 0;
    }
}
