package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.constraint.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which budgets cover which pods, worked out once for pods of the same namespace and labels as long as the budgets are for the same. */
final class Coverage {
    private final Map<Kind, int[]> known = new HashMap<>();
    private List<Scope> scopes = List.of();

    private record Kind(String namespace, Map<String, String> labels) {}

    private record Scope(String namespace, LabelSelector selector) {}

    /** From now on these are the budgets. */
    void show(List<EvictionBudget> budgets) {
        List<Scope> now = new ArrayList<>(budgets.size());
        budgets.forEach(each -> now.add(new Scope(each.namespace(), each.selector())));
        if (!now.equals(scopes)) {
            scopes = now;
            known.clear();
        }
    }

    /** The numbers of the budgets that cover a pod, in order. */
    int[] of(RunningPod pod, List<EvictionBudget> budgets) {
        return known.computeIfAbsent(new Kind(pod.namespace(), pod.template().labels()), kind -> {
            List<Integer> covering = new ArrayList<>();
            for (int i = 0; i < budgets.size(); i++) {
                if (budgets.get(i).covers(pod)) {
                    covering.add(i);
                }
            }
            return covering.stream().mapToInt(Integer::intValue).toArray();
        });
    }
}
