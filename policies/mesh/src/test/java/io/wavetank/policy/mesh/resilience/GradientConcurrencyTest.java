package io.wavetank.policy.mesh.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience.GradientConcurrency.Settings;
import io.wavetank.policy.traffic.CallOutcome;
import org.junit.jupiter.api.Test;

/** The limit, window by window, worked out by hand from the formula of the gradient controller. */
final class GradientConcurrencyTest {
    private static final long MILLI = 1_000_000;
    private static final Settings SETTINGS = new Settings(3, 20, 100 * MILLI, 10_000 * MILLI, 5, 50, 25, 0);

    private final GradientConcurrency limiter = new GradientConcurrency(SETTINGS, 0, new Draws(1, 0));

    private void call(long startNanos, long latencyNanos) {
        assertThat(limiter.tryEnter(startNanos)).isTrue();
        limiter.leave(CallOutcome.OK, latencyNanos, startNanos + latencyNanos);
    }

    /** Five calls of 10 ms: the ideal is 10 ms, measured until 50 ms. */
    private void measure() {
        for (int i = 0; i < 5; i++) {
            call(10L * i * MILLI, 10 * MILLI);
        }
    }

    @Test
    void while_it_measures_the_limit_is_the_least() {
        assertThat(limiter.tryEnter(0)).isTrue();
        assertThat(limiter.tryEnter(0)).isTrue();
        assertThat(limiter.tryEnter(0)).isTrue();
        assertThat(limiter.tryEnter(0)).isFalse();
    }

    /** g = 12.5 / 10 = 1.25: 3.75 + 1.93 = 5.68; then 6.25 + 2.5 = 8.75; then 10 + 3.16 = 13.16. */
    @Test
    void it_grows_while_latency_is_ideal() {
        measure();
        call(60 * MILLI, 10 * MILLI);
        assertThat(limiter.limit(149 * MILLI)).isEqualTo(3);
        assertThat(limiter.limit(150 * MILLI)).isEqualTo(5);
        call(160 * MILLI, 10 * MILLI);
        assertThat(limiter.limit(250 * MILLI)).isEqualTo(8);
        call(260 * MILLI, 10 * MILLI);
        assertThat(limiter.limit(350 * MILLI)).isEqualTo(13);
        call(360 * MILLI, 10 * MILLI);
        call(460 * MILLI, 10 * MILLI);
        assertThat(limiter.limit(550 * MILLI)).isEqualTo(20);
    }

    /** From 13, with 50 ms: g = 0.25, at least 0.5: 6.5 + 2.55 = 9.05; then 4.5 + 2.12 = 6.62. */
    @Test
    void it_shrinks_by_half_at_most_when_latency_grows() {
        it_grows_to_thirteen();
        call(360 * MILLI, 50 * MILLI);
        assertThat(limiter.limit(450 * MILLI)).isEqualTo(9);
        call(460 * MILLI, 50 * MILLI);
        assertThat(limiter.limit(550 * MILLI)).isEqualTo(6);
    }

    private void it_grows_to_thirteen() {
        measure();
        for (int i = 0; i < 3; i++) {
            call((60 + 100L * i) * MILLI, 10 * MILLI);
        }
        assertThat(limiter.limit(350 * MILLI)).isEqualTo(13);
    }

    @Test
    void a_window_without_calls_leaves_it_alone() {
        it_grows_to_thirteen();

        assertThat(limiter.limit(9_000 * MILLI)).isEqualTo(13);
    }

    /** The measurement ended at 50 ms, so the next begins at 10,050 ms; the limit before it comes back after. */
    @Test
    void it_measures_again_and_returns_to_what_it_was() {
        it_grows_to_thirteen();

        assertThat(limiter.limit(10_050 * MILLI - 1)).isEqualTo(13);
        assertThat(limiter.limit(10_050 * MILLI)).isEqualTo(3);
        for (int i = 0; i < 5; i++) {
            call((10_060 + 20L * i) * MILLI, 20 * MILLI);
        }
        assertThat(limiter.limit(10_160 * MILLI)).isEqualTo(13);
        call(10_170 * MILLI, 20 * MILLI);
        assertThat(limiter.limit(10_260 * MILLI)).isEqualTo(20); // 16.25 + 4.03, at most 20: 20 ms is the ideal now
    }

    @Test
    void what_began_before_a_measurement_says_nothing_about_it() {
        it_grows_to_thirteen();
        assertThat(limiter.tryEnter(10_049 * MILLI)).isTrue();
        for (int i = 0; i < 4; i++) {
            call((10_060 + 10L * i) * MILLI, 10 * MILLI);
        }
        limiter.leave(CallOutcome.OK, 51 * MILLI, 10_100 * MILLI);

        assertThat(limiter.limit(10_100 * MILLI)).isEqualTo(3);
        call(10_101 * MILLI, 10 * MILLI);
        assertThat(limiter.limit(10_111 * MILLI)).isEqualTo(13);
    }

    /** 3 * 0.5 + 1.22 = 2.7, at least 3: five windows in a row at the least begin a measurement at the fifth's end. */
    @Test
    void five_windows_at_the_least_begin_a_measurement() {
        measure();
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.limit((149 + 100L * i) * MILLI)).isEqualTo(3);
            call((60 + 100L * i) * MILLI, 80 * MILLI);
        }
        limiter.limit(550 * MILLI);
        for (int i = 0; i < 5; i++) {
            call((551 + 80L * i) * MILLI, 80 * MILLI);
        }
        call(952 * MILLI, 80 * MILLI);

        assertThat(limiter.limit(1_051 * MILLI)).isEqualTo(5); // 80 ms is the ideal now: 3.75 + 1.93
    }

    @Test
    void what_did_not_enter_does_not_leave() {
        assertThatIllegalStateException().isThrownBy(() -> limiter.leave(CallOutcome.OK, 1, 1));
    }
}
