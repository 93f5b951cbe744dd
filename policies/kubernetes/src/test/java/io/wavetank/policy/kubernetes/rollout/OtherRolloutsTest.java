package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.rollout.PodState.Phase;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Action;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Management;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Pod;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Spec;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** StatefulSets, the order of deletion, blue and green, canaries: worked out by hand. */
final class OtherRolloutsTest {
    private static final long SECOND = 1_000_000_000;

    /** Pods as letters: version, small while not available, {@code -} leaving, {@code x} ended, {@code .} none. */
    private static List<@Nullable Pod> pods(String text) {
        List<@Nullable Pod> pods = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            pods.add(
                    switch (each) {
                        case '.' -> null;
                        case '-' -> new Pod("A", true, true, false);
                        case 'x' -> new Pod("A", false, false, true);
                        default ->
                            new Pod(
                                    String.valueOf(Character.toUpperCase(each)),
                                    Character.isUpperCase(each),
                                    false,
                                    false);
                    });
        }
        return pods;
    }

    @ParameterizedTest
    @CsvSource({
        "ORDERED_READY, 0, 3, '', '+0A'",
        "ORDERED_READY, 0, 3, 'a', ''",
        "ORDERED_READY, 0, 3, 'A', '+1A'",
        "ORDERED_READY, 0, 3, 'A.A', '+1A'",
        "ORDERED_READY, 0, 3, 'AxA', '-1'",
        "ORDERED_READY, 0, 3, 'A-A', ''",
        "ORDERED_READY, 0, 3, 'AAAAA', '-4'",
        "ORDERED_READY, 0, 3, 'AAAA-', ''",
        "ORDERED_READY, 0, 3, 'AAAAa', '-4'",
        "ORDERED_READY, 0, 3, 'AAAaA', '-4'",
        "ORDERED_READY, 0, 3, 'AAAaa', ''",
        "PARALLEL, 0, 3, '', '+0A +1A +2A'",
        "PARALLEL, 0, 3, 'a.A', '+1A'",
        "PARALLEL, 0, 3, 'AAAaa', '-4 -3'"
    })
    void pods_come_from_the_first_and_go_from_the_last(
            Management management, int partition, int replicas, String there, String expected) {
        var set = new StatefulSet(new Spec(replicas, management, Update.ROLLING_UPDATE, partition), "A");

        assertThat(text(set.sync(pods(there)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ROLLING_UPDATE, 'AAAA', '-3'",
        "0, ROLLING_UPDATE, 'AAA.', '+3B'",
        "0, ROLLING_UPDATE, 'AAAb', ''",
        "0, ROLLING_UPDATE, 'AAAB', '-2'",
        "0, ROLLING_UPDATE, 'ABBB', '-0'",
        "0, ROLLING_UPDATE, 'BBBB', ''",
        "0, ROLLING_UPDATE, '.ABB', '+0A'",
        "2, ROLLING_UPDATE, 'AABB', ''",
        "2, ROLLING_UPDATE, 'AAAB', '-2'",
        "2, ROLLING_UPDATE, 'A.BB', '+1A'",
        "2, ROLLING_UPDATE, 'AA.B', '+2B'",
        "9, ROLLING_UPDATE, 'AAAA', ''",
        "0, ON_DELETE, 'AAAA', ''",
        "0, ON_DELETE, 'A.AA', '+1B'"
    })
    void an_update_goes_one_by_one_from_the_last_down_to_the_partition(
            int partition, Update update, String there, String expected) {
        var set = new StatefulSet(new Spec(4, Management.ORDERED_READY, update, partition), "A");
        set.update("B");

        assertThat(text(set.sync(pods(there)))).isEqualTo(expected);
    }

    @Test
    void what_was_updated_is_the_version_that_lost_pods_come_back_as() {
        var set = new StatefulSet(new Spec(2, Management.ORDERED_READY, Update.ROLLING_UPDATE, 0), "A");
        set.update("B");
        assertThat(set.complete(pods("AA"))).isFalse();
        set.sync(pods("BB"));
        assertThat(set.complete(pods("BB"))).isTrue();
        set.update("C");

        assertThat(text(set.sync(pods(".B")))).isEqualTo("+0B");
    }

    private static String text(List<Action> actions) {
        return String.join(
                " ",
                actions.stream()
                        .map(action -> action instanceof Action.Create create
                                ? "+" + create.ordinal() + create.version()
                                : "-" + action.ordinal())
                        .toList());
    }

    private static PodState pod(
            String name, Phase phase, boolean ready, long readyFor, long age, int cost, int doubled) {
        long now = 1_000 * SECOND;
        return new PodState(
                name,
                true,
                phase,
                ready,
                now - readyFor * SECOND,
                now - age * SECOND,
                cost,
                doubled,
                name.startsWith("r") ? 1 : 0);
    }

    @Test
    void pods_that_matter_least_go_first() {
        var pods = List.of(
                pod("old", Phase.RUNNING, true, 900, 900, 0, 1),
                pod("older", Phase.RUNNING, true, 910, 910, 0, 1),
                pod("young", Phase.RUNNING, true, 10, 900, 0, 1),
                pod("restarted", Phase.RUNNING, true, 900, 900, 0, 1),
                pod("doubled", Phase.RUNNING, true, 900, 900, 0, 2),
                pod("cheap", Phase.RUNNING, true, 900, 900, -5, 1),
                pod("unready", Phase.RUNNING, false, 0, 900, 0, 1),
                pod("pending", Phase.PENDING, false, 0, 900, 0, 1),
                new PodState("homeless", false, Phase.PENDING, false, 0, 0, 0, 0, 0));

        assertThat(DeletionOrder.first(9, pods, 1_000 * SECOND))
                .extracting(PodState::name)
                .containsExactly(
                        "homeless", "pending", "unready", "cheap", "doubled", "young", "restarted", "old", "older");
    }

    @Test
    void blue_and_green_switch_when_green_is_available_and_has_been_looked_at() {
        var rollout = new BlueGreen(5, 60 * SECOND, 30 * SECOND);
        assertThat(rollout.observe(4, false, 10 * SECOND)).isEqualTo(BlueGreen.Stage.COMING_UP);
        assertThat(rollout.observe(5, false, 20 * SECOND)).isEqualTo(BlueGreen.Stage.ON_TRIAL);
        assertThat(rollout.nextNanos()).isEqualTo(80 * SECOND);
        assertThat(rollout.green()).isFalse();

        assertThat(rollout.observe(5, false, 80 * SECOND)).isEqualTo(BlueGreen.Stage.SWITCHED);
        assertThat(rollout.green()).isTrue();
        assertThat(rollout.bluePods()).isEqualTo(5);
        assertThat(rollout.observe(5, false, 110 * SECOND)).isEqualTo(BlueGreen.Stage.DONE);
        assertThat(rollout.bluePods()).isZero();
        assertThat(rollout.observe(5, true, 111 * SECOND)).isEqualTo(BlueGreen.Stage.DONE);
    }

    @Test
    void blue_is_returned_to_as_long_as_it_is_there() {
        var rollout = new BlueGreen(5, 0, 30 * SECOND);
        assertThat(rollout.observe(5, false, 20 * SECOND)).isEqualTo(BlueGreen.Stage.SWITCHED);

        assertThat(rollout.observe(5, true, 49 * SECOND)).isEqualTo(BlueGreen.Stage.ABORTED);
        assertThat(rollout.green()).isFalse();
        assertThat(rollout.greenPods()).isZero();
        assertThat(rollout.bluePods()).isEqualTo(5);
    }

    @Test
    void a_canary_grows_by_steps_that_begin_when_their_pods_are_there() {
        var canary = new Canary(10, true, List.of(new Canary.Step(15, 60 * SECOND), new Canary.Step(50, 30 * SECOND)));
        assertThat(canary.percent()).isEqualTo(15);
        assertThat(canary.canaryPods()).isEqualTo(2);
        assertThat(canary.stablePods()).isEqualTo(10);
        canary.observe(1, false, 5 * SECOND);
        assertThat(canary.nextNanos()).isEqualTo(Long.MAX_VALUE);
        canary.observe(2, false, 10 * SECOND);
        assertThat(canary.nextNanos()).isEqualTo(70 * SECOND);
        canary.observe(2, false, 70 * SECOND);
        assertThat(canary.percent()).isEqualTo(50);
        canary.observe(5, false, 75 * SECOND);
        canary.observe(5, false, 105 * SECOND);
        assertThat(canary.percent()).isEqualTo(100);
        assertThat(canary.stage()).isEqualTo(Canary.Stage.STEPPING);

        assertThat(canary.observe(10, false, 110 * SECOND)).isEqualTo(Canary.Stage.DONE);
        assertThat(canary.stablePods()).isZero();
    }

    @Test
    void a_canary_that_goes_wrong_is_given_up_and_without_a_mesh_the_pods_are_the_shares() {
        var canary = new Canary(10, false, List.of(new Canary.Step(25, 60 * SECOND)));
        assertThat(canary.canaryPods()).isEqualTo(3);
        assertThat(canary.stablePods()).isEqualTo(8);

        assertThat(canary.observe(3, true, SECOND)).isEqualTo(Canary.Stage.ABORTED);
        assertThat(canary.percent()).isZero();
        assertThat(canary.stablePods()).isEqualTo(10);
    }
}
