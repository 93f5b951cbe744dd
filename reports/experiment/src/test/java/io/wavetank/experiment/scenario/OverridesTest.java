package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.cluster.NodeSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --set a.b=c}. */
final class OverridesTest {
    private static final String GROUPS = """
            cluster: {nodes: [{count: 2, capacity: {cpu: 32, memory: 64Gi}}]}
            workload: {generate: {model: mixed-day}}
            policies: {scheduler: [first-fit, best-fit]}
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void keys_and_entries_of_lists_are_changed_and_absent_keys_added() throws Exception {
        Scenario scenario = Written.read(
                folder,
                GROUPS,
                "cluster.nodes.0.count=5",
                "cluster.nodes.0.labels.example.com/disk=no",
                "policies.scheduler.1=worst-fit",
                "run.seed=7",
                "run.until=36h",
                "report.window={from: 1h, to: 2h}",
                "run.seed=8");

        assertThat(scenario.cluster().nodes()).hasSize(5);
        assertThat(scenario.cluster().nodes().get(0).labels()).containsEntry("example.com/disk", "no");
        assertThat(scenario.schedulers()).map(each -> each.name()).containsExactly("first-fit", "worst-fit");
        assertThat(scenario.run().seed()).isEqualTo(8);
        assertThat(scenario.run().untilNanos()).isEqualTo(36L * 3600 * 1_000_000_000);
        assertThat(scenario.run().window().toNanos()).isEqualTo(2L * 3600 * 1_000_000_000);
    }

    @Test
    void keys_with_dots_in_them_are_not_taken_apart() throws Exception {
        Scenario scenario = Written.read(
                folder,
                GROUPS.replace("[first-fit, best-fit]", "first-fit") + "arms: [{name: a}]\n",
                "cluster.nodes.0.capacity.extended.example.com/fpga=2",
                "cluster.nodes.0.attach_limits.ebs.csi.aws.com=39",
                "arms.0.set.cluster.nodes.0.count=7");

        NodeSpec node = scenario.cluster().nodes().get(0);
        assertThat(node.capacity(scenario.cluster().resources().indexOf("example.com/fpga")))
                .isEqualTo(2);
        assertThat(node.attachLimits()).containsEntry("ebs.csi.aws.com", 39);
        assertThat(scenario.arms().get(0).cluster().nodes()).hasSize(7);
    }

    @Test
    void null_takes_back_what_is_given() throws Exception {
        Scenario scenario = Written.read(
                folder, GROUPS + "run: {until: 2h, replications: 9}\n", "run.until=null", "run.replications=~");

        assertThat(scenario.run().untilNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(scenario.replications()).isEqualTo(5);
    }

    @Test
    void a_whole_list_may_be_set() throws Exception {
        assertThat(Written.read(folder, GROUPS, "policies.scheduler=[random]").schedulers())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.sede=7 | unknown key 'sede' in run; expected seed, replications or until; did you mean 'seed'?",
                "rn.seed=7 | unknown key 'rn' in the scenario; expected {keys}; did you mean 'run'?",
                "cluster.nodes.3.count=7 | cluster.nodes has no entry '3'; expected 0",
                "policies.scheduler.x=random | policies.scheduler has no entry 'x'; expected 0 to 1",
                "workload.generate.model.x=1 | workload.generate.model has no 'x' in it: it is \"mixed-day\"; expected a path that ends here",
                "run.seed=x | run.seed is 'x'; expected a whole number",
                "run.seed= | run.seed has no value; expected a whole number",
                "run.until=5 | run.until is '5'; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h; did you mean '5s'?",
                "run.seed | this sets nothing; expected path=value, such as run.seed=7",
                "faults.0.at=1h | faults is not given, and so has no entry '0'; expected the whole list, such as faults=[...]",
                "run.seed=[ | '[' is not a value of YAML; expected one such as 10 or 5m"
            })
    void a_mistake_is_said_of_the_option(String option, String said) throws IOException {
        assertThat(Written.faults(folder, GROUPS, option))
                .containsExactly(Written.filled("--set " + option + ": " + said));
    }
}
