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

/**
 * What the tasks of each group held, side by side: a row for the mean dominant share of each group and one for Jain's index of them, a column
 * for each scheduler; with replications the mean and its 95 % interval.
 */
public final class GroupHoldings {
    private final Map<String, List<RunSummary>> bySchedulers;
    private final String property;
    private final Set<String> values = new TreeSet<>();

    /** Collects what was held in these runs. */
    public GroupHoldings(List<RunSummary> runs) {
        this.bySchedulers = Differences.byScheduler(runs);
        this.property = runs.isEmpty() ? "" : runs.get(0).result().waits().property();
        runs.forEach(run -> values.addAll(run.result().waits().dominantShares().keySet()));
    }

    /** Whether the runs do not tell groups apart. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** What groups are told apart by. */
    public String property() {
        return property;
    }

    /** The columns behind the first. */
    public List<String> schedulers() {
        return List.copyOf(bySchedulers.keySet());
    }

    /** The rows. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String value : values) {
            List<String> row = new ArrayList<>(List.of(value));
            bySchedulers
                    .values()
                    .forEach(runs -> row.add(Figures.percent(Estimate.of(runs.stream()
                            .mapToDouble(
                                    run -> run.result().waits().dominantShares().getOrDefault(value, 0.0))))));
            rows.add(row);
        }
        List<String> fairness = new ArrayList<>(List.of("Jain's index"));
        bySchedulers
                .values()
                .forEach(runs -> fairness.add(Figures.short3(Estimate.of(
                        runs.stream().mapToDouble(run -> run.result().waits().jain())))));
        rows.add(fairness);
        return rows;
    }

    /** The lines of the table for a terminal; none if groups are not told apart. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of("dominant share"));
        head.addAll(schedulers());
        var table = new TextTable(head);
        rows().forEach(table::add);
        return table.lines();
    }
}
