package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.elastic.Elastic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The eviction API of Kubernetes: says whether disruption budgets let a task be evicted. Expected are the tasks in the system that a budget chooses,
 * healthy those of them that run, are not being stopped, and are on no node that counts as lost. Where services come and go, their own count stands.
 *
 * <p>A task in more than one budget is never let go: the API answers with an error there.
 *
 * <p>Source: Kubernetes, {@code pkg/registry/core/pod/storage/eviction.go} and {@code pkg/controller/disruption}.
 */
final class Disruptions implements NodeMaintenance.Evictions, LeavingNodes.Replicas {
    private final Cluster cluster;
    private final TaskTable tasks;
    private final NodeFaults.Fate fate;
    private final @Nullable Elastic elastic;
    private final List<BudgetSpec> budgets;
    private final int[] expected;
    private final int[] healthy;
    /** By number of the class: the places of its budgets; null where nobody has looked yet. */
    private int[][] budgetsOf = new int[16][];

    Disruptions(Cluster cluster, NodeFaults.Fate fate, @Nullable Elastic elastic) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.fate = fate;
        this.elastic = elastic;
        this.budgets = cluster.objects().budgets();
        this.expected = new int[budgets.size()];
        this.healthy = new int[budgets.size()];
    }

    @Override
    public void look() {
        if (budgets.isEmpty() || elastic != null) {
            return;
        }
        Arrays.fill(expected, 0);
        Arrays.fill(healthy, 0);
        budgetsOf = new int[16][]; // the numbers of classes are given again
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task)) {
                for (int budget : budgetsOf(task)) {
                    expected[budget]++;
                    healthy[budget] += healthy(task) ? 1 : 0;
                }
            }
        }
    }

    private boolean healthy(int task) {
        return tasks.state(task) == TaskState.RUNNING && !cluster.lost(tasks.node(task));
    }

    private int[] budgetsOf(int task) {
        int number = tasks.classIndex(task);
        if (number >= budgetsOf.length) {
            budgetsOf = Arrays.copyOf(budgetsOf, 2 * number);
        }
        int[] known = budgetsOf[number];
        if (known == null) {
            known = covering(tasks.taskClass(task));
            budgetsOf[number] = known;
        }
        return known;
    }

    private int[] covering(TaskClass taskClass) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < budgets.size(); i++) {
            if (taskClass.coveredBy(budgets.get(i))) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean allows(int task) {
        if (elastic != null) {
            return elastic.mayLeave(task);
        }
        int[] own = budgets.isEmpty() ? new int[0] : budgetsOf(task);
        return own.length == 0
                || (own.length == 1 && budgets.get(own[0]).disruptionsAllowed(expected[own[0]], healthy[own[0]]) > 0);
    }

    @Override
    public void evict(long now, int task, long graceNanos) throws IOException {
        if (elastic != null && elastic.isReplica(task)) {
            elastic.leaves(now, task, false);
            return;
        }
        if (elastic == null && !budgets.isEmpty()) {
            for (int budget : budgetsOf(task)) {
                healthy[budget] -= healthy(task) ? 1 : 0;
            }
        }
        fate.evict(now, task, graceNanos, EvictionCause.DRAINED);
    }

    @Override
    public boolean isReplica(int task) {
        return elastic != null && elastic.isReplica(task);
    }

    @Override
    public void vacate(long now, int node) throws IOException {
        if (elastic != null) {
            elastic.vacate(now, node);
        }
    }

    /** Whether an autoscaler is about to take a node away. */
    boolean leaves(int node) {
        return elastic != null && elastic.leaves(node);
    }
}
