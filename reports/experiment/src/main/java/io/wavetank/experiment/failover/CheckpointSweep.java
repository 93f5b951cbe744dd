package io.wavetank.experiment.failover;

import io.wavetank.experiment.OwnedSchedulers;
import io.wavetank.experiment.Workers;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.Resources;
import io.wavetank.report.result.Estimate;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One scenario over and over, with tasks that save their work each time so much of it is done, as Young and Daly would have it, and not at all. What
 * breaks is the same in all of them.
 */
public final class CheckpointSweep {
    /** How much shorter and longer than Daly's the intervals are if nobody names any. */
    private static final double[] FACTORS = {0.125, 0.25, 0.5, 0.75, 1.5, 2, 4, 8};

    private final Scenario scenario;
    private final Checkpointing base;
    private final double capacityCores;

    /**
     * Takes the scenario, whose tasks save their work.
     *
     * @param base how they do so, but for how often
     */
    public CheckpointSweep(Scenario scenario, Checkpointing base) {
        this.scenario = scenario;
        this.base = base;
        this.capacityCores = scenario.cluster().nodes().stream()
                        .mapToLong(node -> node.allocatable(Resources.CPU))
                        .sum()
                / 1000.0;
    }

    /** The intervals that are worth trying, in nanoseconds: from an eighth to eight times that of Daly. */
    public List<Long> usualIntervals() {
        long daly = new CheckpointRule.Daly().intervalNanos(base.costNanos(), base.meanNanos());
        List<Long> intervals = new ArrayList<>();
        for (double factor : FACTORS) {
            intervals.add(Math.max(1, Math.round(daly * factor)));
        }
        return intervals;
    }

    /**
     * What came of one rule.
     *
     * @param name what it is called
     * @param intervalNanos the work between two checkpoints; -1 if none are written
     * @param goodput work that counts, as a share of what all cores could have done until the end of the run
     * @param overhead checkpoints and restarts, as a share of what the cores were held for
     * @param lost work that had to be done again, likewise
     * @param endSeconds when the last thing happened
     */
    public record Row(
            String name, long intervalNanos, Estimate goodput, Estimate overhead, Estimate lost, Estimate endSeconds) {}

    private record Arm(String name, @Nullable Checkpointing rule) {}

    private record Piece(Arm arm, int replication) {}

    /** Runs all, so many at a time, and returns a row each: none, the intervals in their order, Young, Daly. */
    public List<Row> run(List<Long> intervals, int workers) throws IOException {
        List<Arm> arms = new ArrayList<>();
        arms.add(new Arm("none", null));
        for (long interval : intervals) {
            arms.add(arm("every", new CheckpointRule.Fixed(interval)));
        }
        arms.add(arm("Young", new CheckpointRule.Young()));
        arms.add(arm("Daly", new CheckpointRule.Daly()));
        List<Piece> pieces = new ArrayList<>();
        for (Arm arm : arms) {
            for (int replication = 0; replication < scenario.replications(); replication++) {
                pieces.add(new Piece(arm, replication));
            }
        }
        List<RunResult> results = Workers.inOrder(workers, pieces, this::runOne);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            int from = i * scenario.replications();
            rows.add(row(arms.get(i), results.subList(from, from + scenario.replications())));
        }
        return rows;
    }

    private Arm arm(String name, CheckpointRule rule) {
        return new Arm(
                name,
                new Checkpointing(
                        rule,
                        base.costNanos(),
                        base.restartNanos(),
                        base.meanNanos(),
                        base.atEnd(),
                        base.onNotice(),
                        base.among()));
    }

    private RunResult runOne(Piece piece) throws IOException {
        RunSpec run = scenario.run();
        FaultScript faults = run.faults();
        RunSpec changed =
                run.withFaults(faults.withCheckpointing(piece.arm().rule())).withReplication(piece.replication());
        try (SubmissionSource source = scenario.workload().open(piece.replication());
                var owned = new OwnedSchedulers(scenario.schedulers().get(0).factory())) {
            return Simulation.run(changed, scenario.cluster(), source, owned, RunListener.NONE);
        }
    }

    private Row row(Arm arm, List<RunResult> results) {
        Checkpointing rule = arm.rule();
        return new Row(
                arm.name(),
                rule == null ? -1 : rule.intervalNanos(),
                estimate(results, this::goodput),
                estimate(results, each -> each.tasks().coreSecondsOverhead() / held(each)),
                estimate(results, each -> each.tasks().coreSecondsLost() / held(each)),
                estimate(results, each -> each.endNanos() / 1e9));
    }

    private static Estimate estimate(List<RunResult> results, ToDoubleFunction<RunResult> figure) {
        return Estimate.of(results.stream().mapToDouble(figure));
    }

    private double goodput(RunResult result) {
        return result.tasks().coreSecondsUseful() / (capacityCores * (result.endNanos() / 1e9));
    }

    private static double held(RunResult result) {
        RunResult.TaskCounts tasks = result.tasks();
        return tasks.coreSecondsUseful() + tasks.coreSecondsOverhead() + tasks.coreSecondsLost();
    }
}
