package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of which a part breaks: a GPU is gone, the network loses packets. */
final class PartialFaultsTest {
    @TempDir
    Path folder = Path.of("");

    private JsonNode run(String scenario) throws Exception {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, scenario);
        Call.wavetank("run", file, "--no-charts", "-o", folder.resolve("out")).succeeded();
        return Folder.json(folder.resolve("out/summary.json")).at("/runs/0");
    }

    /** Four tasks keep four GPUs busy for 100 s. One is gone from 10 s to 60 s: who used it waits as long, and begins anew. */
    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "best-fit", "kubernetes", "mesos", "omega"})
    void a_gpu_that_is_gone_takes_its_task_with_it_and_not_the_node(String scheduler) throws Exception {
        JsonNode run = run(String.format(Locale.ROOT, """
                cluster: {nodes: [{count: 2, capacity: {cpu: 8, memory: 8Gi, gpu: {count: 2, model: T4}}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: 4}
                    kinds: [{name: a, cpu: 1, memory: 1Gi, gpu: {count: 1}, run_time: 100s}]
                    until: {time: 1h}
                policies: {scheduler: %s}
                faults: [{at: 10s, node: node-1, gpus_lost: 1, for: 50s}]
                run: {seed: 1, replications: 1, until: 1h}
                report: {window: {from: 0s}}
                """, scheduler));

        assertThat(run.at("/tasks/finished").asInt()).isEqualTo(4);
        assertThat(run.at("/tasks/losses").asInt()).isEqualTo(1);
        assertThat(run.at("/tasks/core_seconds_lost").asDouble()).isCloseTo(10, within(1.5));
        assertThat(run.at("/completion_s/max").asDouble()).isBetween(160.0, 166.0);
        assertThat(run.at("/availability/nodes").asDouble()).isEqualTo(1);
        assertThat(run.at("/availability/gpu").asDouble()).isLessThan(1);
        assertThat(run.at("/faults/0/name").asText()).isEqualTo("node node-1 GPU lost");
    }

    /** A tenth of the messages is lost on the way to the replica, and of the answers: 1 - 0.9^2 of the requests take more than 200 ms. */
    @Test
    void requests_over_a_network_that_loses_packets_are_late_or_time_out() throws Exception {
        String scenario = """
                cluster: {nodes: [{count: 1, capacity: {cpu: 64, memory: 8Gi}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: 1}
                    kinds: [{name: front, cpu: 64, memory: 1Gi, run_time: forever, labels: {app: front}}]
                    until: {time: 10m}
                traffic:
                  services:
                    - {name: front, selector: {app: front}, cores: 64, balancer: round-robin, calls: {%s}, steps: [{work: {distribution: constant, value: 1ms}}]}
                  requests:
                    - {name: all, to: front, arrivals: {process: poisson, rate: 100/s}}
                policies: {scheduler: first-fit}
                faults: [{at: 0s, node: node-1, packet_loss: 0.1}]
                run: {seed: 1, replications: 1, until: 10m}
                report: {window: {from: 1m}}
                """;
        JsonNode late = run(String.format(Locale.ROOT, scenario, "timeout: 60s"));
        // mean delay of a message: 200 ms p / (1 - 2 p)
        assertThat(late.at("/traffic/requests/all/latency_s/mean").asDouble())
                .isCloseTo(0.001 + 2 * 0.2 * 0.1 / 0.8, within(0.005));
        JsonNode lost = run(String.format(Locale.ROOT, scenario, "timeout: 100ms"));
        double share = 1
                - lost.at("/traffic/requests/all/answered").asDouble()
                        / lost.at("/traffic/requests/all/offered").asDouble();
        assertThat(share).isCloseTo(0.19, within(0.01));
    }
}
