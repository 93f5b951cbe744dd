package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How long the tasks of each group waited, side by side: for each group a row of means and one of 99th percentiles, a column for each
 * scheduler. {@code >=} marks a figure that unfinished tasks make a lower bound; {@code -} stands where a scheduler had no task of the group.
 */
public final class GroupWaits extends GroupTable {
    /** Collects what waited in these runs. */
    public GroupWaits(List<RunSummary> runs) {
        super(runs, waits -> waits.byValue().keySet());
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String value : values) {
            rows.add(row(value + ", mean", value, CensoredHistogram::mean));
            rows.add(row(value + ", p99", value, delay -> delay.quantile(0.99)));
        }
        return rows;
    }

    private List<String> row(String name, String value, Function<CensoredHistogram, Quantile> of) {
        List<String> row = new ArrayList<>();
        row.add(name);
        for (List<RunSummary> replications : bySchedulers.values()) {
            List<Quantile> figures = replications.stream()
                    .map(run -> run.result().waits().byValue().get(value))
                    .filter(delay -> delay != null)
                    .map(of)
                    .toList();
            boolean atLeast = figures.stream().anyMatch(Quantile::atLeast);
            row.add(
                    figures.isEmpty()
                            ? "-"
                            : (atLeast ? ">=" : "")
                                    + Figures.duration(
                                            Estimate.of(figures.stream().mapToDouble(figure -> figure.nanos() / 1e9))));
        }
        return row;
    }

    @Override
    String subject() {
        return "wait by " + property();
    }
}
