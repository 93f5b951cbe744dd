package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.MaintenanceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How maintenance went on, a line for each scheduler; with replications the means and their 95 % intervals. Nothing if there was none. */
public final class MaintenanceTable implements Rows {
    private final Map<String, List<RunSummary>> groups;

    /** Collects the figures of the runs of each scheduler or arm. */
    public MaintenanceTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    @Override
    public List<String> head() {
        return List.of(
                Subject.of(groups.values()).word(),
                "maintained",
                "left out",
                "empty in",
                "evictions",
                "refused",
                "violations");
    }

    @Override
    public String terms() {
        return "Maintained: nodes. Left out: not empty in time, or not by the end of the window. Empty in: from the beginning of a node's drain, in the mean."
                + " Evictions: tasks told to stop; refused: those that a disruption budget did not allow yet; violations: those told to stop though it did not.";
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        boolean any = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> !run.result().failover().maintenance().isEmpty());
        if (any) {
            groups.forEach((scheduler, runs) -> rows.add(List.of(
                    scheduler,
                    Figures.count(of(runs, MaintenanceFigures::done)),
                    Figures.count(of(runs, MaintenanceFigures::leftOut)),
                    Figures.duration(of(runs, MaintenanceFigures::emptyMean)),
                    Figures.count(of(runs, MaintenanceFigures::evictions)),
                    Figures.count(of(runs, MaintenanceFigures::refusals)),
                    Figures.count(of(runs, MaintenanceFigures::violations)))));
        }
        return rows;
    }

    private static Estimate of(List<RunSummary> runs, ToDoubleFunction<MaintenanceFigures> figure) {
        return Estimate.of(runs.stream()
                .mapToDouble(run -> figure.applyAsDouble(run.result().failover().maintenance())));
    }
}
