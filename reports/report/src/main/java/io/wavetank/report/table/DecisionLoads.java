package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What deciding took, a row for each scheduler: decisions of all kinds, how many of them could not be carried out, how often a task was considered
 * for each that was submitted, and how many nodes were scored each time.
 */
public final class DecisionLoads implements Rows {
    private final Map<String, List<RunSummary>> groups;

    /** Collects what schedulers went through in these runs. */
    public DecisionLoads(List<RunSummary> runs) {
        this.groups = Differences.byScheduler(runs);
    }

    @Override
    public List<String> head() {
        return List.of(Subject.of(groups.values()).word(), "decisions", "refused", "tries a task", "nodes a try");
    }

    @Override
    public String terms() {
        return "Refused: decisions that could not be carried out. A try is one look for a place for a task; nodes a try: those scored in it.";
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((scheduler, runs) -> rows.add(List.of(
                scheduler,
                Figures.count(estimate(runs, RunResult::decisions)),
                Figures.count(estimate(runs, RunResult::refusals)),
                Figures.short3(estimate(
                        runs,
                        result -> (double) result.work().tries()
                                / Math.max(1, result.tasks().submitted()))),
                Figures.short3(estimate(
                        runs,
                        result -> (double) result.work().nodes()
                                / Math.max(1, result.work().tries()))))));
        return rows;
    }

    private static Estimate estimate(List<RunSummary> runs, ToDoubleFunction<RunResult> of) {
        return Estimate.of(runs.stream().mapToDouble(run -> of.applyAsDouble(run.result())));
    }
}
