package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of failover for the replicas of services that are scaled, and for pods that are rolled out: by hand. */
final class GuardedReplicasTest {
    /** Six replicas on six nodes of one core; one goes down at 3 min. They come up 10 s after they are placed. */
    private static final String SCALED = """
            cluster: {nodes: [{count: 8, capacity: {cpu: 1, memory: 4Gi}}]}
            services:
              - name: web
                replicas: 6
                cpu: 1
                start: 10s
                load: {rate: 100/s}
                request: {cpu: 20ms}
                replica_autoscaler: {name: fixed, replicas: 6}
            failover: [{name: web, among: {app: web}, need: 4, policy: immediate}]
            faults: [{node: node-1, at: 3m, for: 10m}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 15m}
            report: {events: true, charts: false}
            """;

    private static final String ROLLED = """
            cluster: {nodes: [{count: 4, capacity: {cpu: 8, memory: 32Gi}}]}
            traffic:
              services:
                - name: web
                  workers: 2
                  cores: 2
                  routed_by: callers
                  balancer: p2c
                  steps: [{work: {distribution: exponential, mean: 20ms}}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 100/s}}]
            rollouts:
              - service: web
                replicas: 5
                cpu: 1
                by: {rolling: {max_surge: 1, max_unavailable: 0}}
                versions: [{name: v1}, {name: v2}]
                start: 2s
                boot: 18s
                probes: {readiness: {period: 1s}}
                pre_stop: 1s
                updates: [{at: 2m, to: v2}]
            failover: [{name: web, among: {app: web}, need: 3, policy: {name: hot-standby, start: 0s}}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 6m}
            report: {window: {from: 60s}, events: true, charts: false}
            """;

    private final ScenarioRuns runs;

    GuardedReplicasTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    /** A node is found lost 40 s after its last heartbeat, of which there is one every 10 s; the system gives up what is there 5 min later, the policy at once. */
    @Test
    void replicas_on_a_lost_node_are_given_up_when_their_policy_says_so() throws IOException {
        JsonNode run = runs.run(SCALED);
        assertThat(run.at("/failover_services/0/given_up").asLong()).isEqualTo(1);
        // five are left, and the sixth serves again when it has been found lost, given up and has come up
        double missing = 6 - run.at("/failover_services/0/serving_mean").asDouble();
        assertThat(missing * (15 * 60 - 10)).isBetween(30.0 + 10, 50.0 + 10);
        assertThat(runs.times("lost", "web"))
                .hasSize(1)
                .allSatisfy(at -> assertThat(at).isBetween(210.0, 230.0));

        runs.run(SCALED.replaceAll("failover:.*\n", ""));
        assertThat(runs.times("lost", "web"))
                .hasSize(1)
                .allSatisfy(at -> assertThat(at).isBetween(510.0, 530.0));
    }

    @Test
    void standbys_take_no_load_until_they_are_switched_to() throws IOException {
        JsonNode run = runs.run(SCALED.replace("policy: immediate", "policy: {name: hot-standby, start: 0s}"));

        // four serve, each of 50 a second; those that stand by are ready as the control plane sees it
        assertThat(run.at("/services/0/replicas/mean").asDouble()).isBetween(3.8, 4.0);
        assertThat(run.at("/services/0/replicas/peak").asLong()).isEqualTo(4);
        assertThat(run.at("/services/0/requests/lost").asLong(-1)).isZero();
    }

    @Test
    void pods_that_are_rolled_out_serve_as_their_policy_has_it() throws IOException {
        JsonNode run = runs.run(ROLLED);

        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(5);
        assertThat(run.at("/rollouts/web/least_endpoints").asLong()).isBetween(2L, 3L);
        assertThat(run.at("/traffic/requests/users/failed").asLong(-1)).isZero();
    }

    /** Its two pods are in one zone while the other is down; when it is back one of them is told to stop, with its preStop, and another comes up in its place. */
    @Test
    void a_pod_that_is_to_be_spread_again_leaves_with_its_pre_stop() throws IOException {
        JsonNode run = runs.run(ROLLED.replace("{count: 4, capacity", "{count: 2, zones: [a, b], capacity")
                        .replace("replicas: 5", "replicas: 2")
                        .replace("pre_stop: 1s", "pre_stop: 7s")
                        .replace("    updates: [{at: 2m, to: v2}]\n", "    updates: []\n")
                        .replace(
                                "need: 3, policy: {name: hot-standby, start: 0s}",
                                "need: 1, policy: {name: spread, after: 60s, interval: 30s, start: 0s}")
                + "faults: [{node: node-1, at: 60s, for: 90s}]\n");

        assertThat(run.at("/failover_services/0/spread_again").asLong(-1)).isEqualTo(1);
        assertThat(runs.times("pod_terminating", "web")).containsExactly(210.0);
        assertThat(runs.times("pod_stopped_listening", "web")).containsExactly(217.0);
        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isEqualTo(2);
    }

    @Test
    void what_is_moved_live_is_refused_where_it_is_made_anew() throws IOException {
        for (String scenario : List.of(
                SCALED.replace("policy: immediate", "policy: migrate"),
                ROLLED.replace("{name: hot-standby, start: 0s}", "migrate"))) {
            assertThat(runs.error(scenario))
                    .contains("failover.0.policy: 'migrate' moves tasks with what they have done");
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes() throws IOException {
        runs.run(ROLLED);
        String first = runs.summary();
        runs.run(ROLLED);

        assertThat(runs.summary()).isEqualTo(first);
    }
}
