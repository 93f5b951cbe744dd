package io.wavetank.policy.kubernetes.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.testkit.RolloutWalk;
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
        var walk = RolloutWalk.of(rollout((int) (seed % 5), replicas), replicas, draws);

        assertThat(walk.pods()).hasToString(walk.expected());
    }
}
