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
}
