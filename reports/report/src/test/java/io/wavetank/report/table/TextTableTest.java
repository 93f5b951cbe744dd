package io.wavetank.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void columns_line_up() {
        var table = new TextTable(List.of("name", "a", "long head"));
        table.add(List.of("x", "1,000", "2"));

        assertThat(table.lines()).containsExactly("name      a  long head", "x     1,000          2");
    }

    @Test
    void a_name_too_long_for_the_line_stands_above_its_figures() {
        String name = "n".repeat(70);
        var table = new TextTable(List.of("scheduler", "a figure", "another"));
        table.add(List.of(name, "12345678", "1234567"));
        table.add(List.of("short", "1", "2"));

        assertThat(table.lines())
                .containsExactly(
                        "scheduler" + " ".repeat(51) + "  a figure  another",
                        name,
                        " ".repeat(60) + "  12345678  1234567",
                        "short" + " ".repeat(55) + "         1        2");
    }

    @Test
    void columns_that_do_not_fit_a_terminal_stand_below_without_the_rows_that_say_nothing_there() {
        String wide = "w".repeat(30);
        var table = new TextTable(List.of("counted", "a", "b", "c"));
        table.add(List.of("all", wide, wide, wide));
        table.add(List.of("not c", "1", "-", "-"));

        String gap = " ".repeat(29);
        assertThat(table.lines())
                .containsExactly(
                        "counted  " + gap + "a  " + gap + "b",
                        "all      " + wide + "  " + wide,
                        "not c    " + gap + "1  " + gap + "-",
                        "",
                        "counted  " + gap + "c",
                        "all      " + wide);
    }

    @Test
    void where_many_names_would_stand_above_their_figures_columns_stand_below_instead() {
        String name = "n".repeat(30);
        String wide = "1".repeat(24);
        var table = new TextTable(List.of("counted", "a", "b"));
        table.add(List.of(name, wide, wide));
        table.add(List.of(name, wide, "2"));
        table.add(List.of("short", wide, "3"));

        String head = "counted" + " ".repeat(23);
        assertThat(table.lines())
                .containsExactly(
                        head + " ".repeat(25) + "a",
                        name + "  " + wide,
                        name + "  " + wide,
                        "short" + " ".repeat(25) + "  " + wide,
                        "",
                        head + " ".repeat(25) + "b",
                        name + "  " + wide,
                        name + " ".repeat(25) + "2",
                        "short" + " ".repeat(25) + " ".repeat(25) + "3");
    }

    @Test
    void columns_below_in_which_no_row_says_anything_are_left_out() {
        String wide = "w".repeat(30);
        var table = new TextTable(List.of("counted", "a", "b", "a long head"));
        table.add(List.of("all", wide, wide, "-"));

        String gap = " ".repeat(29);
        assertThat(table.lines())
                .containsExactly("counted  " + gap + "a  " + gap + "b", "all      " + wide + "  " + wide);
    }
}
