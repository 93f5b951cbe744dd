package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The disruption budgets of a run: of services the replicas that are wanted are expected, and those that are ready are healthy; of other tasks those
 * that are in the system, and those that run.
 */
final class Budgets {
    private final Cluster cluster;
    private final List<Service> services;
    private final SortedMap<Long, Integer> waiting;
    private final Places places;
    private final IntPredicate ofService;
    private boolean onlyReplicas;
    private final List<TaskClass> classes = new ArrayList<>();
    private final Map<BudgetSpec, int[]> covered = new HashMap<>();

    /** Budgets over these; the last says which tasks are replicas. */
    Budgets(
            Cluster cluster,
            List<Service> services,
            SortedMap<Long, Integer> waiting,
            Places places,
            IntPredicate ofService) {
        this.ofService = ofService;
        this.cluster = cluster;
        this.services = services;
        this.waiting = waiting;
        this.places = places;
    }

    /** What each allows now. */
    List<DisruptionBudget> now() {
        List<DisruptionBudget> now = new ArrayList<>();
        look();
        for (BudgetSpec budget : cluster.objects().budgets()) {
            now.add(new DisruptionBudget(budget, allowed(budget)));
        }
        return now;
    }

    /** Whether budgets let a task of a class be evicted now; one in two budgets is never let go, as the eviction API answers with an error there. */
    boolean allow(TaskClass taskClass) {
        int own = 0;
        look();
        for (BudgetSpec budget : cluster.objects().budgets()) {
            if (taskClass.coveredBy(budget) && (++own > 1 || allowed(budget) < 1)) {
                return false;
            }
        }
        return true;
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

    private int allowed(BudgetSpec budget) {
        int expected = 0;
        int healthy = 0;
        for (int number : covered(budget)) {
            expected += services.get(number).wanted();
            healthy += services.get(number).ready();
        }
        if (onlyReplicas) {
            return budget.disruptionsAllowed(expected, healthy);
        }
        for (int task : waiting.values()) {
            expected += !ofService.test(task) && cluster.tasks().taskClass(task).coveredBy(budget) ? 1 : 0;
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            for (int task : places.on(node)) {
                if (!ofService.test(task) && cluster.tasks().taskClass(task).coveredBy(budget)) {
                    expected++;
                    TaskView view = cluster.task(task);
                    healthy += view.startNanos() >= 0 && !view.stopping() && !cluster.lost(node) ? 1 : 0;
                }
            }
        }
        return budget.disruptionsAllowed(expected, healthy);
    }
}
