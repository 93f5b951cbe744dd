package io.wavetank.workload.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Which hours at the ends of a trace are whole: those of which no more is missing than a gap or two. */
final class HourlyCountsTest {
    private static final long MINUTE = 60_000_000_000L;

    private final HourlyCounts counts = new HourlyCounts();

    /** Adds one every so many minutes. */
    private void every(int minutes, int from, int to) {
        for (int minute = from; minute < to; minute += minutes) {
            counts.add(minute * MINUTE, 1);
        }
    }

    @Test
    void an_hour_in_which_the_trace_ends_is_not_whole() {
        every(2, 0, 260);

        assertThat(counts.hours()).isEqualTo(5);
        assertThat(counts.count(4)).isEqualTo(10);
        assertThat(counts.firstWhole()).isZero();
        assertThat(counts.endWhole()).isEqualTo(4);
    }

    @Test
    void nor_is_one_in_which_it_begins() {
        every(2, 40, 300);

        assertThat(counts.firstWhole()).isEqualTo(1);
        assertThat(counts.endWhole()).isEqualTo(5);
    }

    @Test
    void minutes_that_are_counted_at_their_beginning_are_a_whole_hour() {
        for (int minute = 0; minute < 180; minute++) {
            counts.add(minute * MINUTE, 5000);
        }

        assertThat(counts.firstWhole()).isZero();
        assertThat(counts.endWhole()).isEqualTo(3);
    }

    @Test
    void of_a_trace_without_a_whole_hour_there_are_all() {
        every(2, 40, 80);

        assertThat(counts.firstWhole()).isZero();
        assertThat(counts.endWhole()).isEqualTo(2);
    }

    @Test
    void hours_are_spread_over_whole_ones() {
        every(2, 40, 260);
        Distribution spread = counts.spread("per hour");

        assertThat(spread.count()).isEqualTo(3);
        assertThat(spread.min()).isEqualTo(30);
        assertThat(spread.max()).isEqualTo(30);
    }

    @Test
    void of_a_trace_without_a_whole_hour_nothing_is_said_of_an_hour() {
        every(2, 40, 80);

        assertThat(counts.spread("per hour").count()).isZero();
    }

    @Test
    void means_by_hour_of_the_day_are_over_whole_hours() {
        every(2, 0, 24 * 60 + 20);

        assertThat(counts.endWhole()).isEqualTo(24);
        assertThat(counts.byHourOfDay()[0]).isEqualTo(30, within(1e-12));
    }
}
