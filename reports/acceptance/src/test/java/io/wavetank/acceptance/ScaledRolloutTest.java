package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are scaled while their versions give way to each other, in scenarios: numbers worked out by hand, and told by the event log. */
final class ScaledRolloutTest {
    /** Pods come up 20 s and a little after they are placed; another version is wanted at 60 s, another number from 72 s on. */
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 1, name: old, labels: {pool: old}, capacity: {cpu: 8, memory: 32Gi}}, {count: 5, capacity: {cpu: 8, memory: 32Gi}}]}
            traffic:
              services:
                - name: web
                  workers: 2
                  cores: 2
                  balancer: p2c
                  routed_by: callers
                  steps: [{work: {distribution: exponential, mean: 20ms}}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 300/s}}]
            rollouts:
              - service: web
                replicas: 10
                cpu: 1
                replica_autoscaler: {name: fixed, replicas: 15, period: 72s}
                by: {rolling: {max_surge: 25%, max_unavailable: 25%}}
                versions: [{name: v1}, {name: v2}]
                start: 2s
                boot: 18s
                probes: {readiness: {period: 1s}}
                pre_stop: 1s
                updates: [{at: 60s, to: v2}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 5m}
            report: {window: {from: 30s}, events: true, charts: false}
            """;

    private static final String ROLLING = "{rolling: {max_surge: 25%, max_unavailable: 25%}}";

    private final ScenarioRuns runs;

    ScaledRolloutTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    /** Of 10 and 3 more 8 are of v1 and 5 of v2: of 15 and 4 more 8 * 19 / 13 = 11.7 and 5 * 19 / 13 = 7.3 are. */
    @Test
    void what_a_rolling_update_gains_is_spread_over_its_versions() throws IOException {
        JsonNode run = runs.run(SCENARIO);

        assertThat(scaled()).containsExactly("web 10 to 15 pods", "web-v1 8 to 12 pods", "web-v2 5 to 7 pods");
        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(15);
        assertThat(run.at("/rollouts/web/pods/v1").asLong(-1)).isZero();
        assertThat(run.at("/rollouts/web/least_endpoints").asLong()).isEqualTo(8);
        assertThat(run.at("/services/0/replicas/ups").asLong()).isEqualTo(1);
        // in the end 15 are ready, and 19 at the most at any time; at first there are 10, or 8
        assertThat(run.at("/services/0/replicas/peak").asLong()).isBetween(15L, 19L);
        assertThat(run.at("/services/0/replicas/mean").asDouble()).isBetween(10.0, 15.0);
        assertThat(run.at("/traffic/requests/users/failed").asLong(-1)).isZero();
    }

    /** Of 6 and 2 more 8 * 8 / 13 = 4.9 and 5 * 8 / 13 = 3.1 are; those that are not up go first, so all five of v1 serve. */
    @Test
    void so_is_what_it_loses() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("replicas: 15", "replicas: 6"));

        assertThat(scaled()).containsExactly("web 10 to 6 pods", "web-v1 8 to 5 pods", "web-v2 5 to 3 pods");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(6);
        assertThat(run.at("/rollouts/web/least_endpoints").asLong()).isEqualTo(5);
    }

    @Test
    void recreating_makes_the_new_number_when_the_old_ones_are_gone() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(ROLLING, "{recreate: {}}")
                .replace("replicas: 15, period: 72s", "replicas: 7, period: 66s")
                .replace("pre_stop: 1s", "pre_stop: 15s"));

        // all of v1 are told to stop at 60 s, and are gone 15 s later
        assertThat(scaled()).containsExactly("web 10 to 7 pods");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(7);
        assertThat(runs.events("pod_created", "web-v2")).hasSize(7).allMatch(line -> line.contains("\"t_ns\":75"));
    }

    /** An autoscaler of blue and green sees the pods of the version that requests go to. */
    @Test
    void blue_and_green_both_get_the_number() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(ROLLING, "{blue_green: {trial: 10s, delay: 60s}}"));

        assertThat(scaled()).containsExactly("web 10 to 15 pods", "web-v1 10 to 15 pods", "web-v2 10 to 15 pods");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(15);
        // five of v2 come at 72 s and are up 20 s later; the trial began when all were: 30 and a little, 10 and 60 s
        assertThat(run.at("/rollouts/web/seconds").asDouble()).isBetween(102.0, 105.0);
    }

    /** A quarter of 10 are 3 and three quarters 8, of 15 they are 4 and 12. */
    @Test
    void the_shares_of_a_canary_are_of_the_new_number() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(ROLLING, "{canary: {steps: [{percent: 25, pause: 30s}]}}"));

        assertThat(scaled()).containsExactly("web 10 to 15 pods", "web-v1 8 to 12 pods", "web-v2 3 to 4 pods");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(15);
    }

    @Test
    void a_service_of_swarm_gets_tasks_of_the_new_version_at_once() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(ROLLING, "{swarm: {parallelism: 2, order: start-first}}")
                .replace("scheduler: kubernetes", "scheduler: swarm"));

        assertThat(scaled()).containsExactly("web 10 to 15 pods", "web-v2 2 to 7 pods");
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(15);
        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
    }

    /**
     * Ten pods use six cores, which is 60 % of what they ask for. Of thirteen eight are up, which use 75 %: that would be more, but with the five that are not
     * counted as idle it would be fewer, so the HPA leaves it.
     */
    @Test
    void an_update_by_itself_scales_nothing() throws IOException {
        String hpa = SCENARIO.replace(
                "{name: fixed, replicas: 15, period: 72s}", "{name: hpa, least: 2, most: 30, cpu: 60}");
        JsonNode run = runs.run(hpa);
        assertThat(scaled()).isEmpty();
        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");

        runs.run(hpa.replace("cpu: 60}", "cpu: 30}"));
        assertThat(scaled()).first().isEqualTo("web 10 to 20 pods");
    }

    @Test
    void pods_leave_a_node_that_is_emptied_and_others_are_made_at_once() throws IOException {
        JsonNode run = runs.run(
                SCENARIO.replace("    updates: [{at: 60s, to: v2}]\n", "").replace("replicas: 15", "replicas: 10")
                        + "faults: [{maintenance: upgrade, at: 100s, among: {pool: old}, down: 60s, for: 150s}]\n");

        assertThat(runs.events("pod_terminating", "web-v1")).isNotEmpty();
        assertThat(runs.events("pod_created", "web-v1"))
                .hasSize(10 + runs.events("pod_terminating", "web-v1").size());
        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isEqualTo(10);
        assertThat(run.at("/services/0/replicas/drained").asLong())
                .isEqualTo(runs.events("pod_terminating", "web-v1").size());
        assertThat(run.at("/traffic/requests/users/failed").asLong(-1)).isZero();
    }

    /** Of six one may be missing: the next one leaves when the one before has another in its place, which takes 12 s and what its probe does. */
    @Test
    void disruption_budgets_let_pods_leave_one_by_one() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("    updates: [{at: 60s, to: v2}]\n", "")
                        .replace("replicas: 15", "replicas: 6")
                        .replace("replicas: 10", "replicas: 6")
                        .replace("{count: 5, capacity: {cpu: 8", "{count: 5, capacity: {cpu: 1")
                        .replace(
                                "traffic:",
                                "  disruptionBudgets: [{name: web, selector: {matchLabels: {app: web}}, maxUnavailable: 1}]\ntraffic:")
                        .replaceFirst("cluster: \\{nodes: (.*)}\n", "cluster:\n  nodes: $1\n")
                + "faults: [{maintenance: upgrade, at: 100s, among: {pool: old}, down: 60s, for: 150s}]\n");

        List<Double> leave = runs.times("pod_terminating", "web-v1");
        List<Double> ready = runs.times("pod_ready", "web-v1");
        assertThat(leave).hasSizeGreaterThan(1);
        for (int i = 1; i < leave.size(); i++) {
            assertThat(leave.get(i)).isGreaterThan(ready.get(6 + i - 1)).isLessThan(ready.get(6 + i - 1) + 5.1);
        }
        assertThat(run.at("/failover/maintenance/budget_violations").asInt(-1)).isZero();
    }

    @Test
    void pods_of_a_node_that_is_lost_are_measured_no_more_and_come_up_elsewhere() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("    updates: [{at: 60s, to: v2}]\n", "")
                        .replace("{name: fixed, replicas: 15, period: 72s}", "{name: hpa, least: 2, most: 30, cpu: 60}")
                + "faults: [{at: 60s, node: node-1, for: 100s}]\n");

        assertThat(run.at("/tasks/losses").asLong()).isPositive();
        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void the_same_seed_gives_the_same_bytes() throws IOException {
        runs.run(SCENARIO);
        String first = runs.summary();
        runs.run(SCENARIO);

        assertThat(runs.summary()).isEqualTo(first);
    }

    @Test
    void mistakes_are_said_with_their_places() throws IOException {
        String hpa = SCENARIO.replace("{name: fixed,", "{name: hpaa,");
        assertThat(runs.error(hpa)).contains("unknown autoscaler of replicas 'hpaa'");
        assertThat(runs.error(SCENARIO.replace("cpu: 1\n", "cpu: 0\n")
                        .replace(
                                "{name: fixed, replicas: 15, period: 72s}",
                                "{name: hpa, least: 2, most: 30, cpu: 60}")))
                .contains("rollouts.0.replica_autoscaler goes by the share of the cpu that pods ask for");
        assertThat(runs.error(SCENARIO + "services: [{name: web, replicas: 2, cpu: 1}]\n"))
                .contains("rollouts.0 makes the replicas of 'web', and so does services.0");
    }

    /** What the log says of scaling, in its order. */
    private List<String> scaled() throws IOException {
        return runs.log().stream()
                .filter(line -> line.contains("_scaled\"") && line.contains("\"id\":\"web"))
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\",\"reason\":\"([^\"]*)\".*", "$1 $2"))
                .toList();
    }
}
