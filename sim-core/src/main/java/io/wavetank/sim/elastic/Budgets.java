package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntPredicate;

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
        for (BudgetSpec budget : cluster.objects().budgets()) {
            now.add(new DisruptionBudget(budget, allowed(budget)));
        }
        return now;
    }

    /** Whether budgets let a task of a class be evicted now; one in two budgets is never let go, as the eviction API answers with an error there. */
    boolean allow(TaskClass taskClass) {
        int own = 0;
        for (BudgetSpec budget : cluster.objects().budgets()) {
            if (taskClass.coveredBy(budget) && (++own > 1 || allowed(budget) < 1)) {
                return false;
            }
        }
        return true;
    }

    private int allowed(BudgetSpec budget) {
        int expected = 0;
        int healthy = 0;
        for (Service service : services) {
            if (service.replicaClass().coveredBy(budget)) {
                expected += service.wanted();
                healthy += service.ready();
            }
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
