package io.wavetank.policy.kubernetes.autoscale.ca;

import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.OPTIONS;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.budget;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.cluster;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.node;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.autoscale.ca.Unremovable.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Worked out by hand: nodes of 4 cores, of which half may be used. */
final class ScaleDownPlannerTest {
    private static Map<String, Reason> reasons(ScaleDownPlanner.Plan plan) {
        Map<String, Reason> reasons = new TreeMap<>();
        plan.unremovable().forEach((name, why) -> reasons.put(name, why.reason()));
        return reasons;
    }

    @Test
    void a_node_goes_when_it_was_unneeded_for_longer_than_ten_minutes() {
        var cluster = cluster(List.of(node("a"), node("b")), List.of(pod("p", "a", 1_000), pod("q", "b", 2_000)), 1);
        var planner = new ScaleDownPlanner(OPTIONS);

        assertThat(planner.step(cluster, 0).unneeded()).containsExactly("a");
        assertThat(planner.step(cluster, 600_000).deleteDrain()).isEmpty();
        assertThat(planner.step(cluster, 600_001).deleteDrain()).containsExactly("a");
        assertThat(planner.step(cluster, 600_002).deleteEmpty()).isEmpty();
    }

    @Test
    void a_node_that_is_needed_in_between_begins_anew() {
        var idle = cluster(List.of(node("a"), node("b")), List.of(pod("q", "b", 2_000)), 1);
        var busy = cluster(List.of(node("a"), node("b")), List.of(pod("p", "a", 2_000), pod("q", "b", 2_000)), 1);
        var planner = new ScaleDownPlanner(OPTIONS);

        planner.step(idle, 0);
        assertThat(reasons(planner.step(busy, 300_000))).containsEntry("a", Reason.NOT_UNDERUTILIZED);
        assertThat(planner.step(idle, 601_000).deleteEmpty()).isEmpty();
        assertThat(planner.step(idle, 1_201_001).deleteEmpty()).containsExactly("a");
    }

    @Test
    void a_group_keeps_its_minimum() {
        var cluster = cluster(List.of(node("a"), node("b")), List.of(), 2);
        var planner = new ScaleDownPlanner(OPTIONS);

        planner.step(cluster, 0);
        var plan = planner.step(cluster, 700_000);

        assertThat(plan.unneeded()).containsExactly("a", "b");
        assertThat(plan.deleteEmpty()).isEmpty();
    }

    @Test
    void a_node_whose_pods_find_no_place_is_left_alone_for_five_minutes() {
        var cluster = cluster(List.of(node("a"), node("b")), List.of(pod("p", "a", 1_500), pod("q", "b", 3_000)), 0);
        var planner = new ScaleDownPlanner(OPTIONS);

        assertThat(reasons(planner.step(cluster, 0))).containsEntry("a", Reason.NO_PLACE_TO_MOVE_PODS);
        assertThat(reasons(planner.step(cluster, 299_999))).containsEntry("a", Reason.RECENTLY_UNREMOVABLE);
        assertThat(reasons(planner.step(cluster, 300_000))).containsEntry("a", Reason.NO_PLACE_TO_MOVE_PODS);
    }

    @Test
    void what_moved_from_one_node_weighs_on_the_next_and_on_the_budget() {
        var nodes = List.of(node("a"), node("b"));
        var pods = List.of(pod("p", "a", 500), pod("q", "b", 500));

        var plan = new ScaleDownPlanner(OPTIONS).step(cluster(nodes, pods, 0, budget("default", 1)), 0);

        assertThat(plan.unneeded()).containsExactly("a");
        assertThat(reasons(plan)).containsExactly(Map.entry("b", Reason.BLOCKED_BY_POD));
        assertThat(reasons(new ScaleDownPlanner(OPTIONS).step(cluster(nodes, pods, 0), 0)))
                .containsExactly(Map.entry("b", Reason.NO_PLACE_TO_MOVE_PODS));
    }

    @Test
    void tried_by_itself_each_node_finds_the_cluster_as_it_was() {
        var trials = ScaleDownPlanner.tryEach(
                cluster(
                        List.of(node("a"), node("b")),
                        List.of(pod("p", "a", 500), pod("q", "b", 500)),
                        0,
                        budget("default", 1)),
                OPTIONS,
                0);

        assertThat(trials.values())
                .hasSize(2)
                .allMatch(trial -> trial.unremovable() == null && trial.pods().size() == 1);
    }
}
