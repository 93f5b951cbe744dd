package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of the budgets while nodes are tried one after the other. One that is left with something lets any number of pods go. */
final class Budgets {
    private final List<EvictionBudget> budgets;
    private final int[] left;

    Budgets(List<EvictionBudget> budgets) {
        this.budgets = budgets;
        this.left = budgets.stream().mapToInt(EvictionBudget::allowed).toArray();
    }

    /** Whether any budget covers the pod, used up or not. */
    boolean cover(RunningPod pod) {
        return budgets.stream().anyMatch(budget -> budget.covers(pod));
    }

    /** Returns the first pod that the first budget used up covers, or null. */
    @Nullable
    RunningPod exhausted(List<RunningPod> pods) {
        for (int i = 0; i < left.length; i++) {
            for (RunningPod pod : pods) {
                if (left[i] < 1 && budgets.get(i).covers(pod)) {
                    return pod;
                }
            }
        }
        return null;
    }

    /** Uses up what these pods need. */
    void use(List<RunningPod> pods) {
        for (int i = 0; i < left.length; i++) {
            for (RunningPod pod : pods) {
                left[i] -= budgets.get(i).covers(pod) ? 1 : 0;
            }
        }
    }
}
