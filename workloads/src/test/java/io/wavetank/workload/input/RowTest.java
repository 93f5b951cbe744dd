package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.workload.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowTest {
    @TempDir
    private Path folder;

    private interface Reading<T> {
        T of(Row row) throws IOException;
    }

    private <T> T commas(String line, Reading<T> reading) throws IOException {
        try (Lines lines = TraceFile.of(Written.text(folder, "rows", line)).lines()) {
            assertThat(lines.next()).isTrue();
            Row row = new Row(lines);
            row.splitCommas();
            return reading.of(row);
        }
    }

    private List<String> texts(String line) throws IOException {
        return commas(line, row -> {
            var texts = new ArrayList<String>();
            for (int field = 0; field < row.count(); field++) {
                texts.add(row.text(field));
            }
            return texts;
        });
    }

    @Test
    void splits_at_commas_with_quotes() throws IOException {
        assertThat(texts("a,,c,")).containsExactly("a", "", "c", "");
        assertThat(texts("\"a,b\",\"say \"\"no\"\"\",\"\"")).containsExactly("a,b", "say \"no\"", "");
        assertThat(texts(",".repeat(99))).hasSize(100);
        assertThatThrownBy(() -> texts("a,\"b")).hasMessageContaining("rows:1: the quote of field 2 is not closed");
        assertThatThrownBy(() -> texts("\"a\"b")).hasMessageContaining("text after the closing quote of field 1");
    }

    @Test
    void shared_texts_are_the_texts_and_equal_ones_one_object() throws IOException {
        String line = "a,b,12345678,12345678,123456789,123456789,zwölf,zwölf,a," + "x".repeat(70) + ",c,,b";
        commas(line, row -> {
            var shared = new ArrayList<String>();
            for (int field = 0; field < row.count(); field++) {
                shared.add(row.sharedText(field));
                assertThat(shared.get(field)).isEqualTo(row.text(field));
            }
            assertThat(shared.get(2)).isSameAs(shared.get(3));
            assertThat(shared.get(4)).isSameAs(shared.get(5));
            assertThat(shared.get(6)).isSameAs(shared.get(7));
            assertThat(shared).hasSize(13);
            return shared;
        });
    }

    @Test
    void scales_by_powers_of_ten_exactly_and_rounds_what_is_beyond_up() throws IOException {
        String line = "0.03125,1,.5,7.,-0.25,0.0000000001,0.005404705821447985,123456789012,1e2,0.10,0";
        long[] expected = {
            31_250_000L,
            1_000_000_000L,
            500_000_000L,
            7_000_000_000L,
            -250_000_000L,
            1,
            5_404_706,
            0,
            100_000_000_000L,
            100_000_000L,
            0
        };
        commas(line, row -> {
            for (int field = 0; field < expected.length; field++) {
                if (field == 7) {
                    assertThatThrownBy(() -> row.scaled(7, "c", 9))
                            .hasMessageContaining("'123456789012' is beyond what 64 bits hold");
                } else {
                    assertThat(row.scaled(field, "c", 9)).isEqualTo(expected[field]);
                }
            }
            return row;
        });
        for (String bad : List.of("", "-", ".", "1.2.3", "x", "1e400", "--1")) {
            assertThatThrownBy(() -> commas(bad + ",1", row -> row.scaled(0, "c", 9)))
                    .hasMessageContaining("rows:1: column 'c': number");
        }
    }

    @Test
    void splits_at_runs_of_blanks() throws IOException {
        try (Lines lines =
                TraceFile.of(Written.text(folder, "rows", "  1\t 22  -1 \r\n")).lines()) {
            lines.next();
            Row row = new Row(lines);
            row.splitBlanks();
            assertThat(row.count()).isEqualTo(3);
            assertThat(row.text(1)).isEqualTo("22");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "007, 7",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
    })
    void reads_whole_numbers(String text, long value) throws IOException {
        long read = commas(text, row -> row.whole(0, "x"));
        assertThat(read).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | whole number expected, got 'abc'",
                "NaN | whole number expected, got 'NaN'",
                "1.5 | whole number expected, got '1.5'",
                "1e3 | whole number expected, got '1e3'",
                "-   | whole number expected, got '-'",
                "+1  | whole number expected, got '+1'",
                "9223372036854775808  | '9223372036854775808' is beyond what 64 bits hold",
                "-9223372036854775809 | '-9223372036854775809' is beyond what 64 bits hold",
                "99999999999999999999999 | '99999999999999999999999' is beyond what 64 bits hold",
            })
    void names_column_and_value_of_what_is_no_whole_number(String text, String problem) {
        assertThatThrownBy(() -> commas(text, row -> row.whole(0, "cpu_milli")))
                .hasMessageEndingWith("rows:1: column 'cpu_milli': " + problem + "; correct or delete this line");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1000000000",
        "12.5, 12500000000",
        "0.30000000000000004, 300000000",
        "1e-05, 10000",
        "1.5E3, 1500000000000",
        "9223372036, 9223372036000000000",
        "0000000000000001, 1000000000",
        "-0.25, -250000000",
    })
    void reads_seconds_with_decimals_as_nanoseconds(String text, long nanos) throws IOException {
        long read = commas(text, row -> row.nanos(0, "x"));
        assertThat(read).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9223372037 | more than the 292 years",
                "1e39 | more than the 292 years",
                "1e999999999 | number of ordinary size expected",
                "1e-999999999 | number of ordinary size expected",
                "1e99999999999 | number expected",
                "NaN | number expected, got 'NaN'",
                "Infinity | number expected",
                "- | number expected",
                "1..2 | number expected",
            })
    void reports_seconds_that_are_none(String text, String problem) {
        assertThatThrownBy(() -> commas(text, row -> row.nanos(0, "run time")))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("rows:1: column 'run time': ")
                .hasMessageContaining(problem);
    }

    @Test
    void takes_zero_decimals_for_a_whole_number_where_writers_put_them() throws IOException {
        List<Long> read = commas(
                "64.0,100,64.00,0.0",
                row -> List.of(
                        row.wholeOrZeroDecimals(0, "x"),
                        row.wholeOrZeroDecimals(1, "x"),
                        row.wholeOrZeroDecimals(2, "x"),
                        row.wholeOrZeroDecimals(3, "x")));
        assertThat(read).containsExactly(64L, 100L, 64L, 0L);
        assertThatThrownBy(() -> commas("64.50", row -> row.wholeOrZeroDecimals(0, "x")))
                .hasMessageContaining("'64.50'");
        assertThatThrownBy(() -> commas(".0", row -> row.wholeOrZeroDecimals(0, "x")))
                .hasMessageContaining("'.0'");
    }

    @Test
    void checks_bounds() {
        assertThatThrownBy(() -> commas("-5", row -> row.whole(0, "memory_mib", 0, 9)))
                .hasMessageContaining("-5 is negative");
        assertThatThrownBy(() -> commas("10", row -> row.whole(0, "gpu", 0, 9)))
                .hasMessageContaining("10 is more than 9");
    }

    /** So many lines that they do not end where what is read at once does, with quotes now and then and fields of all lengths. */
    private static List<List<String>> lines(long seed) {
        Draws draws = new Draws(seed, 0);
        List<List<String>> lines = new ArrayList<>();
        for (int line = 0; line < 4000; line++) {
            List<String> fields = new ArrayList<>();
            int count = draws.below(40, line, 0) == 0 ? 1 + draws.below(90, line, 1) : 1 + draws.below(12, line, 1);
            for (int field = 0; field < count; field++) {
                int length = draws.below(3, line, 100 + field) == 0 ? 0 : draws.below(14, line, 200 + field);
                String text = "a1 -.z\u00e4\t9:b_c".repeat(2).substring(0, length);
                fields.add(draws.below(60, line, 300 + field) == 0 ? text + ",\"" : text);
            }
            lines.add(fields);
        }
        return lines;
    }

    private static String written(String field) {
        return field.indexOf('"') < 0 ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_line_is_split_as_it_is_looked_for_into_the_fields_that_were_written(long seed) throws IOException {
        List<List<String>> lines = lines(seed);
        String end = seed % 2 == 0 ? "\r\n" : "\n";
        var text = new StringBuilder();
        lines.forEach(fields -> text.append(
                        String.join(",", fields.stream().map(RowTest::written).toList()))
                .append(end));
        List<List<String>> read = new ArrayList<>();
        try (Lines file =
                TraceFile.of(Written.text(folder, "rows", text.toString())).lines()) {
            Row row = new Row(file);
            while (file.next(row)) {
                row.splitCommas();
                List<String> fields = new ArrayList<>();
                for (int field = 0; field < row.count(); field++) {
                    fields.add(row.text(field));
                    assertThat(row.names(field).id(0, 0)).isEqualTo(row.text(field));
                    assertThat(row.sharedText(field)).isEqualTo(row.text(field));
                }
                read.add(fields);
                assertThat(file.number()).isEqualTo(read.size());
            }
        }

        assertThat(read).isEqualTo(lines);
    }
}
