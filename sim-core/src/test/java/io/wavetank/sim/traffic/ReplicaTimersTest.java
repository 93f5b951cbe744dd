package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplicaTimersTest {
    private static final int REPLICAS = 90;
    private static final int STEPS = 2_000;
    /** So few that many replicas have the same. */
    private static final int INSTANTS = 40;

    private record Noted(int replica, long nanos, long order) {}

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_first_is_that_of_a_sorted_list_whatever_is_set_moved_and_cleared(long seed) {
        var draws = new Draws(seed, 0);
        var timers = new ReplicaTimers();
        List<Noted> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int replica = draws.below(REPLICAS, step, 0);
            expected.removeIf(each -> each.replica == replica);
            if (draws.below(4, step, 1) == 0) {
                timers.clear(replica);
            } else {
                long nanos = draws.below(INSTANTS, step, 2);
                timers.set(replica, nanos);
                expected.add(new Noted(replica, nanos, step));
            }

            assertThat(timers.size()).isEqualTo(expected.size());
            Noted first = expected.stream()
                    .min(Comparator.comparingLong(Noted::nanos).thenComparingLong(Noted::order))
                    .orElse(null);
            assertThat(timers.firstNanos()).isEqualTo(first == null ? Long.MAX_VALUE : first.nanos);
            if (first != null) {
                assertThat(timers.first()).isEqualTo(first.replica);
            }
        }
    }

    @Test
    void of_one_instant_the_first_set_is_the_first_and_one_that_is_set_anew_is_the_last() {
        var timers = new ReplicaTimers();
        timers.set(7, 10);
        timers.set(3, 10);
        timers.set(5, 10);
        timers.set(7, 10);

        assertThat(timers.first()).isEqualTo(3);
        timers.clear(3);
        assertThat(timers.first()).isEqualTo(5);
        timers.clear(5);
        assertThat(timers.first()).isEqualTo(7);
    }

    @Test
    void to_clear_what_was_never_set_is_nothing() {
        var timers = new ReplicaTimers();
        timers.clear(1_000);

        assertThat(timers.size()).isZero();
        assertThat(timers.firstNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
