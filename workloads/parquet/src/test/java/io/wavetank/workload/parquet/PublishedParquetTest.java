package io.wavetank.workload.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.wavetank.workload.input.Rows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published files, value by value beside the reference implementation. */
final class PublishedParquetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "opendc/bitbrains-small/tasks.parquet",
                "opendc/bitbrains-small/fragments.parquet",
                "opendc-failures/Facebook_user_reported.parquet",
                "opendc-failures/Netflix_user_reported.parquet",
                "opendc-failures/github-status_global-status_operator_reported.parquet",
                "opendc-failures/hypixel_online_game.parquet",
                "opendc-failures/slack_global-status_operator_reported.parquet",
                "wta-shell/workflows/schema-1.0/part.0.parquet"
            })
    void every_value_is_the_one_that_the_reference_reads(String name) throws IOException {
        Path file = SharedData.file("traces/" + name);
        Hydrator<StringBuilder, String, String> hydrator = new Hydrator<>() {
            @Override
            public StringBuilder start() {
                return new StringBuilder();
            }

            @Override
            public StringBuilder add(StringBuilder row, String heading, Object value) {
                return value == null
                        ? row
                        : row.append(row.isEmpty() ? "" : " ")
                                .append(heading)
                                .append('=')
                                .append(value);
            }

            @Override
            public String finish(StringBuilder row) {
                return row.toString();
            }
        };
        try (var rows = ParquetReader.streamContent(file.toFile(), hydrator, path -> String.join(".", path))) {
            assertThat(Rows.of(file)).isEqualTo(rows.toList());
        }
    }
}
