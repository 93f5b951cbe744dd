package io.wavetank.policy.swarm.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import io.wavetank.policy.testkit.RolloutWalk;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wanted when, a service of Swarm ends with one task in each of as many slots as are wanted; replay one seed with {@code -Dproperty.seed=N}. */
final class ScaledServicePropertyTest {
    private static final long SECOND = 1_000_000_000L;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 300) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ends_with_as_many_as_are_wanted_of_the_version_that_is(long seed) {
        Draws draws = new Draws(seed, 0).stream("scaled service");
        int tasks = 1 + draws.below(10, 0, 0);
        Order order = seed % 2 == 0 ? Order.STOP_FIRST : Order.START_FIRST;
        var config = new UpdateConfig(draws.below(4, 0, 1), SECOND, FailureAction.PAUSE, 3 * SECOND, 0, order);
        var walk = RolloutWalk.of(new SwarmRollout(config, config, tasks, "v0"), tasks, draws);

        assertThat(walk.pods()).hasToString(walk.expected());
        SortedSet<Integer> slots = new TreeSet<>(walk.pods().slots(walk.version()));
        assertThat(slots).as("one task a slot").hasSize(walk.wanted());
    }
}
