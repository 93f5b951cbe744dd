package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.kubernetes.rollout.DeploymentSpec.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The passes of the Deployment controller, worked out by hand from its documents and source. */
final class DeploymentTest {
    private static final long SECOND = 1_000_000_000;

    private static CountOrPercentage amount(String text) {
        return text.endsWith("%")
                ? new CountOrPercentage(Integer.parseInt(text.substring(0, text.length() - 1)), true)
                : new CountOrPercentage(Integer.parseInt(text), false);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0%, 1%, 0, 1",
        "1, 0%, 1%, 0, 1",
        "2, 1%, 25%, 1, 0",
        "1, 1%, 25%, 1, 0",
        "2, 1%, 0%, 1, 0",
        "10, 25%, 25%, 3, 2",
        "4, 25%, 25%, 1, 1",
        "3, 25%, 25%, 1, 0",
        "0, 25%, 25%, 0, 1",
        "10, 0, 2, 0, 2",
        "10, 100%, 100%, 10, 10",
        "7, 150%, 30%, 11, 2"
    })
    void surge_is_rounded_up_and_unavailability_down(
            int replicas, String maxSurge, String maxUnavailable, int surge, int unavailable) {
        assertThat(Fenceposts.of(amount(maxSurge), amount(maxUnavailable), replicas))
                .isEqualTo(new Fenceposts(surge, unavailable));
    }

    /** All pods there are become available, and those no longer wanted go, before the next pass. */
    private static List<String> passes(Deployment deployment, long nowNanos) {
        List<String> log = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<RolloutAction> actions = deployment.sync(nowNanos);
            if (actions.isEmpty()) {
                break;
            }
            log.add(text(actions));
            settle(deployment);
        }
        return log;
    }

    private static void settle(Deployment deployment) {
        deployment.sets().forEach(set -> set.observe(set.wanted(), set.wanted(), set.wanted(), 0));
    }

    private static String text(List<RolloutAction> actions) {
        List<String> words = new ArrayList<>();
        for (RolloutAction action : actions) {
            if (action instanceof RolloutAction.Create create) {
                words.add("+" + create.set().template() + create.to());
            } else if (action instanceof RolloutAction.Scale scale) {
                words.add(scale.set().template() + scale.from() + ">" + scale.to());
            } else {
                words.add("-" + action.set().template());
            }
        }
        return String.join(" ", words);
    }

    private static Deployment running(DeploymentSpec spec) {
        var deployment = new Deployment(spec, "a");
        passes(deployment, 0);
        return deployment;
    }

    /** 10 pods, 3 more, 2 fewer: as in the comments of the original, without a pod that fails. */
    @ParameterizedTest
    @CsvSource({
        "10, 25%, 25%, '+b3 a10>8, b3>5, a8>3, b5>10, a3>0'",
        "2, 1, 0, '+b1, a2>1, b1>2, a1>0'",
        "2, 0, 1, '+b0 a2>1, b0>1, a1>0, b1>2'",
        "1, 1, 0, '+b1, a1>0'",
        "1, 0, 1, '+b0 a1>0, b0>1'",
        "4, 100%, 0, '+b4, a4>0'",
        "4, 0, 4, '+b0 a4>0, b0>4'"
    })
    void versions_are_exchanged_within_the_fence_posts(
            int replicas, String surge, String unavailable, String expected) {
        var deployment = running(DeploymentSpec.rolling(replicas, amount(surge), amount(unavailable)));
        deployment.update("b");

        assertThat(String.join(", ", passes(deployment, SECOND))).isEqualTo(expected);
        assertThat(deployment.status()).isEqualTo(RolloutStatus.COMPLETE);
    }

    /** Case 1 of the original's comment: what crash-loops stops the rollout, also when an old pod fails; a rollback takes only the bad ones away. */
    @Test
    void a_version_that_never_becomes_available_takes_no_more_old_pods() {
        var deployment = running(DeploymentSpec.rolling(10, amount("3"), amount("2")));
        ReplicaSet a = deployment.newSet().orElseThrow();
        deployment.update("b");
        assertThat(text(deployment.sync(1))).isEqualTo("+b3 a10>8");
        ReplicaSet b = deployment.newSet().orElseThrow();
        a.observe(8, 8, 8, 0);
        b.observe(3, 0, 0, 0);
        assertThat(text(deployment.sync(2))).isEqualTo("b3>5");
        b.observe(5, 0, 0, 0);
        assertThat(deployment.sync(3)).isEmpty();
        a.observe(8, 7, 7, 0);
        assertThat(deployment.sync(4)).isEmpty();

        deployment.rollBack(0);

        assertThat(text(deployment.sync(5))).isEqualTo("b5>1");
        b.observe(1, 0, 0, 0);
        assertThat(text(deployment.sync(6))).isEqualTo("a8>10");
        assertThat(a.revision()).isEqualTo(3);
    }

    /** Case 2 of the original's comment: another version in the middle of a rollout starts with nothing and takes over from both. */
    @Test
    void a_rollover_begins_without_pods_while_there_are_too_many() {
        var deployment = running(DeploymentSpec.rolling(10, amount("3"), amount("2")));
        ReplicaSet a = deployment.newSet().orElseThrow();
        deployment.update("b");
        deployment.sync(1);
        ReplicaSet b = deployment.newSet().orElseThrow();
        a.observe(8, 8, 8, 0);
        b.observe(3, 0, 0, 0);
        deployment.sync(2);
        b.observe(5, 0, 0, 0);

        deployment.update("c");

        assertThat(text(deployment.sync(3))).isEqualTo("+c0 b5>0");
        b.observe(0, 0, 0, 0);
        assertThat(text(deployment.sync(4))).isEqualTo("c0>5");
    }

    @Test
    void unhealthy_old_pods_go_first() {
        var deployment = running(DeploymentSpec.rolling(10, amount("0"), amount("2")));
        ReplicaSet a = deployment.newSet().orElseThrow();
        deployment.update("b");
        assertThat(text(deployment.sync(1))).isEqualTo("+b0 a10>8");
        a.observe(8, 5, 5, 0);

        assertThat(text(deployment.sync(2))).isEqualTo("b0>2");
        deployment.newSet().orElseThrow().observe(2, 2, 2, 0);
        assertThat(text(deployment.sync(3))).isEqualTo("a8>6");
    }

    @Test
    void recreate_waits_until_the_old_pods_are_gone_for_good() {
        var spec = new DeploymentSpec(4, Strategy.RECREATE, amount("25%"), amount("25%"), 0, 0, 10, false);
        var deployment = running(spec);
        ReplicaSet a = deployment.newSet().orElseThrow();
        deployment.update("b");

        assertThat(text(deployment.sync(1))).isEqualTo("a4>0");
        assertThat(deployment.sync(2)).isEmpty();
        a.observe(0, 0, 0, 3);
        assertThat(deployment.sync(3)).isEmpty();
        a.observe(0, 0, 0, 0);
        assertThat(text(deployment.sync(4))).isEqualTo("+b4");
        assertThat(deployment.nextSyncNanos()).isEqualTo(Long.MAX_VALUE);
    }

    /** Two versions of 5 and 8 for 10 + 3: to 20 + 5, so 5 * 25 / 13 = 9.6 and 8 * 25 / 13 = 15.4 by 12 in all; the largest comes first. */
    @Test
    void scaling_in_the_middle_of_a_rollout_is_spread_in_proportion() {
        var deployment = running(DeploymentSpec.rolling(10, amount("25%"), amount("25%")));
        deployment.update("b");
        deployment.sync(1);
        deployment
                .sets()
                .forEach(set -> set.observe(set.wanted(), set.wanted(), Math.min(set.wanted(), set.available()), 0));
        assertThat(text(deployment.sync(2))).isEqualTo("b3>5");

        deployment.update(deployment.spec().scaledTo(20));
        assertThat(text(deployment.sync(3))).isEqualTo("a8>15 b5>10");
        deployment.update(deployment.spec().scaledTo(0));
        assertThat(text(deployment.sync(4))).isEqualTo("a15>0 b10>0");
    }

    @Test
    void a_paused_one_scales_and_does_not_roll() {
        var deployment = running(DeploymentSpec.of(10).withPaused(true));
        assertThat(deployment.sets()).isEmpty();
        deployment.update(deployment.spec().withPaused(false));
        passes(deployment, 1);
        deployment.update(deployment.spec().withPaused(true).scaledTo(12));
        deployment.update("b");

        assertThat(passes(deployment, 2)).containsExactly("a10>12");
        deployment.update(deployment.spec().withPaused(false));
        assertThat(passes(deployment, 3)).first().isEqualTo("+b3 a12>9");
    }

    @Test
    void nothing_that_moves_within_the_deadline_is_a_rollout_that_is_stuck_and_goes_on_all_the_same() {
        var deployment = running(DeploymentSpec.of(4));
        deployment.update("b");
        deployment.sync(100 * SECOND);
        ReplicaSet b = deployment.newSet().orElseThrow();
        deployment.sets().get(0).observe(3, 3, 3, 0);
        b.observe(1, 0, 0, 0);
        deployment.sync(101 * SECOND);
        b.observe(2, 0, 0, 0);
        deployment.sync(110 * SECOND);

        assertThat(deployment.nextSyncNanos()).isEqualTo(710 * SECOND + 1);
        deployment.sync(710 * SECOND);
        assertThat(deployment.status()).isEqualTo(RolloutStatus.PROGRESSING);
        deployment.sync(710 * SECOND + 1);
        assertThat(deployment.status()).isEqualTo(RolloutStatus.DEADLINE_EXCEEDED);
        assertThat(deployment.nextSyncNanos()).isEqualTo(Long.MAX_VALUE);

        b.observe(2, 1, 1, 0);
        assertThat(text(deployment.sync(800 * SECOND))).isEqualTo("a3>2");
        assertThat(deployment.status()).isEqualTo(RolloutStatus.PROGRESSING);
    }

    @Test
    void old_versions_are_kept_up_to_a_number_and_can_be_returned_to() {
        var deployment = new Deployment(
                new DeploymentSpec(1, Strategy.ROLLING_UPDATE, amount("1"), amount("0"), 0, 0, 2, false), "a");
        passes(deployment, 0);
        for (String next : List.of("b", "c", "d")) {
            deployment.update(next);
            passes(deployment, 1);
        }
        assertThat(deployment.sets()).extracting(ReplicaSet::template).containsExactly("b", "c", "d");

        deployment.rollBack(2);
        passes(deployment, 2);

        assertThat(deployment.newSet().orElseThrow().template()).isEqualTo("b");
        assertThat(deployment.newSet().orElseThrow().revision()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deployment.rollBack(1))
                .withMessageContaining("revision 1");
    }

    @Test
    void what_does_not_go_together_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeploymentSpec.rolling(3, amount("0"), amount("0%")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeploymentSpec(
                        1, Strategy.RECREATE, amount("1"), amount("1"), 10 * SECOND, 10 * SECOND, 1, false));
    }
}
