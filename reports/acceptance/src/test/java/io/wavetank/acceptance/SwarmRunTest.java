package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled Swarm scenario: without a quorum work goes on and nothing starts, and what came meanwhile is made up for; services are spread. */
final class SwarmRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOST = 4 * 3600 * SECOND;
    private static final long REGAINED = LOST + 1800 * SECOND;

    @TempDir
    private Path folder;

    @Test
    void without_a_quorum_work_goes_on_and_nothing_starts_until_there_is_a_leader_again() throws IOException {
        Path out = run("--set", "run.until=6h");

        JsonNode fault = Folder.json(out.resolve("swarm/summary.json"))
                .path("runs")
                .path(0)
                .path("faults")
                .path(0);
        long leaderAgain = fault.path("to_ns").asLong();
        assertThat(fault.path("from_ns").asLong()).isEqualTo(LOST);
        assertThat(leaderAgain - REGAINED).isBetween(11 * SECOND, 20 * SECOND);
        List<Map<String, String>> tasks = Folder.rows(out.resolve("swarm/tasks.csv.gz"));
        assertThat(tasks).noneMatch(task -> within(task, "start_ns", leaderAgain));
        assertThat(tasks)
                .filteredOn(task -> within(task, "end_ns", leaderAgain))
                .hasSizeGreaterThan(50);
        assertThat(tasks)
                .filteredOn(task -> within(task, "submit_ns", leaderAgain)
                        && !String.valueOf(task.get("start_ns")).isEmpty())
                .hasSizeGreaterThan(50)
                .allMatch(task -> nanos(task, "start_ns") >= leaderAgain);
    }

    private static boolean within(Map<String, String> task, String column, long untilNanos) {
        return !String.valueOf(task.get(column)).isEmpty()
                && nanos(task, column) >= LOST
                && nanos(task, column) < untilNanos;
    }

    private static long nanos(Map<String, String> task, String column) {
        return Long.parseLong(String.valueOf(task.get(column)));
    }

    @Test
    void the_tasks_of_each_service_are_spread_over_zones_and_nodes() throws IOException {
        Path out = run("--set", "run.until=30m");

        Map<String, Map<String, Integer>> byService = new TreeMap<>();
        for (Map<String, String> task : Folder.rows(out.resolve("swarm/tasks.csv.gz"))) {
            if (String.valueOf(task.get("job")).startsWith("web")) {
                byService
                        .computeIfAbsent(String.valueOf(task.get("job")), key -> new TreeMap<>())
                        .merge(String.valueOf(task.get("node")), 1, Integer::sum);
            }
        }
        assertThat(byService).hasSize(10).allSatisfy((service, nodes) -> {
            assertThat(nodes.values()).allMatch(count -> count == 1);
            // zones a, b and c take turns: n-1, n-4, ... are in a
            Map<Integer, Integer> zones = new TreeMap<>();
            nodes.keySet().forEach(node -> zones.merge(Integer.parseInt(node.substring(2)) % 3, 1, Integer::sum));
            assertThat(zones.values()).containsExactlyInAnyOrder(1, 1, 2);
        });
    }

    private Path run(String... options) throws IOException {
        Path scenario = folder.resolve("swarm.yaml");
        Path out = folder.resolve("out");
        Call.wavetank("init", scenario, "--example", "swarm").succeeded();
        assertThat(Files.readString(scenario, StandardCharsets.UTF_8)).contains("at: 4h, for: 30m");
        Object[] words = new Object[options.length + 6];
        words[0] = "run";
        words[1] = scenario;
        words[2] = "--replications";
        words[3] = "1";
        words[4] = "-o";
        words[5] = out;
        System.arraycopy(options, 0, words, 6, options.length);
        Call.wavetank(words).succeeded();
        return out;
    }

    @Test
    void an_option_that_will_not_do_is_named_with_its_place() throws IOException {
        Path scenario = folder.resolve("swarm.yaml");
        Call.wavetank("init", scenario, "--example", "swarm").succeeded();
        Files.writeString(
                scenario,
                Files.readString(scenario, StandardCharsets.UTF_8).replace("restart_delay: 5s", "restart_delay: soon"),
                StandardCharsets.UTF_8);

        Call call = Call.wavetank("validate", scenario);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err().replaceAll("\\s+", " "))
                .contains("swarm.yaml:")
                .contains("option restart_delay")
                .contains("got 'soon'");
    }
}
