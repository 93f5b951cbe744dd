package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a rollout whose nodes go down, are cut off or are emptied: worked out by hand, and told by the event log. */
final class RolloutNodesTest {
    /** Each pod has a node of its own, since no two fit; they are up some 36 s after they are placed, and one node is spare. */
    private static final String SCENARIO = """
            cluster:
              nodes: [{count: 5, capacity: {cpu: 4, memory: 32Gi}}]
            traffic:
              services:
                - name: web
                  workers: 2
                  cores: 2
                  balancer: p2c
                  routed_by: callers
                  steps: [{work: {distribution: exponential, mean: 20ms}}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 100/s}}]
            rollouts:
              - service: web
                replicas: 4
                cpu: 3
                by: {rolling: {max_surge: 0, max_unavailable: 1}}
                versions: [{name: v1}, {name: v2}]
                start: 2s
                boot: 34s
                probes: {readiness: {period: 1s}}
                pre_stop: 2s
                updates: [{at: 150s, to: v2}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 10m}
            report: {events: true, charts: false}
            """;

    private static final String STAYS =
            SCENARIO.replace("updates: [{at: 150s, to: v2}]", "updates: []").replace("until: 10m", "until: 4m");

    private final ScenarioRuns runs;

    RolloutNodesTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    /** It boots when its node goes down at 20 s, and again when the node is back at 50 s. */
    @Test
    void a_pod_on_a_node_that_is_down_comes_up_when_the_node_is_back() throws IOException {
        runs.run(STAYS + "faults: [{at: 20s, node: node-1, for: 30s}]\n");

        assertThat(runs.times("pod_ready", "web-v1")).hasSize(4).satisfies(times -> {
            assertThat(times.subList(0, 3)).allMatch(time -> time < 40);
            assertThat(times.get(3)).isBetween(86.0, 88.0);
        });
    }

