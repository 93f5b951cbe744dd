package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.testkit.RolledPods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Services that are scaled while their versions give way to each other: worked out by hand. */
final class ScaledRolloutsTest {
    private static final CountOrPercentage QUARTER = new CountOrPercentage(25, true);

    private static final long SECOND = 1_000_000_000L;

    /** Ten pods of a, of which two gave way to five of b: 25 % of 10 are 3 more and 2 fewer. */
    private static RolledPods midway(Rollout rollout) {
        var pods = new RolledPods(rollout);
        pods.settle(0);
        pods.ready("a", 10, 0, SECOND);
        pods.settle(SECOND);
        rollout.update("b", 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=8, b=5}");
        pods.gone();
        return pods;
    }

    /** 15 and 4 more: 19 at most. 8 * 19 / 13 = 11.7 and 5 * 19 / 13 = 7.3. */
    @Test
    void what_a_deployment_gains_is_spread_over_its_versions() {
        var rollout = new DeploymentRollout(DeploymentSpec.of(10), "a", false);
        RolledPods pods = midway(rollout);

        rollout.scale(15, 3 * SECOND);
        assertThat(pods.settle(3 * SECOND)).isEqualTo("{a=12, b=7}");

        // 3 of 15 may be missing: as b's seven are up 19 - 12 of a's may go, and b grows to the 19 that may be
        pods.ready("a", 4, 0, 4 * SECOND);
        pods.ready("b", 7, 0, 4 * SECOND);
        assertThat(pods.settle(4 * SECOND)).isEqualTo("{a=5, b=14}");
        pods.gone();
        pods.ready("b", 7, 0, 5 * SECOND);
        assertThat(pods.settle(5 * SECOND)).isEqualTo("{b=15}");
        pods.ready("b", 1, 0, 6 * SECOND);
        pods.settle(6 * SECOND);
        assertThat(rollout.stage()).isEqualTo(RolloutStage.COMPLETE);
    }

    /** 6 and 2 more: 8 at most. 8 * 8 / 13 = 4.9 and 5 * 8 / 13 = 3.1. */
    @Test
    void so_is_what_it_loses() {
        var rollout = new DeploymentRollout(DeploymentSpec.of(10), "a", false);
        RolledPods pods = midway(rollout);

        rollout.scale(6, 3 * SECOND);
        assertThat(pods.settle(3 * SECOND)).isEqualTo("{a=5, b=3}");
    }

    @Test
    void a_deployment_that_is_complete_stays_so_when_it_is_scaled() {
        var rollout = new DeploymentRollout(DeploymentSpec.of(4), "a", false);
        var pods = new RolledPods(rollout);
        pods.settle(0);
        pods.ready("a", 4, 0, SECOND);
        pods.settle(SECOND);
        assertThat(rollout.stage()).isEqualTo(RolloutStage.COMPLETE);

        rollout.scale(6, 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=6}");
        assertThat(rollout.stage()).isEqualTo(RolloutStage.COMPLETE);
        rollout.scale(0, 3 * SECOND);
        assertThat(pods.settle(3 * SECOND)).isEqualTo("{}");
        rollout.scale(2, 4 * SECOND);
        assertThat(pods.settle(4 * SECOND)).isEqualTo("{a=2}");
    }

    @Test
    void recreating_makes_as_many_as_are_wanted_when_the_old_ones_are_gone() {
        var recreate = new DeploymentSpec(
                4,
                DeploymentSpec.Strategy.RECREATE,
                DeploymentSpec.of(4).maxSurge(),
                DeploymentSpec.of(4).maxUnavailable(),
                0,
                0,
                10,
                false);
        var rollout = new DeploymentRollout(recreate, "a", false);
        var pods = new RolledPods(rollout);
        pods.settle(0);
        pods.ready("a", 4, 0, SECOND);
        rollout.update("b", 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{}");

        rollout.scale(7, 3 * SECOND);
        assertThat(pods.settle(3 * SECOND)).isEqualTo("{}");
        pods.gone();
        assertThat(pods.settle(4 * SECOND)).isEqualTo("{b=7}");
    }

    @Test
    void blue_and_green_both_get_the_number_and_the_switch_waits_for_it() {
        Rollout rollout = ProgressiveRollout.blueGreen(3, "a", 30 * SECOND, 60 * SECOND);
        var pods = new RolledPods(rollout);
        pods.settle(0);
        pods.ready("a", 3, 0, SECOND);
        rollout.update("b", 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=3, b=3}");
        pods.ready("b", 3, 0, 10 * SECOND);
        pods.settle(10 * SECOND);
        assertThat(rollout.measured("a")).isTrue();
        assertThat(rollout.measured("b")).isFalse();

        rollout.scale(5, 20 * SECOND);
        assertThat(pods.settle(20 * SECOND)).isEqualTo("{a=5, b=5}");
        pods.settle(40 * SECOND);
        assertThat(rollout.serves("b")).as("two of b are not up").isFalse();

        pods.ready("b", 2, 0, 50 * SECOND);
        pods.settle(50 * SECOND);
        assertThat(rollout.serves("b")).isTrue();
        assertThat(rollout.measured("b")).isTrue();
        assertThat(rollout.measured("a")).isFalse();

        rollout.scale(2, 60 * SECOND);
        assertThat(pods.settle(60 * SECOND)).as("a is kept for a return").isEqualTo("{a=2, b=2}");
        assertThat(pods.settle(110 * SECOND)).isEqualTo("{b=2}");
    }

    /** 25 % of 10 are 3, and 75 % are 8, both rounded up; of 20 they are 5 and 15. */
    @Test
    void the_shares_of_a_canary_are_of_the_new_number() {
        Rollout rollout =
                ProgressiveRollout.canary(10, "a", false, List.of(new Canary.Step(25, 60 * SECOND)), QUARTER, QUARTER);
        var pods = new RolledPods(rollout);
        pods.settle(0);
        pods.ready("a", 10, 0, SECOND);
        rollout.update("b", 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=8, b=3}");
        pods.ready("b", 3, 0, 10 * SECOND);
        pods.settle(10 * SECOND);

        rollout.scale(20, 20 * SECOND);
        assertThat(pods.settle(20 * SECOND)).isEqualTo("{a=15, b=5}");
        assertThat(rollout.measured("a") && rollout.measured("b")).isTrue();
        // its pause is over: 8 and 3 are available where 15 should be, so that none that is may go; and there may be 25
        assertThat(pods.settle(70 * SECOND)).isEqualTo("{a=8, b=17}");

        rollout.scale(0, 80 * SECOND);
        assertThat(pods.settle(80 * SECOND)).isEqualTo("{}");
    }

    @Test
    void what_was_scaled_to_nothing_is_rolled_out_all_the_same() {
        Rollout rollout = ProgressiveRollout.canary(1, "a", true, List.of(new Canary.Step(50, 0)), QUARTER, QUARTER);
        var pods = new RolledPods(rollout);
        rollout.scale(0, 0);
        pods.settle(0);
        rollout.update("b", SECOND);
        assertThat(pods.settle(SECOND)).isEqualTo("{}");
        assertThat(rollout.stage()).isEqualTo(RolloutStage.COMPLETE);

        rollout.scale(3, 2 * SECOND);
        assertThat(pods.settle(2 * SECOND)).isEqualTo("{b=3}");
    }
}
