package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The first hour and a half of the example of reclamation: what a cell without it cannot take runs in what production does not use. */
final class ReclamationExampleTest {
    private static final List<String> SHORT = List.of("run.until=90m", "workload.generate.until.time=90m");

    @Test
    void batch_runs_in_what_production_does_not_use_and_production_is_left_alone() throws Exception {
        var results = new TreeMap<String, RunResult>();
        for (Arm arm : Scenario.parse("reclamation.yaml", Scenario.example("reclamation"), SHORT)
                .experiment(1)
                .arms()) {
            try (SubmissionSource source = arm.workload().open(0)) {
                results.put(
                        arm.scheduler().name(),
                        Simulation.run(
                                arm.run(),
                                arm.cluster(),
                                source,
                                arm.scheduler().factory(),
                                RunListener.NONE));
            }
        }
        RunResult limits = Objects.requireNonNull(results.get("limits"));
        RunResult reclaimed = Objects.requireNonNull(results.get("reclaimed"));

        assertThat(limits.schedulerCounts())
                .containsEntry("core_seconds_in_reclaimed", 0L)
                .containsEntry("placed_in_allocs", 400L);
        assertThat(reclaimed.schedulerCounts())
                .containsEntry("placed_in_allocs", 400L)
                .containsEntry("preempted.production", 0L);
        long in = reclaimed.schedulerCounts().getOrDefault("core_seconds_in_reclaimed", 0L);
        assertThat((double) in / reclaimed.schedulerCounts().getOrDefault("core_seconds_of_limits", 0L))
                .isBetween(0.01, 0.4);
        assertThat(reclaimed.tasks().neverPlaced()).isLessThan(limits.tasks().neverPlaced());
        assertThat(reclaimed.allocation().get(0).mean())
                .isLessThan(limits.allocation().get(0).mean());
    }
}
