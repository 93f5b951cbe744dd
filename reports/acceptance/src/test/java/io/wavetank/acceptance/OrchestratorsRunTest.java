package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled scenario of three architectures: the same work under each, and a hoarding framework whose harm quota bounds. */
final class OrchestratorsRunTest {
    @TempDir
    private Path folder;

    @Test
    void swarm_and_kubernetes_do_what_mesos_with_a_hoarding_framework_does_not() throws IOException {
        Path scenario = folder.resolve("orchestrators.yaml");
        Path out = folder.resolve("out");
        Call.wavetank("init", scenario, "--example", "orchestrators").succeeded();

        Call.wavetank("run", scenario, "--replications", "1", "--set", "run.until=3h", "-o", out)
                .succeeded();

        JsonNode runs = Folder.json(out.resolve("summary.json")).path("runs");
        assertThat(finished(runs, "mesos-quota")).isGreaterThan(finished(runs, "mesos"));
        assertThat(finished(runs, "swarm")).isGreaterThan(finished(runs, "mesos-quota"));
        assertThat(finished(runs, "kubernetes")).isGreaterThan(finished(runs, "mesos-quota"));
        assertThat(run(runs, "swarm").at("/scheduler_counts/rounds").asLong()).isPositive();
        assertThat(run(runs, "swarm").at("/refusals").asLong(-1)).isZero();
        assertThat(run(runs, "mesos")
                        .at("/scheduler_counts/offers_declined.lab")
                        .asLong())
                .isPositive();
    }

    private static long finished(JsonNode runs, String scheduler) {
        return run(runs, scheduler).at("/tasks/finished").asLong();
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
