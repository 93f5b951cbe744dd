package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What schedulers counted of their own, side by side: a row for each thing that is counted, a column for each scheduler that counts. */
public final class SchedulerCounts {
    private final Map<String, List<RunSummary>> groups;
    private final List<String> schedulers = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    /** Collects what was counted in these runs. */
    public SchedulerCounts(List<RunSummary> runs) {
        this.groups = Differences.byScheduler(runs);
        groups.forEach((scheduler, replications) -> {
            replications.forEach(
                    run -> names.addAll(run.result().schedulerCounts().keySet()));
            if (replications.stream()
                    .anyMatch(run -> !run.result().schedulerCounts().isEmpty())) {
                schedulers.add(scheduler);
            }
        });
    }

    /** Whether nobody counted anything. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** The schedulers that count. */
    public List<String> schedulers() {
        return List.copyOf(schedulers);
    }

    /** The rows: what is counted, then how much for each scheduler, {@code -} for one that does not count it; with replications the mean and its 95 % interval. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>();
            row.add(name.replace('_', ' ').replace(".", ", "));
            for (String scheduler : schedulers) {
                row.add(count(groups.getOrDefault(scheduler, List.of()), name));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String count(List<RunSummary> replications, String name) {
        if (replications.stream()
                .noneMatch(run -> run.result().schedulerCounts().containsKey(name))) {
            return "-";
        }
        return Figures.count(Estimate.of(replications.stream()
                .mapToDouble(run -> run.result().schedulerCounts().getOrDefault(name, 0L))));
    }

    /** The lines of the table for a terminal, what never happened below it in words; none if nobody counted anything. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of("counted"));
        head.addAll(schedulers);
        var table = new TextTable(head);
        List<String> never = new ArrayList<>();
        for (List<String> row : rows()) {
            boolean any = row.stream().skip(1).anyMatch(cell -> !cell.equals("0") && !cell.equals("-"));
            if (any) {
                table.add(row);
            } else {
                never.add(row.get(0));
            }
        }
        List<String> lines = new ArrayList<>(never.size() < names.size() ? table.lines() : List.of());
        if (!never.isEmpty()) {
            lines.addAll(WrappedText.lines("", "Counted 0 times: " + String.join("; ", never)));
        }
        return lines;
    }
}
