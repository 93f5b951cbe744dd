package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstrations of rollouts: what probes, draining and checks do to requests, and that the event log says why each failed. */
final class RolloutDemoTest {
    private static final Pattern REFUSED = Pattern.compile("refused (\\d+)");

    @TempDir
    private static Path folder;

    private static final SortedMap<String, String> said = new TreeMap<>();

    @BeforeAll
    static void run() {
        for (String demo : List.of("rolling-update", "swarm-update")) {
            Call call = Call.wavetank("demo", demo, "--replications", "1", "--no-charts", "-o", folder.resolve(demo))
                    .succeeded();
            said.put(demo, call.out());
        }
    }

    @Test
    void without_a_probe_requests_go_to_pods_that_are_not_up_and_a_drain_saves_the_rest() throws IOException {
        assertThat(early("rolling-update", "no-probe")).isBetween(3_000L, 5_000L);
        assertThat(early("rolling-update", "probe")).isZero();
        assertThat(late("rolling-update", "probe")).isBetween(300L, 800L);
        assertThat(failed("rolling-update", "probe-drain")).isZero();
        assertThat(said.get("rolling-update")).containsPattern("probe-drain +5 .* 0\\.0%\\R");
        assertThat(rollout("rolling-update", "probe").path("seconds").asDouble())
                .isBetween(18.0, 26.0);
    }

    @Test
    void a_bad_version_takes_the_service_down_unless_it_is_probed() throws IOException {
        assertThat(failed("rolling-update", "bad-no-probe")).isGreaterThan(100_000);
        assertThat(failed("rolling-update", "bad-probe")).isZero();
        assertThat(rollout("rolling-update", "bad-probe").path("stage").asText())
                .isEqualTo("rolled back");
        assertThat(rollout("rolling-update", "bad-probe").at("/pods/v1").asLong())
                .isEqualTo(10);
    }

    @Test
    void an_update_of_swarm_takes_a_time_that_its_settings_say() throws IOException {
        // five rounds of two: 2 s to start, 10 s to be healthy where it is checked, 2 s of delay; stopping first, what
        // is under way; 5 s watched at the end
        assertThat(seconds("stop-first")).isBetween(25.0, 26.0);
        assertThat(seconds("stop-first-check")).isBetween(65.0, 66.0);
        assertThat(seconds("start-first-check")).isBetween(65.0, 66.0);
        assertThat(rollout("swarm-update", "stop-first-check")
                        .path("least_endpoints")
                        .asInt())
                .isEqualTo(8);
        assertThat(rollout("swarm-update", "start-first-check")
                        .path("least_endpoints")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void a_bad_version_of_a_swarm_service_is_paused_or_rolled_back() throws IOException {
        assertThat(rollout("swarm-update", "bad-pause").path("stage").asText()).isEqualTo("paused");
        assertThat(rollout("swarm-update", "bad-rollback").path("stage").asText())
                .isEqualTo("rolled back");
        assertThat(rollout("swarm-update", "bad-rollback").at("/pods/v1").asLong())
                .isEqualTo(10);
        assertThat(failed("swarm-update", "bad-rollback")).isLessThan(200);
        assertThat(failed("swarm-update", "bad-no-check")).isGreaterThan(100_000);
    }

    /** Where nothing is retried, each request that failed is one that a pod refused, and the log says which, and when that pod came up or was told to stop. */
    @Test
    void the_event_log_explains_each_failure() throws IOException {
        for (String arm : List.of("no-probe", "probe")) {
            assertThat(failed("rolling-update", arm))
                    .isEqualTo(early("rolling-update", arm) + late("rolling-update", arm));
        }
        long told = events("rolling-update", "no-probe").stream()
                .filter(line -> line.contains("pod_listening") && line.contains("web-v2"))
                .mapToLong(RolloutDemoTest::refused)
                .sum();
        assertThat(told).isEqualTo(early("rolling-update", "no-probe"));
        assertThat(events("swarm-update", "bad-rollback"))
                .anyMatch(line -> line.contains("pod_restarted") && line.contains("web-v2-1"))
                .anyMatch(line -> line.contains("rollout_status") && line.contains("rolling back"));
    }

    private static long refused(String line) {
        Matcher matcher = REFUSED.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static List<String> events(String demo, String arm) throws IOException {
        Path file = folder.resolve(demo).resolve(arm).resolve("events.jsonl.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static JsonNode arm(String demo, String arm) {
        return Folder.json(folder.resolve(demo).resolve(arm).resolve("summary.json"))
                .at("/runs/0");
    }

    private static JsonNode rollout(String demo, String arm) {
        return arm(demo, arm).at("/rollouts/web");
    }

    private static double seconds(String arm) {
        return rollout("swarm-update", arm).path("seconds").asDouble();
    }

    private static long early(String demo, String arm) {
        return rollout(demo, arm).path("refused_early").asLong();
    }

    private static long late(String demo, String arm) {
        return rollout(demo, arm).path("refused_late").asLong();
    }

    private static long failed(String demo, String arm) {
        return arm(demo, arm).at("/traffic/requests/users/failed").asLong();
    }
}
