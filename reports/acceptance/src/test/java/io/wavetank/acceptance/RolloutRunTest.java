package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts in scenarios: the other strategies, a version that fails requests, quotas, nodes that are lost, and mistakes. */
final class RolloutRunTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 5, capacity: {cpu: 8, memory: 32Gi}}]}
            traffic:
              services:
                - name: web
                  workers: 2
                  cores: 2
                  balancer: p2c
                  routed_by: callers
                  versions: [{name: v1, labels: {version: v1}}, {name: v2, weight: 0, labels: {version: v2}}]
                  steps: [{work: {distribution: exponential, mean: 20ms}}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 200/s}}]
            rollouts:
              - service: web
                replicas: 4
                cpu: 2
                by: {recreate: {}}
                versions: [{name: v1}, {name: v2}]
                start: 2s
                boot: 4s
                probes: {readiness: {period: 1s}}
                pre_stop: 1s
                updates: [{at: 60s, to: v2}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, replications: 1, until: 3m}
            report: {window: {from: 30s, to: 3m}, charts: false}
            """;

    private final ScenarioRuns runs;

    RolloutRunTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    @Test
    void recreate_leaves_a_gap_in_which_nobody_answers() throws IOException {
        JsonNode run = runs.run(SCENARIO);

        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(run.at("/rollouts/web/least_endpoints").asInt(-1)).isZero();
        // 1 s until the old ones are gone, 6 s until the new ones are up and up to 1 s until that is seen, of 200
        // requests a second
        assertThat(run.at("/traffic/requests/users/failed").asLong()).isBetween(1_200L, 1_800L);
    }

    @Test
    void blue_and_green_change_places_at_once_and_lose_nothing() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("{recreate: {}}", "{blue_green: {trial: 10s, delay: 20s}}"));

        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        // 6 to 7 s until it is up, 10 s of trial, 20 s until the old one goes
        assertThat(run.at("/rollouts/web/seconds").asDouble()).isBetween(36.0, 37.1);
        assertThat(run.at("/traffic/requests/users/failed").asLong(-1)).isZero();
        assertThat(run.at("/rollouts/web/least_endpoints").asInt()).isEqualTo(4);
    }

    /** Without probes pods get requests for the 6 s until they are up: those of v1 do, those of v2 are up before requests go to them. */
    @Test
    void what_pods_refused_before_the_update_is_not_its_doing() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("{recreate: {}}", "{blue_green: {trial: 10s, delay: 20s}}")
                .replace("    probes: {readiness: {period: 1s}}\n", "")
                .replace("window: {from: 30s, to: 3m}", "window: {from: 0s, to: 3m}"));

        assertThat(run.at("/traffic/requests/users/failed").asLong()).isBetween(1_000L, 1_400L);
        assertThat(run.at("/rollouts/web/refused_early").asLong(-1)).isZero();
        assertThat(run.at("/rollouts/web/refused_late").asLong(-1)).isZero();
    }

    @Test
    void a_canary_gets_its_part_of_the_requests_and_is_given_up_when_they_go_wrong() throws IOException {
        String canary = SCENARIO.replace(
                "{recreate: {}}",
                "{canary: {divided: true, steps: [{percent: 10, pause: 30s}, {percent: 50, pause: 30s}]}}");
        JsonNode good = runs.run(canary);

        assertThat(good.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(good.at("/rollouts/web/pods/v2").asLong()).isEqualTo(4);
        assertThat(good.at("/traffic/requests/users/failed").asLong(-1)).isZero();

        JsonNode bad = runs.run(canary.replace("weight: 0", "weight: 0, failures: 0.5")
                .replace("balancer: p2c", "balancer: p2c\n      watch: {every: 5s, failures: 0.1}"));

        assertThat(bad.at("/rollouts/web/stage").asText()).isEqualTo("rolled back");
        assertThat(bad.at("/rollouts/web/pods/v1").asLong()).isEqualTo(4);
        // up to 10 s of a tenth of 200 requests a second, half of which fail
        assertThat(bad.at("/traffic/requests/users/failed").asLong()).isBetween(20L, 140L);
    }

    @Test
    void a_quota_without_room_for_the_surge_lets_a_rolling_update_go_on_within_it() throws IOException {
        String rolling = SCENARIO.replace("{recreate: {}}", "{rolling: {max_surge: 1, max_unavailable: 1}}");
        JsonNode run = runs.run(rolling + "admission: {resourceQuotas: [{name: few, hard: {pods: 4}}]}\n");

        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("complete");
        assertThat(run.at("/admission/refusals/quota default~1few").asLong()).isPositive();
    }

    @Test
    void a_version_with_an_image_of_its_own_is_pulled_by_each_node_and_a_change_of_configuration_is_not()
            throws IOException {
        String slow = SCENARIO.replace("count: 5", "count: 4")
                .replace("rollouts:", "  registry: {rate: 100M, node: 10M}\nrollouts:")
                .replace("cpu: 2\n", "cpu: 2\n    image: {size: 100M}\n");
        double own = runs.run(slow).at("/rollouts/web/seconds").asDouble();
        double same = runs.run(slow.replace("{name: v2}]\n    start", "{name: v2, image_of: v1}]\n    start"))
                .at("/rollouts/web/seconds")
                .asDouble();

        // 100 MB at 10 MB/s
        assertThat(own - same).isBetween(8.9, 11.1);
    }

    @Test
    void a_process_that_ran_for_long_is_started_again_without_a_wait() throws IOException {
        String ill = SCENARIO.replace(
                        "versions: [{name: v1}, {name: v2}]", "versions: [{name: v1, comes_up: false}, {name: v2}]")
                .replace("updates: [{at: 60s, to: v2}]", "updates: []")
                .replace("rate: 200/s", "rate: 1/s")
                .replace("until: 3m", "until: 3h")
                .replace("window: {from: 30s, to: 3m}", "window: {from: 0s, to: 3h}");
        String slowly = "probes: {liveness: {initial_delay: 11m, period: 1s, failures: 1}, ";
        String soon = "probes: {liveness: {initial_delay: 1m, period: 1s, failures: 1}, ";

        // each of four runs for 2 s and 11 min: 16 times in three hours
        assertThat(runs.run(ill.replace("probes: {", slowly))
                        .at("/rollouts/web/restarts")
                        .asLong())
                .isBetween(60L, 64L);
        // for 2 s and a minute, and waits of 0, 10, 20, ... and 300 s: some 33 times
        assertThat(runs.run(ill.replace("probes: {", soon))
                        .at("/rollouts/web/restarts")
                        .asLong())
                .isBetween(120L, 144L);
        // 11 min, 2 s and a minute of preStop: 14 times in three hours
        assertThat(runs.run(ill.replace("probes: {", slowly).replace("pre_stop: 1s", "pre_stop: 1m\n    grace: 90s"))
                        .at("/rollouts/web/restarts")
                        .asLong())
                .as("what is ill has the time to stop that it has when it is told to")
                .isBetween(56L, 59L);
        // 11 min, 2 s and 5 s, which cut the preStop short
        assertThat(runs.run(ill.replace("probes: {", slowly.replace("failures: 1}", "failures: 1, grace: 5s}"))
                                .replace("pre_stop: 1s", "pre_stop: 1m\n    grace: 90s"))
                        .at("/rollouts/web/restarts")
                        .asLong())
                .as("or as long as the probe gives it")
                .isBetween(60L, 64L);
    }

    /** At 60 s four pods are told to stop, and are killed 2 s later with what they do. Those of v2 start in 2 s and are found ill 10 s later, again and again. */
    @Test
    void what_is_cut_off_and_started_anew_before_the_window_is_no_figure_of_it() throws IOException {
        String text = SCENARIO.replace("charts: false", "charts: false, events: true")
                .replace("{distribution: exponential, mean: 20ms}", "{distribution: constant, value: 5s}")
                .replace("rate: 200/s", "rate: 1/s")
                .replace("pre_stop: 1s", "grace: 0s")
                .replace("{name: v2}]\n    start", "{name: v2, comes_up: false}]\n    start")
                .replace("probes: {", "probes: {liveness: {initial_delay: 10s, period: 1s, failures: 1}, ");
        JsonNode all = runs.run(text);
        JsonNode late = runs.run(text.replace("from: 30s", "from: 100s"));
        List<Double> restarted = runs.times("pod_restarted", "web-v2");

        assertThat(all.at("/rollouts/web/cut_off").asLong()).isPositive();
        assertThat(late.at("/rollouts/web/cut_off").asLong(-1)).isZero();
        assertThat(restarted).anyMatch(seconds -> seconds < 100).anyMatch(seconds -> seconds >= 100);
        assertThat(all.at("/rollouts/web/restarts").asLong()).isEqualTo(restarted.size());
        assertThat(late.at("/rollouts/web/restarts").asLong())
                .isEqualTo(restarted.stream().filter(seconds -> seconds >= 100).count());
    }

    /** Requests take a second and a half, and the preStop all of the grace. */
    @Test
    void a_kubelet_leaves_two_seconds_after_the_pre_stop_and_docker_does_not() throws IOException {
        String slow = SCENARIO.replace(
                        "{distribution: exponential, mean: 20ms}", "{distribution: constant, value: 1500ms}")
                .replace("rate: 200/s", "rate: 4/s")
                .replace("pre_stop: 1s", "pre_stop: 1s\n    grace: 1s");
        String swarm = slow.replace("{recreate: {}}", "{swarm: {}}")
                .replace("scheduler: kubernetes", "scheduler: swarm")
                .replace("probes: {readiness: {period: 1s}}", "health_check: {interval: 1s, start_period: 10s}");

        assertThat(runs.run(slow).at("/rollouts/web/cut_off").asLong()).isZero();
        assertThat(runs.run(swarm).at("/rollouts/web/cut_off").asLong()).isPositive();
    }

    @Test
    void pods_of_a_node_that_is_lost_come_up_elsewhere() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("    updates: [{at: 60s, to: v2}]\n", "")
                + "faults: [{at: 60s, node: node-1, for: 100s}]\n");

        assertThat(run.at("/tasks/losses").asLong()).isPositive();
        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isEqualTo(4);
        assertThat(run.at("/tasks/running").asLong()).isEqualTo(4);
    }

    @Test
    void without_an_update_there_are_no_fewest_endpoints_since_one() throws IOException {
        String scenario = SCENARIO.replace("    updates: [{at: 60s, to: v2}]\n", "");
        JsonNode run = runs.run(scenario);
        var again = new ScenarioRuns(Files.createDirectory(runs.out().resolveSibling("again")));
        again.run(scenario);

        assertThat(runs.printed()).contains("endpoints").doesNotContain(" -1");
        assertThat(run.at("/rollouts/web/least_endpoints").isNull()).isTrue();
        assertThat(Call.wavetank("compare", runs.out(), again.out()).succeeded().out())
                .contains("endpoints")
                .doesNotContain(" -1");
    }

    /** Nobody hears of the update at 60 s, from before on and until the end. */
    @Test
    void endpoints_are_counted_from_an_update_that_nobody_acts_on() throws IOException {
        JsonNode run = runs.run(SCENARIO + "faults: [{at: 50s, part: controllers, for: 10m}]\n");

        assertThat(run.at("/rollouts/web/pods/v1").asLong()).isEqualTo(4);
        assertThat(run.at("/rollouts/web/least_endpoints").asInt()).isEqualTo(4);
    }

    @Test
    void pods_that_are_gone_are_counted_as_removed_so_that_all_tasks_are_accounted_for() throws IOException {
        JsonNode tasks = runs.run(SCENARIO).path("tasks");

        assertThat(tasks.path("removed").asLong()).isEqualTo(4);
        assertThat(tasks.path("running").asLong() + tasks.path("removed").asLong())
                .isEqualTo(tasks.path("submitted").asLong());
    }

    /** The old ones are told to stop at 147 s, and go on for 20 s; two of them are on a node that is back at 160 s, and do not begin anew. */
    @Test
    void pods_that_are_told_to_stop_on_a_lost_node_are_gone_when_it_is_back() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace("{recreate: {}}", "{blue_green: {trial: 10s, delay: 20s}}")
                        .replace("{count: 5, capacity: {cpu: 8", "{count: 2, capacity: {cpu: 16")
                        .replace("pre_stop: 1s", "pre_stop: 20s")
                        .replace("at: 60s, to: v2", "at: 110s, to: v2")
                + "faults: [{at: 60s, node: node-1, for: 100s}]\n");

        assertThat(run.at("/rollouts/web/pods/v1").asLong(-1)).isZero();
        assertThat(run.at("/rollouts/web/pods/v2").asLong()).isEqualTo(4);
        assertThat(run.at("/tasks/running").asLong()).isEqualTo(4);
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
        assertThat(runs.error(SCENARIO.replace("service: web", "service: wbe")))
                .contains("rollouts.0.service: there is no service 'wbe'", "did you mean 'web'?");
        assertThat(runs.error(SCENARIO.replace("to: v2", "to: v3"))).contains("updates.0.to: there is no version 'v3'");
        assertThat(runs.error(SCENARIO.replace("at: 60s", "at: 4m"))).contains("the end of the run at 3m");
        assertThat(runs.error(SCENARIO.replace("period: 1s", "period: 1ns"))).contains("1 ms or more");
        assertThat(runs.error(SCENARIO.replace("pre_stop: 1s", "pre_stop: 40s")))
                .contains("rollouts.0.grace: the grace is no shorter than the preStop", "got '30s' and '40s'");
        assertThat(runs.error(
                        SCENARIO.replace("versions: [{name: v1}, {name: v2}]", "versions: [{name: v2}, {name: v1}]")))
                .contains("is not the version of traffic.services.0.versions at this place");
        assertThat(runs.error(SCENARIO.replace("{recreate: {}}", "{rolling: {max_unavailable: 150%}}")))
                .contains("rollouts.0.by.rolling: maxUnavailable is at most 100%: 150%");
        assertThat(runs.error(SCENARIO.replace(
                        "{recreate: {}}", "{canary: {steps: [{percent: 5}], max_surge: 0, max_unavailable: 0}}")))
                .contains("rollouts.0.by.canary: maxSurge and maxUnavailable are not both 0");
        assertThat(runs.error(SCENARIO.replace("{name: v2}]\n    start", "{name: v2, image_of: v0}]\n    start")))
                .contains("rollouts.0.versions.1.image_of: there is no version 'v0'; expected v1");
    }

    @Test
    void a_first_version_that_never_comes_up_is_stuck_where_it_would_be_rolled_back() throws IOException {
        JsonNode run = runs.run(SCENARIO.replace(
                        "{recreate: {}}", "{rolling: {roll_back: true, progress_deadline: 20s}}")
                .replace("versions: [{name: v1}, {name: v2}]", "versions: [{name: v1, comes_up: false}, {name: v2}]")
                .replace("updates: [{at: 60s, to: v2}]", "updates: []"));

        assertThat(run.at("/rollouts/web/stage").asText()).isEqualTo("stuck");
    }
}
