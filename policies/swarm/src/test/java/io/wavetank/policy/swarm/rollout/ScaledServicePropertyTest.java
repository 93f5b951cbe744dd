package io.wavetank.policy.swarm.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import io.wavetank.policy.testkit.RolledPods;
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
        var service = new SwarmRollout(config, config, tasks, "v0");
        var there = new RolledPods(service);
        String version = "v0";
        long now = 0;
        for (int step = 1; step <= 40; step++) {
            now += SECOND * (1 + draws.below(4, step, 0));
            int what = draws.below(6, step, 1);
            if (what == 0) {
                tasks = draws.below(15, step, 2);
                service.scale(tasks, now);
            } else if (what == 1) {
                version = "v" + draws.below(4, step, 3);
                service.update(version, now);
            } else if (what == 2) {
                there.gone();
            }
            there.settle(now);
            makeReady(there, draws.below(5, step, 4), draws.below(3, step, 5), now);
            there.settle(now);
        }
        for (int i = 0; i < 300; i++) {
            now += SECOND;
            there.gone();
            makeReady(there, Integer.MAX_VALUE, i % 3, now);
            there.settle(now);
        }
        assertThat(there.toString()).isEqualTo(tasks == 0 ? "{}" : "{" + version + "=" + tasks + "}");
        SortedSet<Integer> slots = new TreeSet<>(there.slots(version));
        assertThat(slots).as("one task a slot").hasSize(tasks);
    }

    private static void makeReady(RolledPods there, int most, int node, long now) {
        int left = most;
        for (RolledPod task : there.pods()) {
            if (left > 0 && !task.ready() && !task.leaving()) {
                there.ready(task.version(), 1, node, now);
                left--;
            }
        }
    }
}
