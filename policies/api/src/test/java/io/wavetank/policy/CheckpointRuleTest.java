package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointRuleTest {
    private static final long SECOND = 1_000_000_000L;

    /** The captions of figures 3 to 5 of Daly's paper: a cost of 5 min, and 24 h, 6 h and 15 min between failures. */
    @ParameterizedTest
    @CsvSource({"1440, 117, 1", "360, 57, 1", "15, 9.1, 0.05"})
    void the_examples_of_the_paper_come_out(long meanMinutes, double intervalMinutes, double rounding) {
        long interval = new CheckpointRule.Daly().intervalNanos(5 * 60 * SECOND, meanMinutes * 60 * SECOND);

        assertThat(interval / 60e9).isEqualTo(intervalMinutes, Offset.offset(rounding));
    }

    @ParameterizedTest
    @CsvSource({"1440, 120", "360, 60"})
    void the_first_order_is_a_square_root(long meanMinutes, double intervalMinutes) {
        long interval = new CheckpointRule.Young().intervalNanos(5 * 60 * SECOND, meanMinutes * 60 * SECOND);

        assertThat(interval / 60e9).isEqualTo(intervalMinutes, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "2000, 7"})
    void where_a_checkpoint_takes_twice_the_time_between_failures_there_is_nothing_better_than_that_time(
            long cost, long mean) {
        assertThat(new CheckpointRule.Daly().intervalNanos(cost, mean)).isEqualTo(mean);
    }
}
