package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that run short of memory: who is evicted, and what proxies take. */
final class MemoryPressureTest {
    /** One node of 4 GiB; frugal uses 1 GiB of the 2 it asks for; greedy asks for half a GiB and uses more; batch asks for 1 GiB and is less important. */
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 1, capacity: {cpu: 8, memory: 4Gi}}]}
            workload:
              generate:
                inflows:
                  - name: batch
                    arrivals: {process: at-start, count: 1}
                    kinds: [{name: batch, cpu: 1, memory: 1Gi, run_time: forever, priority: -10}]
                until: {time: 1s}
            rollouts:
              - {service: frugal, memory: 2Gi, cpu: 1, versions: [{name: v1}]}
              - {service: greedy, memory: 512Mi, cpu: 1, versions: [{name: v1}]}
            traffic:
              memory_pressure: {}
              services:
                - name: frugal
                  memory: {base: 1Gi, request: 1Mi, limit: 4Gi}
                  steps: [{work: 10ms}]
                - name: greedy
                  memory: {base: 1900Mi, request: 0, limit: 4Gi}
                  steps: [{work: 10ms}]
              requests:
                - {name: a, to: frugal, arrivals: {process: poisson, rate: 10/s}}
                - {name: b, to: greedy, arrivals: {process: poisson, rate: 10/s}}
            policies: {scheduler: kubernetes}
            run: {seed: 1, replications: 1, until: 15s}
            report: {window: {from: 2s, to: 15s}, charts: false, events: true}
            """;

    private final ScenarioRuns runs;

    MemoryPressureTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    @Test
    void a_pod_beyond_its_request_goes_first_whatever_its_priority() throws IOException {
        // 1 GiB + 1.9 GiB + 1 GiB leave 124 MiB; requests under way and 60 MiB more leave too little
        JsonNode run = runs.run(SCENARIO.replace("1900Mi", "1960Mi"));

        assertThat(run.at("/tasks/evictions").asLong()).isEqualTo(1);
        assertThat(run.at("/traffic/memory/evictions").asLong()).isEqualTo(1);
        assertThat(evicted()).startsWith("greedy-v1-1");
        assertThat(run.at("/traffic/memory/used_most").asDouble()).isBetween(0.978, 0.981);
    }

    @Test
    void with_room_left_nobody_goes() throws IOException {
        assertThat(runs.run(SCENARIO).at("/tasks/evictions").asLong(-1)).isZero();
    }

    @Test
    void proxies_take_memory_of_their_nodes() throws IOException {
        JsonNode run = runs.run(
                SCENARIO.replace("steps: [{work: 10ms}]", "proxy: {memory: 50Mi}\n      steps: [{work: 10ms}]"));

        // two proxies of 50 MiB are what leaves too little now
        assertThat(run.at("/traffic/memory/proxies_mean").asDouble()).isCloseTo(100.0 / 4096, within(1e-9));
        assertThat(evicted()).startsWith("greedy-v1-1");
    }

    @Test
    void where_nobody_is_beyond_its_request_priority_decides() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("memory: 512Mi, cpu", "memory: 1Gi, cpu")
                .replace("1900Mi", "1000Mi")
                .replace("base: 1Gi, request: 1Mi", "base: 2040Mi, request: 0"));

        assertThat(run.at("/tasks/evictions").asLong()).isEqualTo(1);
        assertThat(evicted()).startsWith("batch");
    }

    /**
     * The node has 1,048,576 pages, 1,048 of them a point. batch asks for 1 GiB of 4: 262,144 + 750 * 1,048 points; greedy asks for 3 GiB now, and has at most
     * 563,200 + 250 * 1,048; frugal 262,144 + 500 * 1,048.
     */
    @Test
    void between_two_looks_the_kernel_kills_who_has_the_most_points() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("memory_pressure: {}", "memory_pressure: {available: 0}")
                .replace("greedy, memory: 512Mi", "greedy, memory: 3Gi")
                .replace("memory: 2Gi", "memory: 0")
                .replace("kinds: [{name: batch, cpu: 1, memory: 1Gi", "kinds: [{name: batch, cpu: 1, memory: 1000Mi")
                .replace("base: 1900Mi, request: 0", "base: 1900Mi, request: 300Mi"));

        assertThat(run.at("/traffic/memory/evictions").asLong(-1)).isZero();
        assertThat(run.at("/traffic/memory/kills").asLong()).isEqualTo(3);
        assertThat(run.at("/traffic/services/greedy/tries").asLong())
                .isEqualTo(run.at("/traffic/services/greedy/outcomes/ok").asLong());
        // killed after 1 s, found at the relist of 2 s and started at once; then found at 3 s, and back 10 s later
        assertThat(String.join("\n", runs.log()))
                .contains(
                        "{\"t_ns\":2000000000,\"event\":\"crashed\",\"id\":\"batch-0\",\"node\":\"node-1\"}",
                        "{\"t_ns\":2000000000,\"event\":\"restarted\",\"id\":\"batch-0\",\"node\":\"node-1\"}",
                        "{\"t_ns\":3000000000,\"event\":\"crashed\",\"id\":\"batch-0\",\"node\":\"node-1\"}",
                        "{\"t_ns\":13000000000,\"event\":\"restarted\",\"id\":\"batch-0\",\"node\":\"node-1\"}")
                .doesNotContain("\"crashed\",\"id\":\"greedy", "\"crashed\",\"id\":\"frugal");
    }

    private String evicted() throws IOException {
        String line = runs.log().stream()
                .filter(each -> each.contains("\"evicted\""))
                .findFirst()
                .orElse("");
        return line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }
}
