package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled scenario of control planes that fail: what runs goes on, nothing is decided, and what came in is caught up with. */
final class ControlPlaneTest {
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void nothing_starts_without_a_leader_work_goes_on_and_the_rest_is_caught_up_with() throws IOException {
        Path scenario = folder.resolve("fails.yaml");
        Path out = folder.resolve("out");
        Call.wavetank("init", scenario, "--example", "control-plane").succeeded();

        Call.wavetank("run", scenario, "--replications", "1", "-o", out).succeeded();

        JsonNode runs = Folder.json(out.resolve("summary.json")).path("runs");
        assertThat(runs).hasSize(3);
        for (JsonNode run : runs) {
            String scheduler = run.path("scheduler").asText();
            JsonNode faults = run.path("faults");
            assertThat(faults).as(scheduler).hasSize(2);
            long from = faults.at("/0/from_ns").asLong();
            long to = faults.at("/0/to_ns").asLong();
            assertThat(from).isEqualTo(90 * MINUTE);
            assertThat(to).as("30 minutes and an election, %s", scheduler).isBetween(120 * MINUTE, 121 * MINUTE);
            assertThat(faults.at("/1/from_ns").asLong()).isEqualTo(210 * MINUTE);
            assertThat(faults.at("/1/to_ns").asLong()).isBetween(210 * MINUTE + 1, 211 * MINUTE);

            Path own = out.resolve(scheduler.replaceAll("[^A-Za-z0-9._=-]", "_"));
            List<String[]> tasks = rows(own.resolve("tasks.csv.gz"));
            int start = column(tasks, "start_ns");
            int end = column(tasks, "end_ns");
            assertThat(within(tasks, start, from, to))
                    .as("starts, %s", scheduler)
                    .isZero();
            assertThat(within(tasks, end, from, to)).as("ends, %s", scheduler).isGreaterThan(20);
            assertThat(within(tasks, start, to, to + 2 * MINUTE))
                    .as("caught up, %s", scheduler)
                    .isGreaterThan(50);

            List<String[]> timeline = rows(own.resolve("timeline.csv.gz"));
            int up = column(timeline, "control_plane_up");
            int pending = column(timeline, "pending");
            int time = column(timeline, "t_ns");
            long most = 0;
            for (String[] row : timeline.subList(1, timeline.size())) {
                long at = Long.parseLong(row[time]);
                boolean down = (at >= from && at < to)
                        || (at >= 210 * MINUTE && at < faults.at("/1/to_ns").asLong());
                assertThat(row[up]).as("%s at %d", scheduler, at).isEqualTo(down ? "0" : "1");
                most = Math.max(most, Long.parseLong(row[pending]));
            }
            assertThat(most).isGreaterThan(150);
        }
        assertThat(Files.readString(out.resolve("charts/pending.svg"))).contains("control plane down");
    }

    private static List<String[]> rows(Path file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        }
    }

    private static int column(List<String[]> rows, String name) {
        return Arrays.asList(rows.get(0)).indexOf(name);
    }

    private static long within(List<String[]> rows, int column, long from, long to) {
        return rows.stream()
                .skip(1)
                .map(row -> row[column])
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .filter(at -> at >= from && at < to)
                .count();
    }
}
