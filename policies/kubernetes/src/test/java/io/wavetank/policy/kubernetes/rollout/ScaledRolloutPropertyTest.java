package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.testkit.RolledPods;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wanted when, a service ends with as many pods as are wanted, of the version that is; replay one seed with {@code -Dproperty.seed=N}. */
final class ScaledRolloutPropertyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final CountOrPercentage QUARTER = new CountOrPercentage(25, true);

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 300) : LongStream.of(only);
    }

    private static Rollout rollout(int kind, int replicas) {
        List<Canary.Step> steps = List.of(new Canary.Step(20, 7 * SECOND), new Canary.Step(60, 3 * SECOND));
        return switch (kind) {
            case 0 -> new DeploymentRollout(DeploymentSpec.of(replicas), "v0", false);
            case 1 ->
                new DeploymentRollout(
                        new DeploymentSpec(
                                replicas, DeploymentSpec.Strategy.RECREATE, QUARTER, QUARTER, 0, 0, 10, false),
                        "v0",
                        false);
            case 2 -> ProgressiveRollout.blueGreen(replicas, "v0", 5 * SECOND, 10 * SECOND);
            default -> ProgressiveRollout.canary(replicas, "v0", kind == 3, steps, QUARTER, QUARTER);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ends_with_as_many_as_are_wanted_of_the_version_that_is(long seed) {
        Draws draws = new Draws(seed, 0).stream("scaled rollout");
        int replicas = 1 + draws.below(12, 0, 0);
        Rollout rollout = rollout((int) (seed % 5), replicas);
        var pods = new RolledPods(rollout);
        String version = "v0";
        long now = 0;
        for (int step = 1; step <= 40; step++) {
            now += SECOND * (1 + draws.below(4, step, 0));
            int what = draws.below(6, step, 1);
            if (what == 0) {
                replicas = draws.below(20, step, 2);
                rollout.scale(replicas, now);
            } else if (what == 1) {
                version = "v" + draws.below(4, step, 3);
                rollout.update(version, now);
            } else if (what == 2) {
                pods.gone();
            }
            pods.settle(now);
            makeReady(pods, draws.below(5, step, 4), draws.below(3, step, 5), now);
            pods.settle(now);
        }
        for (int i = 0; i < 200; i++) {
            now += SECOND;
            pods.gone();
            makeReady(pods, Integer.MAX_VALUE, i % 3, now);
            pods.settle(now);
        }
        assertThat(pods.toString()).isEqualTo(replicas == 0 ? "{}" : "{" + version + "=" + replicas + "}");
    }

    /** So many of the pods that are not ready are from now on. */
    private static void makeReady(RolledPods pods, int most, int node, long now) {
        int left = most;
        for (RolledPod pod : pods.pods()) {
            if (left > 0 && !pod.ready() && !pod.leaving()) {
                pods.ready(pod.version(), 1, node, now);
                left--;
            }
        }
    }
}
