package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code wavetank demo retry-storm} claims, in two replications: a failure that outlives its trigger, what ends it, and who is called when. */
final class RetryStormTest {
    private static final int OFFERED = 3;
    private static final int ANSWERED = 4;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() {
        Call.wavetank("demo", "retry-storm", "--replications", "2", "--no-charts", "-o", folder.resolve("out"))
                .succeeded();
    }

    @Test
    void plain_retries_keep_the_service_down_when_the_trigger_has_gone() throws IOException {
        for (int replication = 0; replication < 2; replication++) {
            assertThat(answered("retries", replication, 60, 120)).isGreaterThan(0.97);
            assertThat(answered("retries", replication, 300, 360)).isLessThan(0.01);
        }
        assertThat(alerts("retries")).isNotEmpty().allMatch(alert -> !alert.has("ended_ns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-retries", "budget", "breaker", "both"})
    void without_retries_or_with_a_budget_or_a_breaker_it_recovers(String arm) throws IOException {
        for (int replication = 0; replication < 2; replication++) {
            assertThat(answered(arm, replication, 60, 120)).isGreaterThan(0.97);
            assertThat(answered(arm, replication, 180, 360)).isGreaterThan(0.97);
        }
        // somebody is called within 25 s of the trigger at 2:00, and is told within 30 s of its end at 2:30 that it is
        // over
        assertThat(alerts(arm)).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.path("fired_ns").asLong() / 1e9).isBetween(120.0, 150.0);
            assertThat(alert.path("ended_ns").asLong() / 1e9).isBetween(150.0, 180.0);
        });
    }

    @Test
    void what_is_compared_is_what_users_notice() {
        var differences = Folder.json(folder.resolve("out/summary.json")).path("differences");

        assertThat(differences)
                .filteredOn(row -> row.path("scheduler").asText().equals("retries")
                        && row.path("figure").asText().equals("failed requests"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("minus").asText()).isEqualTo("no-retries");
                    assertThat(row.path("mean").asDouble()).isBetween(0.5, 0.6);
                    assertThat(row.path("differs").asBoolean()).isTrue();
                });
        assertThat(differences).anyMatch(row -> row.path("figure").asText().equals("p99 of requests"));
    }

    @Test
    void metrics_are_written_at_the_instants_that_are_asked_for() throws IOException {
        Path file = folder.resolve("out/both/r0/metrics-150s.txt");

        assertThat(Files.readString(file)).contains("arm=\"both\"").endsWith("# EOF\n");
    }

    /** The share of the requests of a stretch of time that were answered well. */
    private static double answered(String arm, int replication, int fromSeconds, int toSeconds) throws IOException {
        Path file =
                folder.resolve("out").resolve(arm).resolve("r" + replication).resolve("traffic.csv.gz");
        double offered = 0;
        double answered = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            for (String row : rows.subList(fromSeconds / 2, toSeconds / 2)) {
                offered += Double.parseDouble(row.split(",", -1)[OFFERED]);
                answered += Double.parseDouble(row.split(",", -1)[ANSWERED]);
            }
        }
        return answered / offered;
    }

    private static List<JsonNode> alerts(String arm) {
        JsonNode alerts = Folder.json(folder.resolve("out").resolve(arm).resolve("r0/summary.json"))
                .at("/runs/0/alerts");
        return List.copyOf(
                IntStream.range(0, alerts.size()).mapToObj(alerts::get).toList());
    }
}
