package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled Mesos scenario: frameworks, declines and filters are counted, and a hoarding framework harms the others less under quota. */
final class MesosRunTest {
    @TempDir
    private Path folder;

    @Test
    void a_hoarding_framework_harms_the_others_and_quota_bounds_the_harm() throws IOException {
        Path scenario = folder.resolve("mesos.yaml");
        Path out = folder.resolve("out");
        Call.wavetank("init", scenario, "--example", "mesos").succeeded();

        Call.wavetank("run", scenario, "--replications", "1", "--set", "run.until=3h", "-o", out)
                .succeeded();

        JsonNode runs = Folder.json(out.resolve("summary.json")).path("runs");
        JsonNode alone = run(runs, "mesos");
        JsonNode promised = run(runs, "mesos-quota");
        assertThat(run(runs, "kubernetes").has("scheduler_counts")).isFalse();
        assertThat(promised.at("/tasks/finished").asLong())
                .isGreaterThan(alone.at("/tasks/finished").asLong());
        assertThat(promised.at("/queueing_delay_s/mean").asDouble())
                .isLessThan(alone.at("/queueing_delay_s/mean").asDouble());
        for (JsonNode each : new JsonNode[] {alone, promised}) {
            JsonNode counts = each.path("scheduler_counts");
            assertThat(counts.path("offers_filtered.web").asLong()).isPositive();
            for (String framework : new String[] {"web", "batch", "lab"}) {
                long answered = counts.path("offers_accepted." + framework).asLong()
                        + counts.path("offers_declined." + framework).asLong();
                assertThat(counts.path("offers_made." + framework).asLong())
                        .isGreaterThanOrEqualTo(answered)
                        .isPositive();
                assertThat(answered).isPositive();
            }
        }
    }

    @Test
    void a_hoarding_framework_starts_when_its_gang_is_there_though_it_holds_everything() throws IOException {
        Path scenario = Files.writeString(folder.resolve("hoard.yaml"), """
                name: hoard
                cluster:
                  nodes: [{count: 4, name: "n-{i}", capacity: {cpu: 16, memory: 64Gi, pods: 110}}]
                workload:
                  generate:
                    inflows:
                      - name: experiments
                        arrivals: {process: poisson, rate: 60/h}
                        kinds: [{name: trial, cpu: 1, memory: 1Gi, run_time: 1m}]
                    until: {time: 2h}
                policies:
                  scheduler:
                    - {name: mesos, frameworks: [{name: lab, kind: hoarding, takes: all, gang: 3, hold: 5h}]}
                run: {seed: 1, replications: 1, until: 4h}
                """, StandardCharsets.UTF_8);
        Path out = folder.resolve("out");

        Call.wavetank("run", scenario, "-o", out).succeeded();

        JsonNode tasks = run(Folder.json(out.resolve("summary.json")).path("runs"), "mesos")
                .path("tasks");
        long submitted = tasks.path("submitted").asLong();
        assertThat(submitted).isGreaterThan(50);
        assertThat(tasks.path("finished").asLong()).isEqualTo(submitted / 3 * 3);
    }

    @Test
    void dominant_shares_stand_in_the_timeline() throws IOException {
        Path scenario = folder.resolve("mesos.yaml");
        Path out = folder.resolve("out");
        Call.wavetank("init", scenario, "--example", "mesos").succeeded();

        Call.wavetank("run", scenario, "--replications", "1", "--set", "run.until=30m", "-o", out)
                .succeeded();

        try (var in = new GZIPInputStream(Files.newInputStream(out.resolve("mesos/timeline.csv.gz")))) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            assertThat(lines[0])
                    .endsWith(
                            "dominant_share_batch_millionths,dominant_share_lab_millionths,dominant_share_web_millionths");
            String[] last = lines[lines.length - 2].split(",", -1);
            assertThat(Long.parseLong(last[last.length - 1].strip())).isBetween(1L, 1_000_000L);
        }
    }

    @Test
    void a_mistake_in_a_framework_is_named_with_its_place() throws IOException {
        Path scenario = folder.resolve("mesos.yaml");
        Call.wavetank("init", scenario, "--example", "mesos").succeeded();
        Files.writeString(
                scenario,
                Files.readString(scenario, StandardCharsets.UTF_8).replace("kind: hoarding", "kind: greasy"),
                StandardCharsets.UTF_8);

        Call call = Call.wavetank("validate", scenario);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err().replaceAll("\\s+", " "))
                .contains("mesos.yaml:")
                .contains("item 3: kind is 'greasy'; expected marathon, batch, greedy or hoarding");
    }

    private static JsonNode run(JsonNode runs, String scheduler) {
        for (JsonNode each : runs) {
            if (each.path("scheduler").asText().equals(scheduler)) {
                return each;
            }
        }
        throw new AssertionError("No run of " + scheduler);
    }
}
