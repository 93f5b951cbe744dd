package io.wavetank.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WrappedTextTest {
    private static final String SIXTY = "a".repeat(60);

    @Test
    void lines_end_within_the_terminal_and_go_on_under_the_text() {
        List<String> lines = WrappedText.lines("Lead  ", SIXTY + " " + SIXTY + " b");

        assertThat(lines).containsExactly("Lead  " + SIXTY, "      " + SIXTY + " b");
    }

    @Test
    void a_number_stays_with_its_unit_and_its_interval() {
        assertThat(WrappedText.lines("", SIXTY + " from 12 s until 60 d; then"))
                .containsExactly(SIXTY + " from 12 s until", "60 d; then");
        assertThat(WrappedText.lines("", SIXTY + " differ (12.5 +-0.4 points)"))
                .containsExactly(SIXTY + " differ", "(12.5 +-0.4 points)");
        assertThat(WrappedText.lines("", SIXTY + " a share of 12 % and"))
                .containsExactly(SIXTY + " a share of 12 %", "and");
    }

    @Test
    void a_number_does_not_hold_on_to_a_word() {
        assertThat(WrappedText.lines("", SIXTY + " there are 12 schedulers"))
                .containsExactly(SIXTY + " there are 12", "schedulers");
    }

    @Test
    void a_no_break_space_is_one() {
        assertThat(WrappedText.lines("", SIXTY + " and then 1\u00a0Deployment"))
                .containsExactly(SIXTY + " and then", "1 Deployment");
    }

    @Test
    void a_word_longer_than_a_line_stands_alone() {
        assertThat(WrappedText.lines("x ", "a " + "b".repeat(90) + " c"))
                .containsExactly("x a", "  " + "b".repeat(90), "  c");
    }
}
