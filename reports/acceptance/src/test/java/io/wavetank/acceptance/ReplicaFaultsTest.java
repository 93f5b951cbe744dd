package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the horizontal pod autoscaler makes of replicas of which one has a fault: 340 requests a second of 5 ms to four replicas of two cores use 21 % of them, of
 * which 25 % are wanted. That is 0.84 of it, and 0.84 * 4 = 3.4 replicas are four; what it wants is done at once.
 */
final class ReplicaFaultsTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 4, name: "n-{i}", capacity: {cpu: 2, memory: 8Gi}}]}
            traffic:
              services:
                - {name: web, balancer: round-robin, calls: {timeout: 1s}, steps: [{work: {distribution: constant, value: 5ms}}]}
              requests:
                - {name: all, to: web, arrivals: {process: poisson, rate: 340/s}}
            services: [{name: web, replicas: 4, cpu: 2, start: 5s}]
            autoscaling: {replicas: {name: hpa, least: 1, most: 8, cpu: 25, down_stabilization: 0s}}
            policies: {scheduler: kubernetes}
            faults: [FAULT]
            run: {seed: 1, until: 300s}
            report: {window: {from: 1m}, charts: false}
            """;

    private final ScenarioRuns runs;

    ReplicaFaultsTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    /** It is not known to be lost while it is down. Were its replica taken to use nothing, 0.6 * 4 would be three. */
    @Test
    void a_replica_on_a_node_that_is_down_is_no_reason_for_fewer() throws IOException {
        JsonNode replicas = runs.run(SCENARIO.replace("FAULT", "{at: 200s, node: n-1, for: 30s}"))
                .at("/services/0/replicas");

        assertThat(replicas.path("downs").asLong(-1)).isZero();
        assertThat(replicas.path("ups").asLong(-1)).isZero();
    }

    /** Each holds 41 % of its memory, of which half is wanted: 0.82 * 4 are four. Of three that run 0.82 * 3 would be three, were the fourth not taken to use all that it asks for. */
    @Test
    void a_pod_that_waits_after_a_crash_is_no_reason_for_fewer() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(
                        "balancer: round-robin,",
                        "balancer: round-robin, memory: {base: 430Mi, request: 1, limit: 2Gi},")
                .replaceFirst("services: \\[\\{name: web, replicas.*\n.*\n", """
                        rollouts:
                          - service: web
                            replicas: 4
                            cpu: 1
                            memory: 1Gi
                            replica_autoscaler: {name: hpa, least: 1, most: 8, cpu: 0, memory: 50, down_stabilization: 0s}
                            by: {rolling: {}}
                            versions: [{name: v1}]
                            start: 2s
                            boot: 3s
                        """)
                .replace("FAULT", "{crash: {app: web}, after: {distribution: exponential, mean: 100s}}"));

        assertThat(run.at("/tasks/losses").asLong()).isGreaterThan(4);
        assertThat(run.at("/services/0/replicas/downs").asLong(-1)).isZero();
        assertThat(run.at("/services/0/replicas/ups").asLong(-1)).isZero();
    }
}
