package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.Draws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services that are rolled out, most of them scaled too, while nodes break, are cut off, emptied and taken away, pods crash and nobody decides: when all that is over there are as many pods as are wanted, all on nodes, of one
 * version, and all of them serve; replay one seed with {@code -Dproperty.seed=N}.
 */
final class ScaledRolloutPropertyTest {
    private static final List<String> STRATEGIES = List.of(
            "{rolling: {max_surge: 25%, max_unavailable: 25%, progress_deadline: 0s}}",
            "{recreate: {progress_deadline: 0s}}",
            "{blue_green: {trial: 20s, delay: 40s}}",
            "{canary: {steps: [{percent: 20, pause: 30s}, {percent: 60, pause: 30s}]}}",
            "{swarm: {parallelism: 2, order: start-first}}",
            "{swarm: {parallelism: 3, order: stop-first}}");

    private static final List<String> FAULTS = List.of(
            "{at: %ds, node: node-%d, for: %ds}",
            "{at: %ds, node: node-%d, for: %ds, notice: 30s}",
            "{at: %ds, node: node-%d, for: %ds, cut_off: true}",
            "{maintenance: upgrade, at: %ds, among: {number: '%d'}, down: %ds, for: 4m}");

    private static final List<String> POLICIES =
            List.of("immediate", "rate-limited", "cold-standby", "hot-standby", "active-active", "n-plus-k", "spread");

    private final ScenarioRuns runs;

    ScaledRolloutPropertyTest(@TempDir Path folder) {
        runs = new ScenarioRuns(folder);
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 36) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ends_with_as_many_as_are_wanted(long seed) throws IOException {
        JsonNode run = runs.run(scenario(seed));

        long wanted = wanted();
        long pods = 0;
        for (JsonNode each : run.at("/rollouts/web/pods")) {
            assertThat(each.asLong()).as("of one version").isIn(0L, wanted);
            pods += each.asLong();
        }
        assertThat(pods).isEqualTo(wanted);
        assertThat(run.at("/tasks/running").asLong()).isEqualTo(wanted);
    }

    private static String scenario(long seed) {
        Draws draws = new Draws(seed, 0).stream("scaled rollouts");
        var text = new StringBuilder("cluster:\n");
        if (seed % 3 == 2) {
            text.append("  disruptionBudgets: [{name: web, selector: {matchLabels: {app: web}}, maxUnavailable: 1}]\n");
        }
        text.append("  nodes: [");
        for (int i = 1; i <= 6; i++) {
            text.append("{count: 1, name: node-" + i + ", zones: [z" + i % 3 + "], labels: {number: '" + i
                    + "'}, capacity: {cpu: 8, memory: 32Gi}}, ");
        }
        int strategy = (int) (seed % STRATEGIES.size());
        String autoscaler = draws.below(2, 0, 0) == 0
                ? "{name: fixed, replicas: " + draws.below(16, 1, 0) + ", period: " + (60 + draws.below(200, 2, 0))
                        + "s}"
                : "{name: hpa, least: 2, most: 20, cpu: " + (20 + draws.below(60, 3, 0)) + "}";
        text.append("""
                ]
                traffic:
                  services:
                    - name: web
                      workers: 2
                      cores: 2
                      balancer: p2c
                      routed_by: callers
                      steps: [{work: {distribution: exponential, mean: 20ms}}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 150/s}}]
                rollouts:
                  - service: web
                    cpu: 1
                    versions: [{name: v1}, {name: v2}, {name: v3}]
                    start: 2s
                    boot: 15s
                    probes: {readiness: {period: 2s}}
                    pre_stop: 3s
                """);
        text.append("    replicas: " + (1 + draws.below(10, 4, 0)) + "\n    by: " + STRATEGIES.get(strategy));
        if (seed % 5 > 0) {
            text.append("\n    replica_autoscaler: " + autoscaler);
        }
        text.append("\n    updates: [{at: " + (50 + draws.below(100, 5, 0))
                + "s, to: v2}, {at: " + (160 + draws.below(100, 6, 0)) + "s, to: v" + (1 + draws.below(3, 7, 0))
                + "}]\n");
        text.append("faults:\n");
        for (int i = 0; i < 4; i++) {
            text.append("  - ")
                    .append(String.format(
                            Locale.ROOT,
                            FAULTS.get(draws.below(FAULTS.size(), i, 8)),
                            40 + draws.below(260, i, 9),
                            i + 1,
                            20 + draws.below(200, i, 10)))
                    .append('\n');
        }
        if (seed % 7 == 3) {
            text.append("  - {crash: {app: web}, after: 150s, until: 6m}\n");
        }
        if (seed % 6 == 4) {
            String what = draws.below(2, 12, 0) == 0 ? "control_plane: down" : "part: controllers";
            text.append("  - {at: " + (50 + draws.below(250, 13, 0)) + "s, " + what + ", for: "
                    + (1 + draws.below(200, 14, 0)) + "s}\n");
        }
        if (seed % 4 == 1) {
            String policy = POLICIES.get(draws.below(POLICIES.size(), 11, 0));
            text.append("failover: [{name: web, among: {app: web}, need: 2, policy: " + policy + "}]\n");
        }
        text.append("policies: {scheduler: " + (strategy >= 4 ? "swarm" : "kubernetes") + "}\n");
        text.append("run: {seed: " + seed + ", until: 30m}\nreport: {events: true, charts: false}\n");
        return text.toString();
    }

    /** What the autoscaler said last, or what there was to be at first. */
    private long wanted() throws IOException {
        long last = Folder.json(runs.out().resolve("run.json"))
                .at("/scenario/rollouts/0/replicas")
                .asLong();
        for (String line : runs.events("rollout_scaled", "web")) {
            last = Long.parseLong(line.replaceAll(".* to ([0-9]+) pods.*", "$1"));
        }
        return last;
    }
}
