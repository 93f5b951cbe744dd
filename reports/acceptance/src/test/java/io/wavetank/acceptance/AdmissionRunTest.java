package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with quotas: what may not come in is tried again, or fails, and the event log says why. */
final class AdmissionRunTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 4, capacity: {cpu: 8, memory: 32Gi}}]}
            workload:
              generate:
                inflows:
                  - name: batch
                    arrivals: {process: at-start, count: 10}
                    kinds: [{name: batch, cpu: 1, memory: 1Gi, run_time: 30s}]
                until: {time: 1s}
            admission:
              resourceQuotas: [{name: few, hard: {pods: 4}}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, replications: 1}
            report: {events: true, charts: false}
            """;

    private final ScenarioRuns runs;

    AdmissionRunTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    @Test
    void what_is_refused_comes_in_when_others_are_over() throws IOException {
        JsonNode run = runs.run(SCENARIO);

        // four at a time for 30 s; tried again after 10, 30, 70 and 150 s: at 30 s four come in, at 70 s the last two
        assertThat(run.at("/tasks/finished").asLong()).isEqualTo(10);
        assertThat(run.path("end_ns").asLong()).isEqualTo(100_000_000_000L);
        assertThat(run.at("/admission/tasks_refused").asLong()).isEqualTo(6);
        assertThat(run.at("/admission/refusals/quota default~1few").asLong()).isEqualTo(6 + 6 + 2);
        assertThat(runs.log())
                .filteredOn(line -> line.contains("\"refused\""))
                .hasSize(14)
                .first()
                .asString()
                .contains(
                        "\"t_ns\":0",
                        "\"id\":\"batch-4\"",
                        "exceeded quota: few, requested: pods=1, used: pods=4, limited: pods=4");
    }

    @Test
    void or_it_fails_at_once() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("admission:", "admission:\n  again: false"));

        assertThat(run.at("/tasks/finished").asLong()).isEqualTo(4);
        assertThat(run.at("/tasks/failed").asLong()).isEqualTo(6);
        assertThat(run.path("end_ns").asLong()).isEqualTo(30_000_000_000L);
    }

    @Test
    void what_can_never_come_in_is_never_placed_and_the_run_ends() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("pods: 4", "pods: 0"));

        assertThat(run.at("/tasks/never_placed").asLong()).isEqualTo(10);
    }

    @Test
    void services_get_as_many_replicas_as_their_quota_allows() throws IOException {
        JsonNode run = runs.run("""
                cluster: {nodes: [{count: 4, capacity: {cpu: 8, memory: 32Gi}}]}
                services:
                  - {name: web, replicas: 6, cpu: 1, load: {rate: 10/s}}
                admission:
                  resourceQuotas: [{name: cores, hard: {requests.cpu: 4}}]
                policies: {scheduler: kubernetes}
                run: {seed: 1, replications: 1, until: 10m}
                report: {events: true, charts: false}
                """);

        assertThat(run.at("/tasks/running").asLong()).isEqualTo(4);
        // one after the other, as a ReplicaSet stops at the first: 5 ms, doubled, some 17 times in 10 min
        assertThat(run.at("/admission/refusals/quota default~1cores").asLong()).isBetween(15L, 19L);
    }
}
