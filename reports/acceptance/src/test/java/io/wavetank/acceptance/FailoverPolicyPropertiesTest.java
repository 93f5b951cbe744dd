package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.policy.Draws;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every policy of failover under random faults and schedulers: the books balance (the engine checks them), the same run gives the same figures, no service has more
 * cores than there are, and a service is up again for good some time after the last fault is mended. Replay one seed with {@code -Dproperty.seed=N}.
 */
final class FailoverPolicyPropertiesTest {
    private static final List<String> POLICIES = List.of(
            "system",
            "{name: immediate, start: 20s}",
            "{name: delayed, after: 2m}",
            "{name: rate-limited, rate: 0.05, burst: 2}",
            "{name: cold-standby, restore: 30s, chance: 0.5, manual: 3m}",
            "{name: warm-standby, chance: 0.5, manual: 3m, replace: 1m}",
            "{name: hot-standby, interval: 0s}",
            "{name: hot-standby, interval: 1s, failback: true}",
            "active-passive",
            "{name: active-active, replace: 30s}",
            "{name: n-plus-k, k: 1}",
            "{name: spare-pool, activation: 30s}",
            "{name: spare-pool, activation: 30s, copyback: true}",
            "{name: spread, after: 1m, interval: 20s}",
            "migrate",
            "{name: checkpoint, interval: 1m, cost: 1s}",
            "static-stability");
    private static final List<String> SCHEDULERS =
            List.of("first-fit", "kubernetes", "swarm", "mesos", "omega", "borg", "fcfs", "sparrow");
    private static final List<String> FAULTS = List.of(
            "{at: %ds, node: n-%d, for: %ds}",
            "{at: %ds, node: n-%d, for: %ds, cut_off: true}",
            "{at: %ds, node: n-%d, for: %ds, slow: 0.1}",
            "{at: %ds, node: n-%d, for: %ds, full_disk: true}",
            "{at: %ds, node: n-%d, for: %ds, notice: 2m}",
            "{at: %ds, node: n-%d, for: %ds, flapping: {up: 30s, down: 50s}}",
            "{at: %ds, node: n-%d, for: %ds, gpus_lost: 1}");

    /** One run's worth of chance. */
    private static final class Luck {
        private final Draws draws;
        private int drawn;

        Luck(long seed) {
            this.draws = new Draws(seed, 0).stream("failover policies");
        }

        int below(int bound) {
            return draws.below(bound, 0, drawn++);
        }

        String of(List<String> all) {
            return all.get(below(all.size()));
        }
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only != null
                ? LongStream.of(only)
                : LongStream.range(0, Boolean.getBoolean("wavetank.campaign") ? 2000 : 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_service_is_up_again_for_good_after_the_last_fault(long seed) throws Exception {
        String text = scenario(new Luck(seed));
        RunResult result = run(text);

        GuardedFigures store = result.guarded().get(0);
        assertThat(store.availability())
                .as("in the last hour of%n%s%n%s", text, store)
                .isEqualTo(1);
        assertThat(store.coresServing() + store.coresStandingBy() + store.coresClosed())
                .isLessThanOrEqualTo(60);
        assertThat(run(text).guarded()).isEqualTo(result.guarded());
        assertThat(result.tasks().failed()).isZero();
    }

    private static String scenario(Luck luck) {
        List<String> faults = new ArrayList<>();
        for (int i = luck.below(5); i >= 0; i--) {
            faults.add(String.format(
                    Locale.ROOT, luck.of(FAULTS), 300 + luck.below(3600), 1 + luck.below(8), 30 + luck.below(1200)));
        }
        if (luck.below(2) == 0) {
            faults.add(String.format(
                    Locale.ROOT,
                    "{at: %ds, zone: %s, for: %ds}",
                    600 + luck.below(3000),
                    luck.of(List.of("a", "b")),
                    60 + luck.below(900)));
        }
        if (luck.below(3) == 0) {
            faults.add(String.format(
                    Locale.ROOT, "{at: %ds, control_plane: down, for: %ds}", 500 + luck.below(3000), luck.below(900)));
        }
        if (luck.below(3) == 0) {
            faults.add(String.format(
                    Locale.ROOT,
                    "{at: %ds, part: %s, for: %ds}",
                    500 + luck.below(3000),
                    luck.of(List.of("scheduler", "controllers", "api-server")),
                    1 + luck.below(900)));
        }
        if (luck.below(3) == 0) {
            faults.add(String.format(
                    Locale.ROOT, "{maintenance: upgrade, at: %ds, down: 1m, for: 20m}", 600 + luck.below(3000)));
        }
        if (luck.below(3) == 0) {
            faults.add(
                    String.format(Locale.ROOT, "{crash: {app: store}, after: %ds, until: 1h}", 200 + luck.below(1000)));
        }
        String failover = luck.below(2) == 0
                ? "{restart_in_place: true}"
                : String.format(
                        Locale.ROOT, "{heartbeat: 10s, grace: 40s, monitor: 5s, toleration: %ds}", luck.below(200));
        return String.format(
                Locale.ROOT,
                """
                cluster:
                  nodes:
                    - {count: 8, name: "n-{i}", zones: [a, b], capacity: {cpu: 6, memory: 32Gi, gpu: {count: 2}}}
                    - {count: 2, name: "s-{i}", zones: [a, b], capacity: {cpu: 6, memory: 32Gi}, labels: {pool: spare}}
                workload:
                  generate:
                    inflows:
                      - name: store
                        arrivals: {process: at-start, count: 6}
                        kinds: [{name: store, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: store}}]
                      - name: jobs
                        arrivals: {process: poisson, rate: 20/h}
                        kinds: [{name: job, cpu: 1, memory: 1Gi, gpu: {count: 1}, run_time: {distribution: exponential, mean: 10m}, labels: {app: job}}]
                    until: {time: 4h}
                policies:
                  scheduler: %s
                  failover: %s
                failover: [{name: store, among: {app: store}, need: %d, policy: %s}, {name: jobs, policy: %s}]
                faults: [%s]
                run: {seed: %d, until: 4h}
                report: {window: {from: 3h, to: 4h}}
                """,
                luck.of(SCHEDULERS),
                failover,
                1 + luck.below(3),
                luck.of(POLICIES),
                luck.of(List.of("immediate", "{name: n-plus-k, k: 2}", "migrate", "{name: rate-limited, rate: 0.02}")),
                String.join(", ", faults),
                luck.below(1000));
    }

    private static RunResult run(String text) throws Exception {
        Scenario scenario = Scenario.parse("random.yaml", text, List.of());
        Arm arm = scenario.experiment(1).arms().get(0);
        try (SubmissionSource source = scenario.workload().open(0)) {
            return Simulation.run(
                    arm.run(), arm.cluster(), source, arm.scheduler().factory(), RunListener.NONE);
        }
    }
}
