package io.wavetank.policy.mesh.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random, in turn, and of two. */
final class TurnsAndChoicesTest {
    private static final Draws DRAWS = new Draws(7, 0);

    @Test
    void random_picks_all_equally_often() {
        for (int count : Picks.counts(new Random(), TestEndpoints.of(7), 70_000)) {
            assertThat(count).isCloseTo(10_000, within(400)); // 4 sigma
        }
    }

    @Test
    void nothing_is_picked_of_nothing() {
        for (LoadBalancer balancer : new LoadBalancer[] {new Random(), new RoundRobin(DRAWS), new PowerOfTwo(false)}) {
            balancer.endpointsChanged(TestEndpoints.of(0));
            assertThat(balancer.pick(TestEndpoints.of(0), 17)).isEqualTo(LoadBalancer.NONE);
        }
    }

    @Test
    void round_robin_takes_turns_from_a_drawn_start() {
        var endpoints = TestEndpoints.of(5);
        var starts = IntStream.range(0, 50)
                .map(seed -> {
                    var balancer = new RoundRobin(new Draws(seed, 0));
                    balancer.endpointsChanged(endpoints);
                    int first = balancer.pick(endpoints, 0);
                    for (int i = 1; i < 12; i++) {
                        assertThat(balancer.pick(endpoints, 0)).isEqualTo((first + i) % 5);
                    }
                    return first;
                })
                .distinct()
                .count();

        assertThat(starts).isEqualTo(5);
    }

    @Test
    void weighted_round_robin_honours_weights_exactly_in_each_round() {
        int[] counts = Picks.counts(new RoundRobin(DRAWS), TestEndpoints.weighted(5, 1, 1, 3), 1000);

        assertThat(counts[0]).isCloseTo(500, within(2));
        assertThat(counts[1]).isCloseTo(100, within(2));
        assertThat(counts[2]).isCloseTo(100, within(2));
        assertThat(counts[3]).isCloseTo(300, within(2));
    }

    @Test
    void the_earliest_deadline_goes_first_and_the_longer_queued_of_equal_ones() {
        var queue = new DeadlineQueue();
        queue.clear(3);
        queue.add(0, 1.0);
        queue.add(1, 0.5);
        queue.add(2, 1.0);

        var order = IntStream.range(0, 6)
                .map(i -> {
                    int first = queue.first();
                    queue.moveFirst(queue.firstDeadline() + (first == 1 ? 0.5 : 1.0));
                    return first;
                })
                .toArray();

        // at 1.0 wait 0, 2 and then 1, in the order of their queueing; at 2.0 those queued at 1.0 and then 1 of 1.5
        assertThat(order).containsExactly(1, 0, 2, 1, 1, 0);
    }

    @Test
    void of_two_the_emptier_is_picked_and_the_fullest_never() {
        int[] counts = Picks.counts(new PowerOfTwo(false), TestEndpoints.loaded(0, 1, 2, 3), 60_000);

        // of the six pairs three hold endpoint 0, two more hold 1, one more holds 2
        assertThat(counts[0]).isCloseTo(30_000, within(500));
        assertThat(counts[1]).isCloseTo(20_000, within(500));
        assertThat(counts[2]).isCloseTo(10_000, within(400));
        assertThat(counts[3]).isZero();
    }

    @Test
    void of_two_by_true_load_looks_at_what_all_sides_have_sent() {
        var endpoints = TestEndpoints.loaded(0, 9);
        endpoints.loads[0] = 12;
        endpoints.loads[1] = 10;

        assertThat(Picks.counts(new PowerOfTwo(true), endpoints, 100)).containsExactly(0, 100);
        assertThat(Picks.counts(new PowerOfTwo(false), endpoints, 100)).containsExactly(100, 0);
    }
}
