package io.wavetank.workload.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged files are either read, or refused by a fault of one line that names the file; never anything else, and never for long. Of each byte one bit is
 * flipped; {@code scripts/test --campaign} flips all eight.
 */
final class DamagePropertyTest {
    private static final String SCHEMA = """
            message trace {
              required int64 id;
              required int64 submission_time (TIMESTAMP(MILLIS,true));
              optional int64 duration;
              required int32 cpu_count;
              optional int64 mem_capacity;
              optional group parents (LIST) { repeated group list { optional int64 element; } }
              optional binary name (STRING);
            }
            """;
    private static final boolean ALL_BITS = Boolean.getBoolean("wavetank.campaign");
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Path written(CompressionCodecName codec, WriterVersion version, boolean dictionary, boolean checksum) {
        List<Consumer<Group>> rows = new ArrayList<>();
        for (long row = 0; row < 12; row++) {
            long id = row;
            rows.add(group -> {
                group.append("id", id)
                        .append("submission_time", 1_704_067_200_000L + id)
                        .append("duration", 3_600_000L)
                        .append("cpu_count", 1)
                        .append("mem_capacity", 10_000L)
                        .append("name", "task " + id % 3);
                if (id > 0) {
                    group.addGroup("parents").addGroup("list").append("element", id - 1);
                }
            });
        }
        return Written.file(
                folder.resolve("whole.parquet"),
                SCHEMA,
                builder -> builder.withCompressionCodec(codec)
                        .withWriterVersion(version)
                        .withDictionaryEncoding(dictionary)
                        .withPageWriteChecksumEnabled(checksum),
                rows);
    }

    @ParameterizedTest(name = "{0} {1} dictionary {2} checksum {3}")
    @CsvSource({
        "UNCOMPRESSED, PARQUET_1_0, true, false",
        "UNCOMPRESSED, PARQUET_2_0, false, false",
        "SNAPPY, PARQUET_2_0, true, false",
        "ZSTD, PARQUET_1_0, false, false",
        "UNCOMPRESSED, PARQUET_1_0, false, true"
    })
    void every_flipped_bit_is_read_over_or_reported(
            CompressionCodecName codec, WriterVersion version, boolean dictionary, boolean checksum)
            throws IOException {
        byte[] whole = Files.readAllBytes(written(codec, version, dictionary, checksum));
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = ALL_BITS ? 0 : at % 8; bit < (ALL_BITS ? 8 : at % 8 + 1); bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                refused += refused(flipped) ? 1 : 0;
            }
        }

        assertThat(refused).isBetween(whole.length / 4, 8 * whole.length);
    }

    @Test
    void files_that_are_cut_off_anywhere_are_refused() throws IOException {
        byte[] whole = Files.readAllBytes(written(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true, false));
        for (int length = 16; length < whole.length; length += 3) {
            assertThat(refused(Arrays.copyOf(whole, length)))
                    .as("of length %d", length)
                    .isTrue();
        }
        assertThat(refused(whole)).isFalse();
    }

    /** Whether the file is refused; if it is not, all of it can be read. */
    private boolean refused(byte[] bytes) throws IOException {
        Path file = folder.resolve("damaged.parquet");
        Files.write(file, bytes);
        return assertTimeoutPreemptively(LONGEST, () -> {
            try {
                Trace trace = TraceFormats.open(file, null, TraceOptions.DEFAULT);
                for (var type : trace.recordTypes()) {
                    trace.inspect(type);
                }
                return false;
            } catch (TraceFormatException e) {
                assertThat(e.getMessage())
                        .startsWith(file.toString())
                        .doesNotContain("\n")
                        .contains("; ");
                return true;
            }
        });
    }
}
