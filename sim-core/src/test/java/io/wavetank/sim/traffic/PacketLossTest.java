package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import org.junit.jupiter.api.Test;

/** Messages that are lost are sent again after 200 ms, doubled each time. */
final class PacketLossTest {
    private static final double MILLI = 1e6;
    private static final Place HERE = new Place(0, -1, 0, 0);
    private static final Place THERE = new Place(1, -1, 0, 0);

    private final PacketLoss loss = new PacketLoss(new Draws(1, 0));

    @Test
    void of_which_a_tenth_is_lost_one_in_ten_is_late_and_the_mean_is_that_of_the_doubled_geometric() {
        loss.lossOf(1, 0.1, true);
        int late = 0;
        double sum = 0;
        int all = 400_000;
        for (int i = 0; i < all; i++) {
            long nanos = loss.nanos(HERE, THERE, i, 0);
            assertThat(nanos % 200_000_000).isZero();
            late += nanos > 0 ? 1 : 0;
            sum += nanos;
        }

        assertThat(late / (double) all).isCloseTo(0.1, within(0.002));
        assertThat(sum / all / MILLI).isCloseTo(200 * 0.1 / (1 - 2 * 0.1), within(0.6));
    }

    /** Linux gives a connection up after 924.6 s: fifteen times sent again, and a last wait of 120 s. */
    @Test
    void time_outs_are_doubled_up_to_two_minutes() {
        assertThat(PacketLoss.later(0)).isZero();
        assertThat(PacketLoss.later(3)).isEqualTo(1_400_000_000L);
        assertThat(PacketLoss.later(16)).isEqualTo(924_600_000_000L);
    }

    @Test
    void both_ends_of_a_way_lose_their_share_and_what_stays_on_a_node_is_not_lost() {
        loss.lossOf(0, 0.5, true);
        loss.lossOf(1, 0.5, true);
        int late = 0;
        for (int i = 0; i < 100_000; i++) {
            late += loss.nanos(HERE, THERE, i, 0) > 0 ? 1 : 0;
            assertThat(loss.nanos(THERE, THERE, i, 0)).isZero();
        }

        assertThat(late / 1e5).isCloseTo(0.75, within(0.005));
    }

    @Test
    void when_all_that_loses_is_over_nothing_is_lost() {
        loss.lossOf(1, 0.3, true);
        loss.lossOf(1, 0.2, true);
        loss.lossOf(1, 0.3, false);
        assertThat(loss.any()).isTrue();
        loss.lossOf(1, 0.2, false);

        assertThat(loss.any()).isFalse();
    }
}
