package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.elastic.Elastic;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.rollout.Rollouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The eviction API of Kubernetes: says whether disruption budgets let a task be evicted. Expected are the tasks in the system that a budget chooses,
 * healthy those of them that run, are not being stopped, and are on no node that counts as lost; of services that are rolled out the pods that are wanted, and
 * those that are ready. Where services come and go, their own count stands.
 *
 * <p>A task in more than one budget is never let go: the API answers with an error there.
 *
 * <p>Source: Kubernetes, {@code pkg/registry/core/pod/storage/eviction.go} and {@code pkg/controller/disruption}.
 */
final class Disruptions implements NodeMaintenance.Evictions, LeavingNodes.Replicas {
    private static final long RETRY_NANOS = NodeMaintenance.RETRY_SECONDS * 1_000_000_000L;

    private final Cluster cluster;
    private final TaskTable tasks;
    private final NodeFaults.Fate fate;
    private final @Nullable Elastic elastic;
    private final @Nullable Rollouts rollouts;
    private final List<BudgetSpec> budgets;
    private final int[] expected;
    private final int[] healthy;
    /** By number of the class: the places of its budgets; null where nobody has looked yet. */
    private int[][] budgetsOf = new int[16][];

    Disruptions(Cluster cluster, NodeFaults.Fate fate, @Nullable Elastic elastic, @Nullable Rollouts rollouts) {
        this.rollouts = rollouts;
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
            if (tasks.alive(task) && replica(task) == null) {
                for (int budget : budgetsOf(task)) {
                    expected[budget]++;
                    healthy[budget] += healthy(task) ? 1 : 0;
                }
            }
        }
        if (rollouts != null) {
            lookAtRollouts(rollouts);
        }
    }

    private void lookAtRollouts(Rollouts all) {
        for (Scalable each : all.unscaled()) {
            for (int budget : covering(each.taskClass())) {
                expected[budget] += each.wanted();
                healthy[budget] += each.ready();
            }
        }
    }

    private @Nullable Replica replica(int task) {
        if (elastic != null) {
            return elastic.replica(task);
        }
        return rollouts == null ? null : rollouts.replica(task);
    }

    private boolean healthy(int task) {
        Replica replica = replica(task);
        if (replica != null) {
            return replica.ready() && !replica.stopping();
        }
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
            return elastic.mayEvict(task);
        }
        Replica replica = replica(task);
        if (budgets.isEmpty() || (replica != null && replica.isPending())) {
            return true;
        }
        int[] own = budgetsOf(task);
        return own.length == 0
                || (own.length == 1
                        && budgets.get(own[0])
                                .lets(replica == null || replica.ready(), expected[own[0]], healthy[own[0]]));
    }

    @Override
    public void evict(long now, int task, long graceNanos) throws IOException {
        if (elastic == null && !budgets.isEmpty()) {
            for (int budget : budgetsOf(task)) {
                healthy[budget] -= healthy(task) ? 1 : 0;
            }
        }
        Replica replica = replica(task);
        if (elastic != null && replica != null) {
            elastic.leaves(now, task, false);
        } else if (replica != null) {
            replica.drain(now, false);
        } else {
            fate.evict(now, task, graceNanos, EvictionCause.DRAINED);
        }
    }

    @Override
    public boolean isLeaving(int task) {
        Replica replica = replica(task);
        return tasks.state(task) == TaskState.STOPPING || (replica != null && replica.stopping());
    }

    @Override
    public boolean isReplica(int task) {
        return replica(task) != null;
    }

    @Override
    public void vacate(long now, int node) throws IOException {
        if (elastic != null) {
            elastic.vacate(now, node);
        } else if (rollouts != null) {
            vacate(now, node, rollouts);
        }
    }

    private void vacate(long now, int node, Rollouts all) throws IOException {
        if (!cluster.present(node) || cluster.node(node).schedulable()) {
            return;
        }
        look();
        BitSet one = new BitSet();
        one.set(node);
        boolean more = false;
        for (int task : TasksOnNodes.of(tasks, one, TasksOnNodes.RUNNING)) {
            if (!isReplica(task) || isLeaving(task)) {
                continue;
            }
            if (!cluster.down(node) && all.answers() && allows(task)) {
                evict(now, task, 0);
            } else {
                more = true;
            }
        }
        if (more) {
            all.remind(now + RETRY_NANOS, time -> vacate(time, node, all));
        }
    }

    /** Whether an autoscaler is about to take a node away. */
    boolean leaves(int node) {
        return elastic != null && elastic.leaves(node);
    }
}
