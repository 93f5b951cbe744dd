package io.wavetank.policy.kubernetes.autoscale.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Source;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Target;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Able;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Active;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Limited;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Policy;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Select;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Unit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Worked out by hand: one unit of load asks for one replica. */
final class HorizontalPodAutoscalerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final MetricSpec LOAD = MetricSpec.of(Source.EXTERNAL, "load", Target.AVERAGE_VALUE, 1);

    private int replicas;

    private Reconciliation tick(HorizontalPodAutoscaler autoscaler, long second, long... loads) {
        List<@Nullable MetricReading> readings = Arrays.stream(loads)
                .<@Nullable MetricReading>mapToObj(load -> load < 0 ? null : new Amount(load))
                .toList();
        Reconciliation outcome =
                autoscaler.reconcile(new ScaleTarget(second * SECOND, replicas, replicas, List.of()), readings);
        replicas = outcome.replicas();
        return outcome;
    }

    private static HorizontalPodAutoscaler plain(int least, int most) {
        return new HorizontalPodAutoscaler(new HpaSpec(least, most, List.of(LOAD), null), HpaSettings.DEFAULTS);
    }

    private static HorizontalPodAutoscaler behaving(ScalingRules up, ScalingRules down) {
        return new HorizontalPodAutoscaler(
                new HpaSpec(1, 1000, List.of(LOAD), new HpaSpec.Behavior(up, down)), HpaSettings.DEFAULTS);
    }

    private static ScalingRules rules(long windowSeconds, Select select, Policy... policies) {
        return new ScalingRules(windowSeconds * SECOND, select, List.of(policies));
    }

    private static Policy pods(int value, int seconds) {
        return new Policy(Unit.PODS, value, seconds * SECOND);
    }

    private static Policy percent(int value, int seconds) {
        return new Policy(Unit.PERCENT, value, seconds * SECOND);
    }

    private static final ScalingRules FREE = rules(0, Select.MAX, percent(100, 15), pods(1000, 15));

    @Test
    void a_recommendation_exactly_five_minutes_old_still_holds_the_replicas_up() {
        var autoscaler = plain(1, 100);
        replicas = 10;

        assertThat(tick(autoscaler, 0, 2).able()).isEqualTo(Able.SCALE_DOWN_STABILIZED);
        assertThat(tick(autoscaler, 300, 2).replicas()).isEqualTo(10);
        assertThat(tick(autoscaler, 301, 2).replicas()).isEqualTo(2);
    }

    @Test
    void with_behaviour_one_exactly_as_old_as_the_window_no_longer_counts() {
        var autoscaler = behaving(FREE, rules(300, Select.MAX, percent(100, 15)));
        replicas = 10;

        assertThat(tick(autoscaler, 0, 2).replicas()).isEqualTo(10);
        assertThat(tick(autoscaler, 299, 2).replicas()).isEqualTo(10);
        assertThat(tick(autoscaler, 300, 2).replicas()).isEqualTo(2);
    }

    @Test
    void without_behaviour_replicas_at_most_double_or_reach_four() {
        var autoscaler = plain(1, 100);
        replicas = 1;

        assertThat(tick(autoscaler, 0, 90).replicas()).isEqualTo(4);
        assertThat(tick(autoscaler, 15, 90).replicas()).isEqualTo(8);
        Reconciliation third = tick(autoscaler, 30, 90);
        assertThat(third.replicas()).isEqualTo(16);
        assertThat(third.limited()).isEqualTo(Limited.SCALE_UP_LIMIT);
        assertThat(third.isLimited()).isTrue();
    }

    @Test
    void replicas_set_to_zero_by_hand_are_left_alone() {
        var autoscaler = plain(1, 100);

        Reconciliation outcome = tick(autoscaler, 0, 90);

        assertThat(outcome.rescaled()).isFalse();
        assertThat(outcome.active()).isEqualTo(Active.SCALING_DISABLED);
    }

    @Test
    void with_a_minimum_of_zero_they_go_to_zero_and_come_back() {
        var autoscaler = plain(0, 100);
        replicas = 3;

        assertThat(tick(autoscaler, 0, 0).replicas()).isEqualTo(3);
        assertThat(tick(autoscaler, 400, 0).replicas()).isZero();
        assertThat(tick(autoscaler, 415, 7).replicas()).isEqualTo(4);
    }

    @Test
    void replicas_outside_of_the_bounds_are_brought_back_without_a_look_at_metrics() {
        var autoscaler = plain(3, 5);
        replicas = 50;

        assertThat(tick(autoscaler, 0, 4).replicas()).isEqualTo(5);
        replicas = 1;
        Reconciliation up = tick(autoscaler, 15, 5);
        assertThat(up.replicas()).isEqualTo(3);
        assertThat(up.active()).isEqualTo(Active.NONE);
    }

    @Test
    void a_metric_that_fails_keeps_replicas_from_shrinking_and_not_from_growing() {
        var autoscaler = new HorizontalPodAutoscaler(
                new HpaSpec(1, 100, Collections.nCopies(2, LOAD), null), HpaSettings.DEFAULTS);
        replicas = 4;

        Reconciliation shrink = tick(autoscaler, 0, 2, -1);
        assertThat(shrink.failed()).isTrue();
        assertThat(shrink.active()).isEqualTo(Active.FAILED_EXTERNAL_METRIC);
        assertThat(tick(autoscaler, 15, 6, -1).replicas()).isEqualTo(6);
        assertThat(tick(autoscaler, 30, -1, -1).failed()).isTrue();
    }

    @Test
    void percent_rounds_up_on_the_way_up_and_towards_nothing_on_the_way_down() {
        var autoscaler = behaving(rules(0, Select.MAX, percent(10, 15)), rules(0, Select.MAX, percent(10, 15)));
        replicas = 11;

        assertThat(tick(autoscaler, 0, 90).replicas()).isEqualTo(13); // 12.1
        assertThat(tick(autoscaler, 100, 1).replicas()).isEqualTo(11); // 11.7
    }

    @Test
    void a_policy_counts_from_the_replicas_at_the_start_of_its_period() {
        var autoscaler = behaving(rules(0, Select.MAX, pods(5, 60)), FREE);
        replicas = 10;

        assertThat(tick(autoscaler, 0, 90).replicas()).isEqualTo(15);
        assertThat(tick(autoscaler, 15, 90).replicas()).isEqualTo(15);
        assertThat(tick(autoscaler, 59, 90).replicas()).isEqualTo(15);
        assertThat(tick(autoscaler, 60, 90).replicas()).isEqualTo(20); // exactly one period old: no longer counted
    }

    @Test
    void least_and_most_change_places_on_the_way_down() {
        Policy[] both = {pods(2, 15), percent(50, 15)};
        replicas = 20;
        assertThat(tick(behaving(FREE, rules(0, Select.MAX, both)), 0, 1).replicas())
                .isEqualTo(10);
        replicas = 20;
        assertThat(tick(behaving(FREE, rules(0, Select.MIN, both)), 0, 1).replicas())
                .isEqualTo(18);
        replicas = 20;
        assertThat(tick(behaving(FREE, rules(0, Select.DISABLED, both)), 0, 1).replicas())
                .isEqualTo(20);
    }

    @Test
    void a_direction_with_a_short_period_forgets_events_that_the_other_would_still_count() {
        var autoscaler = behaving(rules(0, Select.MAX, pods(10, 15)), rules(0, Select.MAX, pods(1, 600)));
        replicas = 10;
        tick(autoscaler, 0, 90); // up by 10
        tick(autoscaler, 30, 90); // up by 10, written over the first, which is older than 15 s

        // Start of the period for going down: 30 - 10, not 30 - 20; one less is 19.
        assertThat(tick(autoscaler, 45, 1).replicas()).isEqualTo(19);
    }

    @Test
    void to_scale_to_zero_needs_the_gate_and_a_metric_from_outside() {
        assertThat(new HpaSpec(0, 5, List.of(LOAD), null).refusal(false)).contains("at least 1");
        assertThat(new HpaSpec(0, 5, List.of(LOAD), null).refusal(true)).isEmpty();
        var cpu = MetricSpec.of(Source.RESOURCE, "cpu", Target.UTILIZATION, 50);
        assertThat(new HpaSpec(0, 5, List.of(cpu), null).refusal(true)).contains("object or external");
        assertThatIllegalArgumentException().isThrownBy(() -> new HpaSpec(6, 5, List.of(LOAD), null));
    }

    @Test
    void the_window_downwards_is_that_of_the_controller_in_whole_seconds() {
        long second = 1_000_000_000L;

        assertThat(ScalingRules.down(HpaSettings.DEFAULTS).stabilizationNanos()).isEqualTo(300 * second);
        assertThat(ScalingRules.down(new HpaSettings(0, 0, 0, 90 * second + second / 2))
                        .stabilizationNanos())
                .isEqualTo(90 * second);
    }
}
