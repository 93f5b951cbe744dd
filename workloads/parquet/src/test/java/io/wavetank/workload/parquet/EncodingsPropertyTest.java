package io.wavetank.workload.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.workload.input.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reference implementation writes, in both versions of pages, with and without dictionaries, packed and not, in small pages and groups, is
 * read back value by value. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class EncodingsPropertyTest {
    private static final String SCHEMA = """
            message trace {
              required int64 id;
              optional int32 small;
              optional double real;
              optional float single;
              optional boolean truth;
              optional binary name (STRING);
              optional int64 at (TIMESTAMP(MILLIS,true));
              optional fixed_len_byte_array(4) code;
              optional group parents (LIST) { repeated group list { optional int64 element; } }
              repeated group constraint { optional binary name (STRING); optional int32 relation; }
              optional group asked { optional double cpus; required int64 memory; }
            }
            """;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 60) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_written_is_read(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("parquet");
        List<String> expected = new ArrayList<>();
        List<Consumer<Group>> rows = new ArrayList<>();
        int count = draws.below(700, 0, 0);
        for (int row = 0; row < count; row++) {
            rows.add(row(draws, row, expected));
        }

        Path file = Written.file(folder.resolve("t.parquet"), SCHEMA, builder -> options(builder, draws), rows);

        assertThat(Rows.of(file)).isEqualTo(expected);
    }

    private static ExampleParquetWriter.Builder options(ExampleParquetWriter.Builder builder, Draws draws) {
        List<CompressionCodecName> codecs = List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW);
        return builder.withCompressionCodec(codecs.get(draws.below(codecs.size(), 1, 0)))
                .withWriterVersion(draws.below(2, 1, 1) == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                .withDictionaryEncoding(draws.below(2, 1, 2) == 0)
                .withByteStreamSplitEncoding(draws.below(2, 1, 3) == 0)
                .withPageWriteChecksumEnabled(draws.below(2, 1, 4) == 0)
                .withPageSize(200 + draws.below(2000, 1, 5))
                .withMinRowCountForPageSizeCheck(7)
                .withRowGroupSize(2000L + draws.below(20_000, 1, 6));
    }

    /** Fills in a row, and writes down what it should be read as. */
    private static Consumer<Group> row(Draws draws, int row, List<String> expected) {
        var text = new StringBuilder("id=" + row);
        List<Consumer<Group>> fields = new ArrayList<>();
        fields.add(group -> group.append("id", (long) row));
        if (draws.below(3, row, 10) > 0) {
            int small = draws.below(draws.below(2, row, 11) == 0 ? 5 : 2_000_000, row, 12) - 1_000_000;
            fields.add(group -> group.append("small", small));
            text.append(" small=").append(small);
        }
        if (draws.below(3, row, 20) > 0) {
            double real = draws.below(1000, row, 21) / 8.0 - 17;
            fields.add(group -> group.append("real", real));
            text.append(" real=").append(real);
        }
        if (draws.below(3, row, 30) > 0) {
            float single = draws.below(1000, row, 31) / 10.0f;
            fields.add(group -> group.append("single", single));
            text.append(" single=").append(single);
        }
        if (draws.below(3, row, 40) > 0) {
            boolean truth = draws.below(2, row, 41) == 0;
            fields.add(group -> group.append("truth", truth));
            text.append(" truth=").append(truth ? 1 : 0);
        }
        if (draws.below(3, row, 50) > 0) {
            String name = "name-" + "\u00e4".repeat(draws.below(3, row, 51)) + draws.below(20, row, 52);
            fields.add(group -> group.append("name", name));
            text.append(" name=").append(name);
        }
        if (draws.below(3, row, 60) > 0) {
            long at = 1_700_000_000_000L + draws.below(1_000_000, row, 61);
            fields.add(group -> group.append("at", at));
            text.append(" at=").append(at * 1_000_000);
        }
        if (draws.below(3, row, 70) > 0) {
            String code = "c" + (100 + draws.below(900, row, 71));
            fields.add(group -> group.append("code", code));
            text.append(" code=").append(code);
        }
        lists(draws, row, fields, text);
        expected.add(text.toString());
        return group -> fields.forEach(field -> field.accept(group));
    }

    private static void lists(Draws draws, int row, List<Consumer<Group>> fields, StringBuilder text) {
        if (draws.below(3, row, 80) > 0) {
            List<Long> parents = new ArrayList<>();
            for (int i = 0; i < draws.below(4, row, 81); i++) {
                parents.add(draws.below(4, row, 82 + i) == 0 ? -1L : draws.below(50, row, 90 + i));
            }
            fields.add(group -> {
                Group list = group.addGroup("parents");
                for (long parent : parents) {
                    Group element = list.addGroup("list");
                    if (parent >= 0) {
                        element.append("element", parent);
                    }
                }
            });
            if (!parents.isEmpty()) {
                text.append(" parents=");
                parents.forEach(
                        parent -> text.append(parent < 0 ? "null" : "" + parent).append(','));
            }
        }
        int constraints = Math.max(0, draws.below(5, row, 100) - 2);
        for (int i = 0; i < constraints; i++) {
            int relation = draws.below(4, row, 101 + i);
            fields.add(group -> {
                Group constraint = group.addGroup("constraint").append("name", "n" + relation);
                if (relation > 0) {
                    constraint.append("relation", relation);
                }
            });
        }
        if (constraints > 0) {
            text.append(" constraint.name=");
            for (int i = 0; i < constraints; i++) {
                text.append("n").append(draws.below(4, row, 101 + i)).append(',');
            }
            text.append(" constraint.relation=");
            for (int i = 0; i < constraints; i++) {
                int relation = draws.below(4, row, 101 + i);
                text.append(relation == 0 ? "null" : "" + relation).append(',');
            }
        }
        if (draws.below(3, row, 110) > 0) {
            long memory = draws.below(100, row, 111);
            boolean cpus = draws.below(2, row, 112) == 0;
            fields.add(group -> {
                Group asked = group.addGroup("asked");
                if (cpus) {
                    asked.append("cpus", memory / 4.0);
                }
                asked.append("memory", memory);
            });
            text.append(cpus ? " asked.cpus=" + memory / 4.0 : "")
                    .append(" asked.memory=")
                    .append(memory);
        }
    }
}
