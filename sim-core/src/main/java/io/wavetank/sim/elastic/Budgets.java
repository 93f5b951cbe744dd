package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Scalable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The disruption budgets of a run: of services the replicas that are wanted are expected, and those that are ready are healthy; of other tasks those
 * that are in the system, and those that run.
 */
final class Budgets {
    private final Cluster cluster;
    private final List<Service> services;
    private final Scalable.@Nullable Others rolledOut;
    private final SortedMap<Long, Integer> waiting;
    private final Places places;
    private final IntFunction<@Nullable Replica> replicas;
    private boolean onlyReplicas;
    private final List<TaskClass> classes = new ArrayList<>();
    private final Map<BudgetSpec, int[]> covered = new HashMap<>();

    /** How many pods of a budget there should be, and how many are healthy. */
    private record Count(int expected, int healthy) {}

    /** Budgets over these; the last says which replicas tasks are. */
    Budgets(
            Cluster cluster,
            List<Service> services,
            Scalable.@Nullable Others rolledOut,
            SortedMap<Long, Integer> waiting,
            Places places,
            IntFunction<@Nullable Replica> replicas) {
        this.cluster = cluster;
        this.services = services;
        this.rolledOut = rolledOut;
        this.waiting = waiting;
        this.places = places;
        this.replicas = replicas;
    }

    /** What each allows now. */
    List<DisruptionBudget> now() {
        List<DisruptionBudget> now = new ArrayList<>();
        look();
        for (BudgetSpec budget : cluster.objects().budgets()) {
            Count count = count(budget);
            now.add(new DisruptionBudget(budget, budget.disruptionsAllowed(count.expected(), count.healthy())));
        }
        return now;
    }

    /**
     * Whether budgets let a task be evicted now: a replica of which nothing runs yet always, one in two budgets never, as the eviction API answers with an
     * error there.
     */
    boolean allow(int task) {
        Replica replica = replicas.apply(task);
        if (replica != null && replica.isPending()) {
            return true;
        }
        TaskClass taskClass = cluster.tasks().taskClass(task);
        BudgetSpec own = null;
        for (BudgetSpec budget : cluster.objects().budgets()) {
            if (taskClass.coveredBy(budget)) {
                if (own != null) {
                    return false;
                }
                own = budget;
            }
        }
        if (own == null) {
            return true;
        }
        look();
        Count count = count(own);
        return own.lets(replica == null || replica.ready(), count.expected(), count.healthy());
    }

    /** What is the same for all budgets: what services ask for, and whether there are tasks of others. */
    private void look() {
        onlyReplicas = places.count() + waiting.size() == replicas();
        boolean same = classes.size() == services.size();
        for (int i = 0; same && i < services.size(); i++) {
            same = classes.get(i).equals(services.get(i).replicaClass());
        }
        if (!same) {
            covered.clear();
            classes.clear();
            services.forEach(each -> classes.add(each.replicaClass()));
        }
    }

    /** The numbers of the services that a budget covers; worked out anew when any asks for something else. */
    private int[] covered(BudgetSpec budget) {
        return covered.computeIfAbsent(
                budget,
                each -> IntStream.range(0, services.size())
                        .filter(number -> services.get(number).replicaClass().coveredBy(each))
                        .toArray());
    }

    private int replicas() {
        int all = 0;
        for (Service service : services) {
            all += service.replicas().size();
        }
        return all;
    }

    private Count count(BudgetSpec budget) {
        int expected = 0;
        int healthy = 0;
        for (int number : covered(budget)) {
            expected += services.get(number).wanted();
            healthy += services.get(number).ready();
        }
        if (onlyReplicas) {
            return new Count(expected, healthy);
        }
        if (rolledOut != null) {
            for (Scalable each : rolledOut.unscaled()) {
                boolean covers = each.taskClass().coveredBy(budget);
                expected += covers ? each.wanted() : 0;
                healthy += covers ? each.ready() : 0;
            }
        }
        for (int task : waiting.values()) {
            expected += isOther(task, budget) ? 1 : 0;
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            for (int task : places.on(node)) {
                if (isOther(task, budget)) {
                    expected++;
                    TaskView view = cluster.task(task);
                    healthy += view.startNanos() >= 0 && !view.stopping() && !cluster.lost(node) ? 1 : 0;
                }
            }
        }
        return new Count(expected, healthy);
    }

    private boolean isOther(int task, BudgetSpec budget) {
        return replicas.apply(task) == null && cluster.tasks().taskClass(task).coveredBy(budget);
    }
}
