package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first minute of the demonstration of six architectures: each meets the services that stand from the start, and the first jobs. */
final class OrchestratorsDemoTest {
    private static final List<String> A_MINUTE = List.of("run.until=1m", "workload.generate.until.time=1m");

    @Test
    void six_architectures_start_what_stands_and_say_who_holds_what_and_what_it_took() throws Exception {
        Scenario demo = Scenario.demo("orchestrators", A_MINUTE);
        List<String> names = new ArrayList<>();
        for (Arm arm : demo.experiment(1).arms()) {
            names.add(arm.scheduler().name());
            assertThat(arm.cluster().nodes()).hasSize(4000);
            RunResult result;
            try (SubmissionSource source = arm.workload().open(0)) {
                result = Simulation.run(
                        arm.run(), arm.cluster(), source, arm.scheduler().factory(), RunListener.NONE);
            }
            assertThat(result.tasks().submitted()).as(arm.scheduler().name()).isGreaterThan(15_000);
            assertThat(result.waits().byValue()).containsOnlyKeys("batch", "free", "production");
            assertThat(result.waits().dominantShares()).containsOnlyKeys("batch", "free", "production");
            assertThat(result.waits().jain()).isBetween(1 / 3.0, 1.0);
            assertThat(result.work().tries()).isGreaterThan(1000);
        }
        assertThat(names).containsExactly("kubernetes", "swarm", "mesos", "borg", "omega", "sparrow");
    }
}
