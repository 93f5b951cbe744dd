package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tasks of each group held, side by side: a row for the mean dominant share of each group and one for Jain's index of them, a column
 * for each scheduler; with replications the mean and its 95 % interval.
 */
public final class GroupHoldings extends GroupTable {
    /** Collects what was held in these runs. */
    public GroupHoldings(List<RunSummary> runs) {
        super(runs, waits -> waits.dominantShares().keySet());
    }

    @Override
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

    @Override
    String subject() {
        return "dominant share";
    }
}
