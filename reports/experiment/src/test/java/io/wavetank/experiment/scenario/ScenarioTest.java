package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Resources;
import io.wavetank.policy.RestartBackOff;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Maintenance;
import io.wavetank.sim.scenario.Trigger;
import io.wavetank.sim.scenario.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scenarios are resolved to. */
final class ScenarioTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    @TempDir
    Path folder = Path.of("");

    @Test
    void every_key_arrives_where_it_belongs() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml"));

        assertThat(all.title()).isEqualTo("everything");
        assertThat(all.schedulers())
                .map(each -> each.name())
                .containsExactly("first-fit", "power-of-d:d=3:queue=head-of-line", "best-fit:queue=skip");
        assertThat(all.run().seed()).isEqualTo(7);
        assertThat(all.run().untilNanos()).isEqualTo(36 * HOUR);
        assertThat(all.run().decisionTime()).isEqualTo(new DecisionTime(1_000_000, 250_000, 0));
        assertThat(all.run().trigger()).isEqualTo(new Trigger(10 * SECOND, 100));
        assertThat(all.run().window()).isEqualTo(new Window(HOUR * 3 / 2, 10 * HOUR));
        assertThat(all.replications()).isEqualTo(2);
        assertThat(all.charts()).isFalse();
        assertThat(all.events()).isTrue();
    }

    @Test
    void nodes_are_what_their_group_says() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml"));

        NodeSpec second = all.cluster().nodes().get(1);
        int fpga = all.cluster().resources().indexOf("example.com/fpga");
        assertThat(all.cluster().nodes()).map(NodeSpec::name).containsExactly("a-1", "a-2", "a-3", "a-4", "lone");
        assertThat(second.capacity(Resources.CPU)).isEqualTo(32_000);
        assertThat(second.allocatable(Resources.CPU)).isEqualTo(31_500);
        assertThat(second.capacity(Resources.MEMORY)).isEqualTo(128L << 30);
        assertThat(second.capacity(Resources.EPHEMERAL_STORAGE)).isEqualTo(1_000_000_000_000L);
        assertThat(second.capacity(Resources.PODS)).isEqualTo(110);
        assertThat(second.allocatable(fpga)).isEqualTo(1);
        assertThat(second.gpuCount()).isEqualTo(2);
        assertThat(second.gpuModel()).isEqualTo("A100");
        assertThat(second.labels())
                .containsEntry("topology.kubernetes.io/zone", "no")
                .containsEntry("topology.kubernetes.io/region", "eu")
                .containsEntry("topology.kubernetes.io/rack", "010")
                .containsEntry("version", "1.10")
                .containsEntry("on", "yes");
        assertThat(second.taints()).hasSize(1);
        assertThat(second.taints().get(0).value()).isEqualTo("true");
        assertThat(second.speed()).isEqualTo(1.5);
        assertThat(second.pricePerHour()).isEqualTo(2.5);
        NodeSpec lone = all.cluster().nodes().get(4);
        assertThat(lone.capacity(Resources.CPU)).isEqualTo(10_000);
        assertThat(lone.capacity(Resources.PODS)).isEqualTo(Integer.MAX_VALUE);
        assertThat(lone.cordoned()).isTrue();
    }

    @Test
    void tasks_are_what_their_kind_says() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml"));

        Set<String> kinds = new HashSet<>();
        int count = 0;
        try (SubmissionSource source = all.workload().open(0)) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                count++;
                kinds.add(task.id().substring(0, task.id().indexOf('-')));
                if (task.id().startsWith("web-")) {
                    assertThat(task.taskClass().request(Resources.CPU) % 250).isZero();
                    assertThat(task.taskClass().request(Resources.MEMORY)).isIn(1L << 30, 2L << 30);
                    assertThat(task.workNanos()).isLessThanOrEqualTo(6 * HOUR);
                } else if (task.id().startsWith("gang-")) {
                    assertThat(task.workNanos()).isEqualTo(90 * SECOND);
                } else if (task.id().startsWith("service-")) {
                    assertThat(task.workNanos()).isEqualTo(Submission.FOREVER);
                }
            }
        }
        assertThat(count).isEqualTo(500);
        assertThat(kinds).contains("service", "web", "train", "gang");
    }

    @Test
    void what_breaks_at_random_breaks_by_itself_or_with_all_that_share_it() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml") + """
                        faults:
                          - {each: node, up: 2h, down: {distribution: gamma, mean: 10m, cv: 0.5}, crews: 1}
                          - {each: zone, up: {distribution: exponential, mean: 1d}, down: 5m, from: 1h, until: 20h}
                          - {each: node, among: {version: "1.10"}, up: 3h, down: 1m}
                          - {each: node, up: 4h, down: 1m}
                        """);

        List<FailureProcess> processes = all.run().faults().processes();
        assertThat(processes)
                .map(FailureProcess::name)
                .containsExactly("each node", "each zone", "each node with version=1.10", "each node #2");
        FailureProcess nodes = processes.get(0);
        assertThat(nodes.units()).map(FailureProcess.Unit::name).startsWith("node a-1 down", "node a-2 down");
        assertThat(nodes.units()).hasSize(all.cluster().nodes().size());
        assertThat(nodes.up().nanos(0.123)).isEqualTo(2 * HOUR);
        assertThat(nodes.repair().nanos(0.5)).isBetween(7 * 60 * SECOND, 10 * 60 * SECOND);
        assertThat(nodes.crews()).isEqualTo(1);
        assertThat(nodes.untilNanos()).isEqualTo(36 * HOUR);
        FailureProcess zones = processes.get(1);
        assertThat(zones.units()).flatMap(FailureProcess.Unit::nodes).doesNotHaveDuplicates();
        assertThat(zones.units()).hasSizeGreaterThan(1);
        assertThat(zones.crews()).isEqualTo(FailureProcess.UNLIMITED);
        assertThat(zones.fromNanos()).isEqualTo(HOUR);
        assertThat(zones.untilNanos()).isEqualTo(20 * HOUR);
    }

    @Test
    void nodes_may_be_slow_cut_off_or_flapping_instead_of_down() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml") + """
                        faults:
                          - {at: 1h, node: lone, for: 10m, slow: 0.25}
                          - {at: 2h, node: lone, for: 10m, cut_off: true}
                          - {at: 3h, zone: z1, for: 50s, flapping: {down: 10s, up: 20s}}
                          - {each: node, up: 2h, down: 5m, slow: 0}
                          - {at: 4h, node: lone, for: 10m, notice: 2m}
                          - {at: 90m, node: lone, for: 20m, full_disk: true}
                        """);

        assertThat(all.run().faults().outages())
                .startsWith(
                        new FaultScript.NodesImpaired(
                                "node lone slow", HOUR, HOUR + 600 * SECOND, List.of(4), new Impairment.Slow(0.25)),
                        new FaultScript.NodesImpaired(
                                "node lone cut off", 2 * HOUR, 2 * HOUR + 600 * SECOND, List.of(4), Impairment.CUT_OFF))
                .map(each -> each.fromNanos() / SECOND + "-" + each.toNanos() / SECOND)
                .endsWith("10800-10810", "10830-10840", "14400-15120", "14520-15120", "5400-6600")
                .hasSize(7);
        assertThat(all.run().faults().outages())
                .contains(new FaultScript.NodesImpaired(
                        "node lone disk full", 5400 * SECOND, 6600 * SECOND, List.of(4), Impairment.DISK_FULL));
        assertThat(all.run().faults().processes().get(0).impairment()).isEqualTo(new Impairment.Slow(0));
    }

    @Test
    void maintenance_rolls_over_nodes_within_windows() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml") + """
                        faults:
                          - {maintenance: kernel upgrade, at: 2h, for: 3h, every: 12h, at_once: 45%, down: 4m, grace: 20s}
                          - {maintenance: disks, at: 22:00, among: {version: "1.10"}, empty: wait, timeout: 6h}
                        """);

        List<Maintenance> plans = all.run().faults().maintenance();
        int nodes = all.cluster().nodes().size();
        assertThat(plans.get(0).nodes()).hasSize(nodes);
        assertThat(plans.get(0))
                .isEqualTo(new Maintenance(
                        "kernel upgrade",
                        plans.get(0).nodes(),
                        nodes * 45 / 100,
                        2 * HOUR,
                        3 * HOUR,
                        12 * HOUR,
                        240 * SECOND,
                        20 * SECOND,
                        Long.MAX_VALUE,
                        Maintenance.Emptying.EVICT));
        assertThat(plans.get(1).nodes()).isNotEmpty().hasSizeLessThan(nodes);
        assertThat(plans.get(1).emptying()).isEqualTo(Maintenance.Emptying.WAIT);
        assertThat(plans.get(1).timeoutNanos()).isEqualTo(6 * HOUR);
        assertThat(plans.get(1).mostAway()).isEqualTo(1);
    }

    @Test
    void tasks_may_crash_and_start_anew_as_containers_or_jobs_do() throws Exception {
        Scenario all = Written.read(folder, Written.resource("everything.yaml") + """
                        faults:
                          - {crash: {app: web}, after: {distribution: exponential, mean: 2h}}
                          - {crash: {}, after: 30m, restart: {as: job, attempts: 3, longest: 2m}, from: 1h, until: 9h}
                        """);

        List<Crashes> crashes = all.run().faults().crashes();
        assertThat(crashes).map(Crashes::name).doesNotHaveDuplicates();
        assertThat(crashes.get(0).among()).containsExactly(Map.entry("app", "web"));
        assertThat(crashes.get(0).backOff()).isEqualTo(RestartBackOff.KUBELET);
        assertThat(crashes.get(1).backOff())
                .isEqualTo(new RestartBackOff(false, false, 10 * SECOND, 120 * SECOND, Long.MAX_VALUE, 3));
        assertThat(crashes.get(1).after().nanos(0.3)).isEqualTo(1800 * SECOND);
        assertThat(crashes.get(1).fromNanos()).isEqualTo(HOUR);
        assertThat(crashes.get(1).untilNanos()).isEqualTo(9 * HOUR);
    }

    @Test
    void tasks_may_save_what_they_have_done() throws Exception {
        Scenario daly = Written.read(
                folder,
                Written.SMALL.replace(
                        "first-fit",
                        "first-fit, checkpoint: {interval: daly, cost: 5m, restart: 10m, mtbf: 6h, on_notice: true, among: {app: batch}}"));
        Checkpointing rule = Objects.requireNonNull(daly.run().faults().checkpointing());

        assertThat(rule.intervalNanos() / (60 * SECOND)).isEqualTo(56);
        assertThat(rule.restartNanos()).isEqualTo(600 * SECOND);
        assertThat(rule.onNotice()).isTrue();
        assertThat(rule.atEnd()).isFalse();
        assertThat(rule.among()).containsEntry("app", "batch");
        assertThat(Written.read(folder, Written.SMALL).run().faults().checkpointing())
                .isNull();
    }

    @Test
    void how_systems_deal_with_what_breaks_can_be_said_in_full() throws Exception {
        Scenario all = Written.read(
                folder,
                Written.SMALL.replace(
                        "first-fit",
                        "first-fit, failover: {heartbeat: 7s, grace: 21s, monitor: 3s, toleration: 4m, restart_in_place: true, attempts: 9, eviction: {rate: 6/m, large_zone: 10}}"));

        assertThat(all.run().faults().failover().nodeHealth("a scheduler"))
                .isEqualTo(new NodeHealth(7 * SECOND, 21 * SECOND, 3 * SECOND, 240 * SECOND, true));
        assertThat(all.run().faults().failover().mostAttempts()).isEqualTo(9);
        assertThat(all.run().faults().failover().limits()).isEqualTo(new EvictionLimits(0.1, 0.01, 0.55, 10));
    }

    @Test
    void what_is_resolved_resolves_to_itself() throws Exception {
        for (String text : new String[] {Written.SMALL, Scenario.starter(), Written.resource("everything.yaml")}) {
            JsonNode once = Written.read(folder, text).resolved();
            JsonNode twice = Written.read(folder, once.toPrettyString()).resolved();
            JsonNode recorded = Written.read(
                            folder,
                            "{\"wavetank\": \"1\", \"scenario\": " + once.toPrettyString() + ", \"inputs\": []}")
                    .resolved();

            assertThat(twice.toPrettyString()).isEqualTo(once.toPrettyString());
            assertThat(recorded.toPrettyString()).isEqualTo(once.toPrettyString());
        }
    }

    @Test
    void a_generated_workload_has_five_replications_its_own_cluster_and_a_warm_up_of_a_fifth() throws Exception {
        Scenario small = Written.read(folder, Written.SMALL);

        assertThat(small.replications()).isEqualTo(5);
        assertThat(small.cluster().nodes()).hasSize(4);
        assertThat(small.run().window()).isEqualTo(new Window(HOUR / 5, Window.LAST_SUBMISSION));
        assertThat(small.resolved().at("/report/window/from").asText()).isEqualTo("12m");
        assertThat(small.resolved().at("/run/replications").asInt()).isEqualTo(5);
        assertThat(small.resolved().at("/cluster/model").asText()).isEqualTo("mixed-day");
        assertThat(small.resolved().at("/workload/generate/swing").asDouble(-1)).isEqualTo(0.75);
    }

    @Test
    void the_warm_up_ends_before_the_run_does() throws Exception {
        assertThat(Written.read(folder, Written.SMALL, "run.until=10m").run().window())
                .isEqualTo(new Window(120 * SECOND, Window.LAST_SUBMISSION));
        assertThat(Written.read(folder, Written.SMALL, "report.window.to=30m")
                        .run()
                        .window())
                .isEqualTo(new Window(Window.FIRST_SUBMISSION, HOUR / 2));
    }

    @Test
    void a_whole_number_is_one_however_it_is_written() throws Exception {
        String text = Mistake.RACKS + "run: {until: 1d}\nfaults: [{maintenance: x, at: 1h, at_once: %s}]\n";

        for (String two : List.of("2", "2.0", "0.2e1", "100%")) {
            assertThat(Written.read(folder, text.replace("%s", two))
                            .run()
                            .faults()
                            .maintenance())
                    .singleElement()
                    .matches(each -> each.mostAway() == 2);
        }
    }

    /** All of these go on after the last task: a service whose replicas are scaled, and one that a policy of failover looks after. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: [{name: web, cpu: 1, load: {rate: 10/s}}]",
                "failover: [{name: store, among: {app: store}, need: 1, policy: immediate}]"
            })
    void figures_may_be_of_a_time_behind_the_last_task_where_services_go_on(String services) throws Exception {
        String text = """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: 2}
                    kinds: [{name: store, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: store}}]
                    until: {time: 1m}
                policies: {scheduler: kubernetes}
                run: {until: 10m}
                report: {window: {from: FROM, to: 10m}}
                """ + services;

        assertThat(Written.read(folder, text.replace("FROM", "2m")).run().window())
                .isEqualTo(new Window(120 * SECOND, 600 * SECOND));
        assertThat(Written.faults(folder, text.replace("FROM, to: 10m", "10m")))
                .containsExactly(
                        "s.yaml:9:25: report.window.from is 10m, and the run ends at 10m; expected an earlier time");
    }

    /** What is said of the window holds for figures of tasks and of requests alike. */
    @Test
    void where_requests_come_the_window_is_the_run_behind_its_first_fifth() throws Exception {
        String text = """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                policies: {scheduler: kubernetes}
                run: {until: 10m}
                rollouts: [{service: web, versions: [{name: v1}]}]
                traffic:
                  services: [{name: web, steps: [{work: 10ms}]}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 1/s}}]
                """;
        Scenario scenario = Written.read(folder, text);
        TrafficPlan plan = scenario.traffic();
        Scenario again = Written.read(folder, scenario.resolved().toPrettyString());

        assertThat(plan).isNotNull();
        assertThat(scenario.run().window()).isEqualTo(new Window(120 * SECOND, 600 * SECOND));
        assertThat(List.of(plan.fromNanos(), plan.toNanos())).containsExactly(120 * SECOND, 600 * SECOND);
        assertThat(scenario.resolved().at("/report/window/to").asText()).isEqualTo("10m");
        assertThat(again.run().window()).isEqualTo(scenario.run().window());
    }

    @Test
    void a_trace_is_read_beside_the_scenario_once_and_known_again_by_its_digest() throws Exception {
        Path log = Files.writeString(folder.resolve("log.swf"), """
                ; MaxProcs: 4
                1 0 0 10 1 -1 -1 1 10 -1 1 1 1 -1 1 -1 -1 -1
                2 5 0 10 2 -1 -1 2 10 -1 1 1 1 -1 1 -1 -1 -1
                """);
        String text = "workload: {trace: {file: log.swf}}\npolicies: {scheduler: fcfs}\n";

        Scenario scenario = Written.read(folder, text);
        assertThat(scenario.replications()).isEqualTo(1);
        assertThat(scenario.run().window()).isEqualTo(Window.SUBMISSIONS);
        assertThat(scenario.resolved().at("/cluster/processors").asInt()).isEqualTo(4);
        assertThat(scenario.resolved().at("/workload/trace/format").asText()).isEqualTo("swf");
        assertThat(scenario.resolved().at("/workload/trace/file").asText()).isEqualTo(log.toString());
        assertThat(scenario.offeredLoad()).isEqualTo(30 / 20.0);

        Files.writeString(log, Files.readString(log).replace("2 5 0", "2 6 0"));
        assertThat(Written.faults(folder, scenario.resolved().toPrettyString()))
                .singleElement()
                .asString()
                .contains("workload.trace.file has changed: its SHA-256 is ");
    }
}
