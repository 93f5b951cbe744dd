package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of the budgets while nodes are tried one after the other. One that is left with something lets any number of pods go. */
final class Budgets {
    private final List<EvictionBudget> budgets;
    private final Coverage coverage;
    private final int[] left;

    Budgets(List<EvictionBudget> budgets) {
        this(budgets, new Coverage());
    }

    /** What covers which pods is kept from step to step. */
    Budgets(List<EvictionBudget> budgets, Coverage coverage) {
        this.budgets = budgets;
        this.coverage = coverage;
        this.left = budgets.stream().mapToInt(EvictionBudget::allowed).toArray();
        coverage.show(budgets);
    }

    /** Whether any budget covers the pod, used up or not. */
    boolean cover(RunningPod pod) {
        return coverage.of(pod, budgets).length > 0;
    }

    /** Returns the first pod that the first budget used up covers, or null. */
    @Nullable
    RunningPod exhausted(List<RunningPod> pods) {
        int first = left.length;
        RunningPod last = null;
        for (RunningPod pod : pods) {
            for (int budget : coverage.of(pod, budgets)) {
                if (left[budget] < 1 && budget < first) {
                    first = budget;
                    last = pod;
                }
            }
        }
        return last;
    }

    /** Uses up what these pods need. */
    void use(List<RunningPod> pods) {
        for (RunningPod pod : pods) {
            for (int budget : coverage.of(pod, budgets)) {
                left[budget]--;
            }
        }
    }
}
