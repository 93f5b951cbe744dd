package io.wavetank.policy.swarm.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManagerGroupTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 2, 0", "3, 2, 1", "4, 3, 1", "5, 3, 2", "7, 4, 3"})
    void it_takes_more_than_half_to_decide(int managers, int quorum, int spare) {
        var group = ManagerGroup.of(managers);

        assertThat(group.quorum()).isEqualTo(quorum);
        assertThat(group.spare()).isEqualTo(spare);
        assertThat(group.decides(quorum)).isTrue();
        assertThat(group.decides(quorum - 1)).isFalse();
    }

    @Test
    void an_election_takes_the_least_time_out_and_a_tick() {
        var group = ManagerGroup.of(3);
        var draws = new Draws(1, 0);
        long least = Long.MAX_VALUE;
        long most = 0;
        long sum = 0;
        for (int election = 0; election < 10_000; election++) {
            long nanos = group.electionNanos(2, draws, election);
            assertThat(nanos % SECOND).isZero();
            least = Math.min(least, nanos);
            most = Math.max(most, nanos);
            sum += nanos;
        }

        assertThat(least).isEqualTo(11 * SECOND);
        assertThat(most).isEqualTo(20 * SECOND);
        // the lesser of two numbers from 0 to 9 is 2.85 on average
        assertThat(sum / 10_000.0 / SECOND).isBetween(13.75, 13.95);
    }

    @Test
    void a_manager_that_is_alone_elects_itself_at_once() {
        assertThat(ManagerGroup.of(1).electionNanos(1, new Draws(1, 0), 0)).isZero();
    }

    @Test
    void a_group_without_managers_is_none() {
        assertThatThrownBy(() -> ManagerGroup.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
