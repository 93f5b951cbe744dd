package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.testkit.RolledPods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pods of canaries and Deployments where one thing follows from another: what is made and stopped, and when. */
final class CanaryPodsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final CountOrPercentage NONE = new CountOrPercentage(0, false);
    private static final CountOrPercentage ONE = new CountOrPercentage(1, false);

    private static Rollout canary(int replicas, CountOrPercentage surge, CountOrPercentage unavailable, int percent) {
        return ProgressiveRollout.canary(
                replicas, "a", false, List.of(new Canary.Step(percent, 0)), surge, unavailable);
    }

    private static RolledPods running(Rollout rollout, int pods) {
        var all = new RolledPods(rollout);
        all.settle(0);
        all.ready("a", pods, 0, SECOND);
        all.settle(SECOND);
        rollout.update("b", 2 * SECOND);
        return all;
    }

    @Test
    void old_pods_go_as_new_ones_are_available_where_pods_are_the_shares() {
        RolledPods pods = running(canary(4, ONE, NONE, 50), 4);

        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=4, b=1}");
        pods.ready("b", 1, 0, 5 * SECOND);
        assertThat(pods.settle(5 * SECOND)).isEqualTo("{a=3, b=2}");
        pods.ready("b", 1, 0, 8 * SECOND);
        assertThat(pods.settle(8 * SECOND)).as("and all of them next").isEqualTo("{a=2, b=3}");
        pods.ready("b", 1, 0, 9 * SECOND);
        assertThat(pods.settle(9 * SECOND)).isEqualTo("{a=1, b=4}");
        pods.ready("b", 1, 0, 10 * SECOND);
        assertThat(pods.settle(10 * SECOND)).isEqualTo("{b=4}");
    }

    @Test
    void without_surge_an_old_pod_goes_first() {
        RolledPods pods = running(canary(4, NONE, ONE, 50), 4);

        assertThat(pods.settle(2 * SECOND)).isEqualTo("{a=3, b=1}");
        assertThatThrownBy(() -> canary(4, NONE, NONE, 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxSurge and maxUnavailable are not both 0");
    }

    @Test
    void a_version_that_waited_begins_when_the_one_before_is_done_though_nothing_else_happens() {
        Rollout rollout = canary(2, ONE, NONE, 100);
        RolledPods pods = running(rollout, 2);
        rollout.update("c", 3 * SECOND);
        pods.settle(3 * SECOND);
        pods.ready("b", 1, 0, 4 * SECOND);
        pods.settle(4 * SECOND);
        pods.gone();
        pods.ready("b", 1, 0, 5 * SECOND);

        assertThat(pods.settle(5 * SECOND)).isEqualTo("{b=2, c=1}");
        assertThat(rollout.stage()).isEqualTo(RolloutStage.PROGRESSING);
    }

    @Test
    void the_first_version_of_a_deployment_has_none_to_return_to_when_it_is_stuck() {
        var spec = new DeploymentSpec(2, DeploymentSpec.Strategy.ROLLING_UPDATE, ONE, ONE, 0, 20 * SECOND, 10, false);
        var rollout = new DeploymentRollout(spec, "a", true);
        var pods = new RolledPods(rollout);
        pods.settle(0);
        assertThat(pods.settle(21 * SECOND)).isEqualTo("{a=2}");
        assertThat(rollout.stage()).isEqualTo(RolloutStage.STUCK);

        rollout.update("b", 30 * SECOND);
        pods.settle(30 * SECOND);
        assertThat(pods.settle(60 * SECOND)).as("b is stuck, and a comes back").isEqualTo("{a=2, b=1}");
        assertThat(rollout.stage()).isEqualTo(RolloutStage.ROLLING_BACK);
    }
}
