package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.record.ServiceFigures;
import org.junit.jupiter.api.Test;

class ProvisioningTest {
    private static final double A_MINUTE = 60;

    private final Provisioning provisioning = new Provisioning(0.5);
    private long nowNanos;

    /** Each replica serves 10 requests a second, and is to be half used: 20 requests a second want 4. */
    private void hold(int ready) {
        hold(ready, A_MINUTE);
    }

    private void hold(int ready, double seconds) {
        nowNanos += (long) (seconds * 1e9);
        provisioning.expect(10);
        provisioning.hold(seconds, 20, ready, 10.0 * ready, nowNanos);
    }

    @Test
    void overshoot_is_the_largest_share_too_many_within_ten_minutes_of_a_lag() {
        hold(3);
        hold(6);
        hold(5);
        assertThat(provisioning.figures().overshoot()).isEqualTo(0.5);
        assertThat(provisioning.figures().lags()).isOne();
    }

    @Test
    void what_goes_on_for_longer_than_ten_minutes_is_overshoot_and_what_begins_after_them_is_not() {
        hold(3);
        hold(6, 10 * A_MINUTE);
        hold(8);
        assertThat(provisioning.figures().overshoot()).isEqualTo(0.5);

        hold(3);
        hold(8, 20 * A_MINUTE);
        assertThat(provisioning.figures().overshoot()).isEqualTo((0.5 + 1) / 2);
    }

    @Test
    void shares_are_of_the_demand_and_weighed_by_time() {
        provisioning.changed(2, 3, nowNanos);
        hold(3);
        provisioning.changed(3, 6, nowNanos);
        hold(6, 2 * A_MINUTE);
        provisioning.changed(6, 4, nowNanos);
        hold(4);

        // a quarter missing for one of four minutes, half too many for two of them
        assertThat(provisioning.figures())
                .isEqualTo(new ServiceFigures.Elasticity(
                        (3 + 2 * 6 + 4) / 4.0,
                        6,
                        4,
                        0.25 / 4,
                        0.5 / 2,
                        0.25,
                        0.5,
                        1,
                        1,
                        A_MINUTE,
                        A_MINUTE,
                        0.5,
                        2,
                        1,
                        1));
        provisioning.forget();
        hold(4);
        assertThat(provisioning.figures())
                .isEqualTo(new ServiceFigures.Elasticity(4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_lag_that_goes_on_counts_as_far_as_it_has_come() {
        hold(3);
        hold(4);
        hold(2, 3 * A_MINUTE);

        assertThat(provisioning.figures().lags()).isEqualTo(2);
        assertThat(provisioning.figures().lagsOver()).isOne();
        assertThat(provisioning.figures().lagMeanSeconds()).isEqualTo(2 * A_MINUTE);
        assertThat(provisioning.figures().lagMaxSeconds()).isEqualTo(3 * A_MINUTE);
    }

    @Test
    void what_a_lag_before_the_window_led_to_is_no_figure_of_the_window() {
        hold(3);
        hold(8);
        provisioning.forget();
        hold(8);
        hold(3);
        hold(4);
        assertThat(provisioning.figures().lags()).isOne();
        assertThat(provisioning.figures().overshoot()).isZero();
    }
}
