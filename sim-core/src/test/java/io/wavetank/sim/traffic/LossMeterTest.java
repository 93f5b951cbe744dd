package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long requests were failing after a loss, by hand: ten requests a second, some of which fail. */
final class LossMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final LossMeter meter = new LossMeter();

    /** So many seconds of ten requests each, the first {@code failed} of which fail. */
    private void seconds(int from, int to, int failed) {
        for (int second = from; second < to; second++) {
            for (int i = 0; i < 10; i++) {
                meter.ended(second * SECOND + i * SECOND / 10, i >= failed);
            }
        }
    }

    @Test
    void requests_are_failing_up_to_the_last_stretch_with_more_than_a_hundredth() {
        meter.lost(100 * SECOND);
        seconds(100, 112, 1);
        seconds(112, 300, 0);

        assertThat(meter.result(300 * SECOND)).isEqualTo(new LossRecovery(1, 15, 15, false));
    }

    @Test
    void a_calm_shorter_than_a_minute_does_not_count() {
        meter.lost(100 * SECOND);
        seconds(100, 105, 1);
        seconds(105, 160, 0);
        seconds(160, 161, 1);
        seconds(161, 300, 0);

        assertThat(meter.result(300 * SECOND).failingMeanSeconds()).isEqualTo(65);
        assertThat(meter.watching()).isFalse();
    }

    @Test
    void what_fails_later_is_nothing_to_the_loss() {
        meter.lost(100 * SECOND);
        seconds(100, 200, 0);
        seconds(200, 300, 9);

        assertThat(meter.result(300 * SECOND)).isEqualTo(new LossRecovery(1, 0, 0, false));
    }

    @Test
    void two_losses_have_a_mean_and_what_never_ends_lasts_to_the_end_at_least() {
        meter.lost(100 * SECOND);
        seconds(100, 110, 1);
        seconds(110, 200, 0);
        meter.lost(200 * SECOND);
        seconds(200, 230, 10);

        assertThat(meter.result(230 * SECOND)).isEqualTo(new LossRecovery(2, 20, 30, true));
    }

    @Test
    void nobody_knows_whether_it_is_over_until_a_minute_has_been_calm() {
        meter.lost(100 * SECOND);
        seconds(100, 105, 1);
        seconds(105, 150, 0);

        assertThat(meter.result(150 * SECOND)).isEqualTo(new LossRecovery(1, 5, 5, true));
    }

    @Test
    void a_stretch_that_the_end_cuts_short_is_no_calm_one() {
        meter.lost(100 * SECOND);
        seconds(100, 105, 1);
        seconds(105, 163, 0);

        assertThat(meter.result(163 * SECOND)).isEqualTo(new LossRecovery(1, 5, 5, true));
    }

    @Test
    void a_stretch_that_the_end_cuts_short_fails_until_the_end() {
        meter.lost(100 * SECOND);
        seconds(100, 132, 1);

        assertThat(meter.result(132 * SECOND)).isEqualTo(new LossRecovery(1, 32, 32, true));
    }

    @Test
    void without_a_loss_there_is_nothing_to_tell() {
        assertThat(meter.result(SECOND).losses()).isZero();
        assertThat(meter.result(SECOND).failingMeanSeconds()).isNaN();
    }
}
