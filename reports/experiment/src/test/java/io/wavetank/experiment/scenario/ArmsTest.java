package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code arms:}, comparisons in which more than the scheduler differs. */
final class ArmsTest {
    private static final String BASE = """
            cluster: {nodes: [{count: 4, capacity: {cpu: 32, memory: 64Gi}}]}
            workload: {generate: {model: mixed-day, hours: 1}}
            policies: {scheduler: first-fit}
            """;

    private static final String TWO = BASE + """
            arms:
              - {name: as it is}
              - {name: larger, set: {cluster.nodes.0.count: 6, policies.scheduler: best-fit, run.until: 30m}}
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void each_arm_is_the_scenario_with_its_changes() throws Exception {
        Scenario scenario = Written.read(folder, TWO);

        assertThat(scenario.arms()).map(arm -> arm.scheduler().name()).containsExactly("as it is", "larger");
        Arm larger = scenario.arms().get(1);
        assertThat(larger.cluster().nodes()).hasSize(6);
        assertThat(larger.run().untilNanos()).isEqualTo(1800L * 1_000_000_000);
        assertThat(larger.scenario().at("/policies/scheduler").asText()).isEqualTo("best-fit");
        assertThat(scenario.arms().get(0).cluster().nodes()).hasSize(4);
        assertThat(scenario.experiment(1).clusters())
                .containsEntry(" of as it is", "4 nodes, 128 cores, 256 GiB memory")
                .containsEntry(" of larger", "6 nodes, 192 cores, 384 GiB memory");
    }

    @Test
    void the_load_of_a_model_is_that_of_the_scenario_whatever_the_clusters_of_the_arms() throws Exception {
        Scenario scenario = Written.read(folder, TWO);

        assertThat(scenario.arms().get(1).scenario().at("/workload"))
                .isEqualTo(scenario.arms().get(0).scenario().at("/workload"));
    }

    @Test
    void what_is_resolved_resolves_to_the_same_again() throws Exception {
        Scenario once = Written.read(folder, TWO);
        Path again =
                Files.writeString(folder.resolve("again.yaml"), once.resolved().toString());

        Scenario twice = Scenario.read(again, List.of());

        assertThat(twice.resolved()).isEqualTo(once.resolved());
        assertThat(twice.arms())
                .map(Arm::scenario)
                .isEqualTo(once.arms().stream().map(Arm::scenario).toList());
    }

    @Test
    void files_that_arms_set_lie_beside_the_scenario_and_have_digests_of_their_own() throws Exception {
        String log = """
                ; MaxProcs: 4
                1 0 0 10 1 -1 -1 1 10 -1 1 1 1 -1 1 -1 -1 -1
                """;
        Files.writeString(folder.resolve("a.swf"), log);
        Path other = Files.writeString(folder.resolve("b.swf"), log.replace("1 0 0 10", "1 5 0 10"));
        Scenario once = Written.read(folder, """
                workload: {trace: {file: a.swf}}
                policies: {scheduler: fcfs}
                arms: [{name: one}, {name: two, set: {workload.trace.file: b.swf}}]
                """);
        Path again =
                Files.writeString(folder.resolve("again.yaml"), once.resolved().toString());

        for (Scenario each : List.of(once, Scenario.read(again, List.of()))) {
            assertThat(each.arms().get(1).workload().inputs().get(0).path()).isEqualTo(other.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a}, {name: a}|s.yaml:4:26: arm 'a' is named twice; expected each once",
                "{name: a b}, {name: a/b}|s.yaml:4:28: arm 'a/b' would have its results in the folder of arm 'a b', a_b; expected another name",
                "{name: charts}|s.yaml:4:15: arm 'charts' would have its results where those of all have a file or folder; expected another name",
                "{name: a, set: {polices.scheduler: x}}|s.yaml:4:43: arm 'a': unknown key 'polices' in the scenario; expected {keys}; did you mean 'policies'?",
                "{name: a, set: {policies.scheduler: [random, best-fit]}}|s.yaml:4:15: arm 'a': it has 2 schedulers; expected one, "
                        + "since each arm has one",
                "{name: a, set: {cluster.nodes.1.count: 3}}|s.yaml:4:47: arm 'a': cluster.nodes has no entry '1'; expected 0",
                "{name: a, set: {run.seed: 2}}|s.yaml:4:23: arm 'a': it has a run.seed of its own, which is that of all arms; expected it in the scenario itself",
                "{name: a, set: {run: {replications: 9}}}|s.yaml:4:23: arm 'a': it has a run.replications of its own, which is that of all arms; expected it in the scenario itself",
                "{name: a, set: {report.window.from: 30m}}|s.yaml:4:23: arm 'a': it has a report.window of its own, which is that of all arms; expected it in the scenario itself",
                "{name: a, set: {report.events: true}}|s.yaml:4:23: arm 'a': it has a report.events of its own, which is that of all arms; expected it in the scenario itself",
                "{set: {}}|s.yaml:4:8: arms.0 lacks 'name'; expected the name under which the arm stands in the results",
            })
    void a_mistake_is_said_with_its_place(String arms, String fault) throws Exception {
        assertThat(Written.faults(folder, BASE + "arms: [" + arms + "]\n")).contains(Written.filled(fault));
    }

    @Test
    void a_manager_that_goes_down_is_one_of_at_least_one_arm() throws Exception {
        String arms = "arms: [{name: one}, {name: three, set: {policies.scheduler: swarm}}]\n";

        assertThat(Written.read(folder, BASE + "faults: [{at: 10m, managers: [3]}]\n" + arms)
                        .arms())
                .hasSize(2);
        assertThat(Written.faults(folder, BASE + "faults: [{at: 10m, managers: [4]}]\n" + arms))
                .containsExactly("s.yaml:4:31: faults.0.managers names 4, and there are 3 managers; expected 1 to 3,"
                        + " or more under policies.failover.managers");
    }

    @Test
    void a_name_may_read_as_a_number_or_a_truth_value() throws Exception {
        assertThat(Written.read(folder, BASE + "arms: [{name: 2024}, {name: true}]\n")
                        .arms())
                .map(arm -> arm.scheduler().name())
                .containsExactly("2024", "true");
    }
}
