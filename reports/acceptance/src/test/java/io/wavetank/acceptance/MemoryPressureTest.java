package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
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

    @TempDir
    private Path folder;

    @Test
    void a_pod_beyond_its_request_goes_first_whatever_its_priority() throws IOException {
        // 1 GiB + 1.9 GiB + 1 GiB leave 124 MiB; requests under way and 60 MiB more leave too little
        JsonNode run = run(SCENARIO.replace("1900Mi", "1960Mi"));

        assertThat(run.at("/tasks/evictions").asLong()).isEqualTo(1);
        assertThat(run.at("/traffic/memory/evictions").asLong()).isEqualTo(1);
        assertThat(evicted()).startsWith("greedy-v1-1");
        assertThat(run.at("/traffic/memory/used_most").asDouble()).isBetween(0.978, 0.981);
    }

    @Test
    void with_room_left_nobody_goes() throws IOException {
        assertThat(run(SCENARIO).at("/tasks/evictions").asLong()).isZero();
    }

    @Test
    void proxies_take_memory_of_their_nodes() throws IOException {
        JsonNode run =
                run(SCENARIO.replace("steps: [{work: 10ms}]", "proxy: {memory: 100Mi}\n      steps: [{work: 10ms}]"));

        // two proxies of 100 MiB are what is too much now
        assertThat(run.at("/traffic/memory/proxies_mean").asDouble()).isCloseTo(200.0 / 4096, within(1e-9));
        assertThat(evicted()).startsWith("greedy-v1-1");
    }

    @Test
    void where_nobody_is_beyond_its_request_priority_decides() throws IOException {
        JsonNode run = run(SCENARIO.replace("memory: 512Mi, cpu", "memory: 1Gi, cpu")
                .replace("1900Mi", "1000Mi")
                .replace("base: 1Gi, request: 1Mi", "base: 2040Mi, request: 0"));

        assertThat(run.at("/tasks/evictions").asLong()).isEqualTo(1);
        assertThat(evicted()).startsWith("batch");
    }

    private String evicted() throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(folder.resolve("out/events.jsonl.gz")))) {
            String log = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String line = log.lines()
                    .filter(each -> each.contains("\"evicted\""))
                    .findFirst()
                    .orElse("");
            return line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        }
    }

    private JsonNode run(String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), scenario);
        Call.wavetank("run", file, "-o", folder.resolve("out")).succeeded();
        return Folder.json(folder.resolve("out/summary.json")).at("/runs/0");
    }
}