    /** A node that is silent from 60 s on is known to be lost some 40 s later; what is on it is given up after 300 s more, and is not ready meanwhile. */
    @Test
    void a_pod_on_a_lost_node_is_the_one_that_may_be_unavailable() throws IOException {
        JsonNode run = runs.run(SCENARIO + "faults: [{at: 60s, node: node-1, for: 1h}]\n");

        assertThat(runs.times("pod_unready", "web-v1"))
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(95.0, 111.0));
        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(run.at("/rollouts/web/least_endpoints").asInt()).isEqualTo(3);
    }

    /** Nobody hears of a node from 60 s to 130 s; what is on it goes on. */
    @Test
    void a_pod_on_a_node_that_was_cut_off_is_ready_again_when_the_node_is_heard_of() throws IOException {
        JsonNode run = runs.run(SCENARIO + "faults: [{at: 60s, node: node-1, cut_off: true, for: 70s}]\n");

        assertThat(runs.times("pod_unready", "web-v1")).hasSize(1);
        assertThat(runs.times("pod_ready", "web-v1"))
                .hasSize(5)
                .last()
                .satisfies(time -> assertThat(time).isEqualTo(130.0));
        assertThat(run.at("/tasks/losses").asLong(-1)).isZero();
        assertThat(run.at("/rollouts/web/least_endpoints").asInt()).isEqualTo(3);
    }

    /** Nobody hears of its node from 60 s to 4 min, and from 70 s on it is down: who sends to it does so in vain until it is known to be lost. */
    @Test
    void a_pod_on_a_node_that_goes_down_while_it_is_cut_off_answers_no_more() throws IOException {
        JsonNode run = runs.run(STAYS.replace("until: 4m", "until: 6m")
                + "faults: [{at: 60s, node: node-1, cut_off: true, for: 3m}, {at: 70s, node: node-1, for: 1m}]\n");

        assertThat(run.at("/traffic/requests/users/failed").asLong()).isPositive();
        assertThat(runs.times("pod_ready", "web-v1"))
                .hasSize(5)
                .last()
                .satisfies(time -> assertThat(time).isBetween(275.0, 278.0));
    }

    /** The update tells it to stop at 150 s; its node hears of that at 200 s, from when on it goes on for two more seconds. */
    @Test
    void a_pod_on_a_node_that_is_cut_off_is_told_to_stop_when_the_node_is_heard_of() throws IOException {
        runs.run(SCENARIO + "faults: [{at: 60s, node: node-1, cut_off: true, for: 140s}]\n");

        assertThat(runs.times("pod_terminating", "web-v1")).first().isEqualTo(150.0);
        assertThat(runs.times("pod_stopped_listening", "web-v1")).contains(202.0);
        assertThat(runs.times("pod_stopped_listening", "web-v1")).doesNotContain(152.0);
    }

    /** Its preStop is longer than it takes to look again, and it is told to stop once; then another is made on the node that is spare. */
    @Test
    void a_pod_leaves_a_node_that_is_emptied_with_its_pre_stop_and_another_is_made_at_once() throws IOException {
        for (String scaled : List.of("", "    replica_autoscaler: {name: fixed, replicas: 4, period: 72s}\n")) {
            JsonNode run = runs.run(STAYS.replace("pre_stop: 2s", "pre_stop: 12s")
                            .replace("    cpu: 3\n", "    cpu: 3\n" + scaled)
                            .replace("count: 5,", "count: 5, labels: {pool: all},")
                    + "faults: [{maintenance: upgrade, at: 60s, among: {pool: all}, down: 10s, for: 25s}]\n");

            assertThat(runs.times("pod_terminating", "web-v1")).contains(60.0);
            assertThat(runs.times("pod_stopped_listening", "web-v1")).contains(72.0);
            assertThat(runs.events("pod_created", "web-v1")).anyMatch(line -> line.contains("\"t_ns\":60000000000"));
            assertThat(run.at("/failover/maintenance/evictions").asLong())
                    .isEqualTo(runs.events("pod_terminating", "web-v1").size());
            assertThat(run.at("/traffic/requests/users/failed").asLong(-1)).isZero();
        }
    }

    @Test
    void a_pod_leaves_a_node_that_is_taken_away_after_a_notice_with_its_pre_stop() throws IOException {
        runs.run(STAYS + "faults: [{at: 60s, node: node-1, for: 1h, notice: 30s}]\n");

        assertThat(runs.times("pod_terminating", "web-v1")).containsExactly(60.0);
        assertThat(runs.times("pod_stopped_listening", "web-v1")).containsExactly(62.0);
        assertThat(runs.events("pod_created", "web-v1"))
                .hasSize(5)
                .last()
                .asString()
                .contains("\"t_ns\":60000000000");
    }

    /** When the notice comes at 62 s, the node is not reached; at 80 s it is again. */
    @Test
    void a_pod_leaves_a_node_that_is_taken_away_as_soon_as_the_node_is_reached() throws IOException {
        for (String scaled : List.of("", "    replica_autoscaler: {name: fixed, replicas: 4, period: 72s}\n")) {
            runs.run(
                    STAYS.replace("    cpu: 3\n", "    cpu: 3\n" + scaled)
                            + "faults: [{at: 60s, node: node-1, cut_off: true, for: 20s}, {at: 62s, node: node-1, for: 1h, notice: 60s}]\n");

            assertThat(runs.times("pod_terminating", "web-v1")).containsExactly(82.0);
        }
    }

    /** The pod of the new version that never comes up is on the small node. All four of the old one are up, and have to be. */
    @Test
    void a_pod_that_is_not_ready_leaves_its_node_though_the_budget_is_used_up() throws IOException {
        JsonNode run = runs.run(stuck("maxUnavailable: 0"));

        assertThat(runs.times("pod_terminating", "web-v2")).first().isEqualTo(250.0);
        assertThat(run.at("/failover/maintenance/evictions_refused").asLong(-1)).isZero();
    }

    /** Five have to be up, and four are. */
    @Test
    void a_pod_that_is_not_ready_stays_while_fewer_are_healthy_than_have_to_be() throws IOException {
        JsonNode run = runs.run(stuck("minAvailable: 5"));

        assertThat(runs.events("pod_terminating", "web-v2")).isEmpty();
        assertThat(run.at("/failover/maintenance/evictions_refused").asLong()).isPositive();
    }

    /** Waits are 5 ms, doubled each time; that the update is told once more at 61 s is a try more, and nothing else. */
    @Test
    void a_pod_that_is_not_let_in_is_tried_again_after_one_wait_whatever_happens_meanwhile() throws IOException {
        runs.run(SCENARIO.replace("max_surge: 0, max_unavailable: 1", "max_surge: 1, max_unavailable: 0")
                        .replace("updates: [{at: 150s, to: v2}]", "updates: [{at: 60s, to: v2}, {at: 61s, to: v2}]")
                        .replace("until: 10m", "until: 3m")
                + "admission: {resourceQuotas: [{name: few, hard: {pods: 4}}]}\n");

        assertThat(runs.times("refused", "web-v2"))
                .containsExactly(
                        60.0, 60.005, 60.015, 60.035, 60.075, 60.155, 60.315, 60.635, 61.0, 61.275, 63.835, 68.955,
                        79.195, 99.675, 140.635);
    }

    /** From 151 s to 201 s nobody decides: the old pod that was told before goes, a new one comes up, and no more happens until there is a leader, or the controllers are back. */
    @Test
    void a_rollout_stands_still_while_no_controllers_act() throws IOException {
        for (String what : List.of("control_plane: down", "part: controllers", "part: api-server")) {
            JsonNode run = runs.run(SCENARIO + "faults: [{at: 151s, " + what + ", for: 50s}]\n");

            assertThat(runs.times("pod_terminating", "web-v1"))
                    .hasSize(4)
                    .noneMatch(time -> time > 151 && time < 201)
                    .anyMatch(time -> time == 150.0);
            assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        }
    }

    /** The node is to be emptied at 60 s, when the API server is down; it is back at 90 s. */
    @Test
    void nobody_empties_a_node_while_the_api_server_is_down() throws IOException {
        runs.run(STAYS.replace("count: 5,", "count: 5, labels: {pool: all},")
                + "faults:\n  - {at: 50s, part: api-server, for: 40s}\n"
                + "  - {maintenance: upgrade, at: 60s, among: {pool: all}, down: 10s, for: 60s}\n");

        assertThat(runs.times("pod_terminating", "web-v1")).isNotEmpty().allMatch(time -> time >= 90 && time < 120);
    }

    /** All crash at 100 s, and begin anew at once, and at 200 s, and wait for 10 s: they are on their nodes, and none of the four that have to be is healthy. */
    @Test
    void a_pod_that_waits_after_a_crash_is_not_evicted_past_its_budget() throws IOException {
        JsonNode run = runs.run(STAYS.replace(
                        "nodes: [{count: 5, capacity: {cpu: 4, memory: 32Gi}}]",
                        "nodes: [{count: 5, labels: {pool: all}, capacity: {cpu: 4, memory: 32Gi}}]\n"
                                + "  disruptionBudgets: [{name: web, selector: {matchLabels: {app: web}}, minAvailable: 4}]")
                + "faults:\n  - {crash: {app: web}, after: 100s}\n"
                + "  - {maintenance: upgrade, at: 202s, among: {pool: all}, down: 10s, at_once: 5, for: 6s}\n");

        assertThat(runs.events("pod_terminating", "web-v1")).isEmpty();
        assertThat(run.at("/failover/maintenance/evictions").asLong(-1)).isZero();
        assertThat(run.at("/failover/maintenance/evictions_refused").asLong()).isPositive();
    }

    /** Of three requests in a pod the third has its process killed. Its container starts again at once the first time, 10 s later the second time, and boots for 34 s. */
    @Test
    void a_pod_whose_process_was_killed_for_want_of_memory_is_not_ready_until_it_has_booted_again() throws IOException {
        JsonNode run = runs.run(
                STAYS.replace("workers: 2", "workers: 2\n      memory: {base: 100Mi, request: 50Mi, limit: 200Mi}"));

        List<Double> unready = runs.times("pod_unready", "web-v1-1\"");
        List<Double> ready = runs.times("pod_ready", "web-v1-1\"");
        assertThat(unready).hasSizeGreaterThan(1);
        assertThat(ready.get(1)).isBetween(unready.get(0) + 36, unready.get(0) + 37.1);
        assertThat(ready.get(2)).isBetween(unready.get(1) + 45, unready.get(1) + 48.1);
        assertThat(run.at("/rollouts/web/restarts").asLong())
                .as("within the window, which is the run behind its first fifth")
                .isEqualTo(runs.times("pod_killed", "web").stream()
                        .filter(seconds -> seconds >= 48)
                        .count())
                .isGreaterThan(4);
    }

    /** Swarm starts nothing again where it is: another task takes the slot 5 s after the one before was found dead. */
    @Test
    void a_task_of_swarm_that_was_killed_for_want_of_memory_is_replaced_by_another() throws IOException {
        JsonNode run = runs.run(STAYS.replace("by: {rolling: {max_surge: 0, max_unavailable: 1}}", "by: {swarm: {}}")
                .replace("probes: {readiness: {period: 1s}}", "health_check: {interval: 1s, start_period: 1m}")
                .replace("scheduler: kubernetes", "scheduler: swarm")
                .replace("workers: 2", "workers: 2\n      memory: {base: 100Mi, request: 50Mi, limit: 200Mi}"));

        List<String> killed = runs.events("pod_killed", "web-v1").stream()
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
        assertThat(killed).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        List<Double> found = runs.times("pod_killed", "web-v1");
        assertThat(run.at("/rollouts/web/restarts").asLong())
                .isEqualTo(found.stream().filter(seconds -> seconds >= 48).count());
        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isEqualTo(4);
        assertThat(runs.times("pod_gone", "web-v1")).isEqualTo(found);
        assertThat(runs.times("pod_running", "web-v1"))
                .as("after 5 s, 50 ms in which the scheduler waits for more, and 2 s")
                .anyMatch(time -> Math.abs(time - found.get(0) - 7.05) < 1e-6);
    }

    private static String stuck(String budget) {
        return SCENARIO.replace(
                                "nodes: [{count: 5, capacity: {cpu: 4, memory: 32Gi}}]",
                                "nodes: [{count: 4, capacity: {cpu: 4, memory: 32Gi}}, {count: 1, name: small, labels: {pool: small}, capacity: {cpu: 3, memory: 16Gi}}]\n"
                                        + "  disruptionBudgets: [{name: web, selector: {matchLabels: {app: web}}, "
                                        + budget + "}]")
                        .replace("max_surge: 0, max_unavailable: 1", "max_surge: 1, max_unavailable: 0")
                        .replace("{name: v2}", "{name: v2, comes_up: false}")
                + "faults: [{maintenance: upgrade, at: 250s, among: {pool: small}, down: 10s, for: 100s}]\n";
    }
}
