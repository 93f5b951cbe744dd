package io.wavetank.policy.kubernetes.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.DisruptionBudget;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What budgets allow while pods come, run, stop and go. */
final class BudgetsTest {
    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));

    private final ClusterCache cache = new ClusterCache();

    @Test
    void pods_without_a_workload_are_expected_while_they_are_there() {
        Budgets budgets = budgets(null, new CountOrPercentage(1, false), List.of());
        PodClass web = web("default", null);
        for (int i = 0; i < 3; i++) {
            budgets.present(web, 1);
            budgets.healthy(web, 1);
        }
        assertThat(allowed(budgets)).isEqualTo(1);

        budgets.healthy(web, -1);
        assertThat(allowed(budgets)).as("one is down").isZero();

        budgets.present(web, -1);
        assertThat(allowed(budgets)).as("it is gone for good").isEqualTo(1);
    }

    @Test
    void a_workload_says_how_many_there_should_be() {
        var five = new ApiObjects.Workload("ReplicaSet", "default", "web", WEB, 5);
        Budgets budgets = budgets(new CountOrPercentage(50, true), null, List.of(five));
        PodClass web = web("default", new Owner("ReplicaSet", "web"));
        for (int i = 0; i < 4; i++) {
            budgets.present(web, 1);
            budgets.healthy(web, 1);
        }
        assertThat(allowed(budgets)).as("three of five must stay").isEqualTo(1);
    }

    @Test
    void pods_elsewhere_and_of_other_labels_do_not_count() {
        Budgets budgets = budgets(new CountOrPercentage(1, false), null, List.of());
        PodClass elsewhere = web("prod", null);
        PodClass other = cache.podClass(PodTemplate.of(Map.of("app", "db"), PodSpec.NONE));
        for (PodClass each : List.of(elsewhere, other)) {
            budgets.present(each, 1);
            budgets.healthy(each, 1);
        }
        assertThat(allowed(budgets)).isZero();
    }

    private PodClass web(String namespace, @Nullable Owner owner) {
        var spec = PodSpec.builder().namespace(namespace).owner(owner).build();
        return cache.podClass(PodTemplate.of(Map.of("app", "web"), spec));
    }

    private Budgets budgets(
            @Nullable CountOrPercentage least,
            @Nullable CountOrPercentage mostDown,
            List<ApiObjects.Workload> workloads) {
        var spec = new BudgetSpec("default", "web", WEB, least, mostDown);
        var objects = new ApiObjects(
                Collections.emptySortedMap(), List.of(), workloads, List.of(spec), Collections.emptySortedMap());
        return new Budgets(objects, cache.objects());
    }

    private int allowed(Budgets budgets) {
        budgets.publish();
        return cache.objects().budgets().stream()
                .mapToInt(DisruptionBudget::disruptionsAllowed)
                .sum();
    }
}
