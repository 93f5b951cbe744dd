package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.DisruptionBudget;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Works out how many disruptions each budget allows, as the disruption controller does: healthy are the pods that run and are not being
 * stopped; expected are, for the pods of a workload that says how many there should be, that many, and for others those that are there,
 * pending ones included.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/controller/disruption/disruption.go}.
 */
final class Budgets {
    private static final int ABSENT = -1;

    private final List<BudgetSpec> specs;
    private final ClusterObjects objects;
    private final Map<String, Integer> workloads = new HashMap<>();
    private final List<Integer> replicas = new ArrayList<>();
    private final Map<PodClass, int[]> coveredBy = new HashMap<>();
    private final int[] healthy;
    private final int[] unowned;
    /** How many pods of each workload are there, by budget. */
    private final List<TreeMap<Integer, Integer>> owned = new ArrayList<>();

    private boolean changed = true;

    Budgets(ApiObjects all, ClusterObjects objects) {
        this.specs = all.budgets();
        this.objects = objects;
        this.healthy = new int[specs.size()];
        this.unowned = new int[specs.size()];
        specs.forEach(each -> owned.add(new TreeMap<>()));
        for (ApiObjects.Workload workload : all.workloads()) {
            if (workload.replicas() >= 0) {
                workloads.put(key(workload.kind(), workload.namespace(), workload.name()), replicas.size());
                replicas.add(workload.replicas());
            }
        }
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    /** A pod of this kind came ({@code sign} 1) or is gone for good (-1). */
    void present(PodClass pod, int sign) {
        for (int budget : covering(pod)) {
            int workload = workload(pod);
            if (workload == ABSENT) {
                unowned[budget] += sign;
            } else {
                owned.get(budget).merge(workload, sign, (one, other) -> one + other == 0 ? null : one + other);
            }
            changed = true;
        }
    }

    /** A pod of this kind began ({@code sign} 1) or ceased (-1) to be healthy. */
    void healthy(PodClass pod, int sign) {
        for (int budget : covering(pod)) {
            healthy[budget] += sign;
            changed = true;
        }
    }

    /** Puts the budgets as they are now where preemption looks for them. */
    void publish() {
        if (!changed) {
            return;
        }
        changed = false;
        for (int i = 0; i < specs.size(); i++) {
            BudgetSpec spec = specs.get(i);
            int expected = unowned[i];
            for (int workload : owned.get(i).keySet()) {
                expected += replicas.get(workload);
            }
            objects.putBudget(new DisruptionBudget(
                    spec.namespace(),
                    spec.name(),
                    spec.selector(),
                    spec.disruptionsAllowed(expected, healthy[i]),
                    Collections.emptySortedSet()));
        }
    }

    private int workload(PodClass pod) {
        Owner owner = pod.spec().owner();
        return owner == null
                ? ABSENT
                : workloads.getOrDefault(key(owner.kind(), pod.namespace(), owner.name()), ABSENT);
    }

    private int[] covering(PodClass pod) {
        int[] known = coveredBy.get(pod);
        if (known == null) {
            int[] some = new int[specs.size()];
            int count = 0;
            for (int i = 0; i < some.length; i++) {
                if (covers(specs.get(i), pod)) {
                    some[count++] = i;
                }
            }
            known = Arrays.copyOf(some, count);
            coveredBy.put(pod, known);
        }
        return known;
    }

    private static boolean covers(BudgetSpec budget, PodClass pod) {
        return budget.namespace().equals(pod.namespace())
                && !budget.selector().isEmpty()
                && budget.selector().matches(pod.labels());
    }
}
