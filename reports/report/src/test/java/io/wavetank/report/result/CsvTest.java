package io.wavetank.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the file is what was given, quoted where it has to be. */
final class CsvTest {
    @TempDir
    private Path folder;

    @Test
    void quotes_only_what_needs_it() throws IOException {
        Path file = folder.resolve("a.csv");
        try (var csv = new Csv(file, List.of("name", "with,comma"))) {
            csv.field("plain").field("a \"b\", c").endRow();
            csv.field("zwölf €").field("two\nlines").endRow();
            csv.field("").field("ü,").endRow();
        }
        assertThat(Files.readString(file)).isEqualTo("""
                name,"with,comma"
                plain,"a ""b"", c"
                zwölf €,"two
                lines"
                ,"ü,"
                """);
    }

    @Test
    void writes_times_again_where_they_are_equal_and_nothing_for_what_has_not_happened() throws IOException {
        Path file = folder.resolve("a.csv");
        try (var csv = new Csv(file, List.of("a", "b", "c", "d"))) {
            csv.time(5).time(5).time(-1).time(1234567890123L).endRow();
            csv.time(1234567890123L).time(0).time(0).time(5).endRow();
        }
        assertThat(Files.readString(file)).isEqualTo("a,b,c,d\n5,5,,1234567890123\n1234567890123,0,0,5\n");
    }

    @Test
    void rows_of_any_length_and_number_come_out_of_the_packed_file() throws IOException {
        Path file = folder.resolve("a.csv.gz");
        var expected = new StringBuilder("a,b\n");
        try (var csv = new Csv(file, List.of("a", "b"))) {
            for (int row = 0; row < 5000; row++) {
                String text = "x".repeat(row % 97 == 0 ? 70_000 : row % 13);
                csv.field(text).time(row / 7).endRow();
                expected.append(text).append(',').append(row / 7).append('\n');
            }
        }
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(expected.toString()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                99,
                100,
                101,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                -1,
                Long.MIN_VALUE
            })
    void digits_are_those_of_the_number_at_the_edges(long value) {
        assertThat(digits(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void digits_are_those_of_any_number() {
        var draws = new Draws(1, 0);
        for (int i = 0; i < 20_000; i++) {
            long value = draws.bits(i, 0) >> draws.below(64, i, 1);
            assertThat(digits(value)).isEqualTo(Long.toString(value));
        }
    }

    private static String digits(long value) {
        byte[] target = new byte[30];
        int end = Digits.write(value, target, 3);
        return new String(target, 3, end - 3, StandardCharsets.US_ASCII);
    }
}
