package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.LoopLoad;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What users who wait for their jobs offered and what they achieved, a row for each scheduler; with replications the mean and its 95 % interval. */
public final class LoopLoads {
    /** The columns after the scheduler's. */
    public static final List<String> COLUMNS = List.of("tasks/h offered", "achieved", "cpu load offered", "achieved");

    private final Map<String, List<RunSummary>> groups;

    /** Takes the runs; those without waiting users are passed over. */
    public LoopLoads(List<RunSummary> runs) {
        this.groups = Differences.byScheduler(
                runs.stream().filter(run -> run.load() != null).toList());
    }

    /** Whether no users waited. */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The schedulers. */
    public List<String> schedulers() {
        return List.copyOf(groups.keySet());
    }

    /** A row of figures for each scheduler, without its name. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        groups.values()
                .forEach(runs -> rows.add(List.of(
                        Figures.short3(estimate(runs, load -> load.offered().tasksPerHour())),
                        Figures.short3(estimate(runs, load -> load.achieved().tasksPerHour())),
                        Figures.percent(estimate(runs, load -> load.offered().cpu())),
                        Figures.percent(estimate(runs, load -> load.achieved().cpu())))));
        return rows;
    }

    private static Estimate estimate(List<RunSummary> runs, ToDoubleFunction<LoopLoad> of) {
        return Estimate.of(runs.stream().mapToDouble(run -> {
            LoopLoad load = run.load();
            return load == null ? Double.NaN : of.applyAsDouble(load);
        }));
    }

    /** The lines of the table for a terminal; none if no users waited. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of(Subject.of(groups.values()).word()));
        head.addAll(COLUMNS);
        var table = new TextTable(head);
        List<List<String>> rows = rows();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(List.of(schedulers().get(i)));
            row.addAll(rows.get(i));
            table.add(row);
        }
        return table.lines();
    }
}
