package io.wavetank.policy.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.scaling.KeepAlive;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KeepAliveTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final KeepAlive.Windows STANDARD = new KeepAlive.Windows(0, 4 * HOUR);

    private static KeepAlive.Windows after(long... idleNanos) {
        var histogram = new HybridHistogram(240);
        KeepAlive.Windows windows = histogram.used(-1);
        for (long idle : idleNanos) {
            windows = histogram.used(idle);
        }
        return windows;
    }

    @Test
    void a_fixed_time_is_the_same_after_every_use() {
        KeepAlive fixed = new FixedKeepAlive(10 * MINUTE);

        assertThat(fixed.used(-1)).isEqualTo(new KeepAlive.Windows(0, 10 * MINUTE));
        assertThat(fixed.used(HOUR)).isEqualTo(new KeepAlive.Windows(0, 10 * MINUTE));
    }

    @Test
    void with_too_few_idle_times_the_image_is_kept_for_the_whole_range() {
        assertThat(after()).isEqualTo(STANDARD);
        assertThat(after(30 * MINUTE)).isEqualTo(STANDARD);
    }

    @Test
    void a_regular_function_is_loaded_a_tenth_before_its_time_and_kept_a_tenth_longer() {
        // bin 30: from 30 * 0.9 to 31 * 1.1 minutes
        assertThat(after(30 * MINUTE, 30 * MINUTE, 30 * MINUTE))
                .isEqualTo(new KeepAlive.Windows(27 * MINUTE, 34 * MINUTE + 6_000_000_000L - 27 * MINUTE));
    }

    /** The fifth percentile of twenty is the first of them. */
    @Test
    void one_of_twenty_is_the_fifth_percentile_and_one_of_twenty_one_is_not() {
        long[] idle = new long[20];
        Arrays.fill(idle, 30 * MINUTE);
        idle[7] = 10 * MINUTE;
        assertThat(after(idle).prewarmNanos()).isEqualTo(9 * MINUTE);

        long[] more = Arrays.copyOf(idle, 21);
        more[20] = 30 * MINUTE;
        assertThat(after(more).prewarmNanos()).isEqualTo(27 * MINUTE);
    }

    @Test
    void a_function_that_is_used_all_the_time_stays_loaded() {
        assertThat(after(MINUTE / 2, MINUTE / 2, MINUTE / 2).prewarmNanos()).isZero();
        assertThat(after(MINUTE / 2, MINUTE / 2, MINUTE / 2).keepNanos()).isEqualTo(66_000_000_000L);
    }

    @Test
    void idle_times_all_over_the_range_say_nothing() {
        long[] idle = new long[240];
        for (int minute = 0; minute < idle.length; minute++) {
            idle[minute] = minute * MINUTE;
        }

        assertThat(after(idle)).isEqualTo(STANDARD);
    }

    @Test
    void longer_idle_times_than_the_range_are_forecast_with_a_margin_on_both_sides() {
        assertThat(after(10 * HOUR, 10 * HOUR, 10 * HOUR))
                .isEqualTo(new KeepAlive.Windows(8 * HOUR + 30 * MINUTE, 3 * HOUR));
    }

    @Test
    void idle_times_that_take_turns_are_forecast_to_go_on_so() {
        KeepAlive.Windows windows =
                after(6 * HOUR, 10 * HOUR, 6 * HOUR, 10 * HOUR, 6 * HOUR, 10 * HOUR, 6 * HOUR, 10 * HOUR);
        double middle = windows.prewarmNanos() + windows.keepNanos() / 2.0;

        assertThat(middle / HOUR).isBetween(5.999, 6.001);
    }

    @Test
    void what_was_loaded_in_vain_ends_when_it_is_unloaded() {
        var windows = new KeepAlive.Windows(20 * MINUTE, 10 * MINUTE);

        assertThat(windows.wasted(15 * MINUTE)).isZero();
        assertThat(windows.wasted(25 * MINUTE)).isEqualTo(5 * MINUTE);
        assertThat(windows.wasted(HOUR)).isEqualTo(10 * MINUTE);
        assertThat(windows.loadedAfter(25 * MINUTE)).isTrue();
        assertThat(windows.loadedAfter(15 * MINUTE)).isFalse();
    }
}
