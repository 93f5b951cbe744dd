package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How long the tasks of each group waited, side by side: for each group a row of means and one of 99th percentiles, a column for each
 * scheduler. {@code >=} marks a figure that unfinished tasks make a lower bound; {@code -} stands where a scheduler had no task of the group.
 */
public final class GroupWaits {
    private final Map<String, List<RunSummary>> bySchedulers;
    private final String property;
    private final Set<String> values = new TreeSet<>();

    /** Collects what waited in these runs. */
    public GroupWaits(List<RunSummary> runs) {
        this.bySchedulers = Differences.byScheduler(runs);
        this.property = runs.isEmpty() ? "" : runs.get(0).result().waits().property();
        runs.forEach(run -> values.addAll(run.result().waits().byValue().keySet()));
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

    /** The rows: whose wait it is, then how long for each scheduler; with replications the mean and its 95 % interval. */
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

    /** The lines of the table for a terminal; none if groups are not told apart. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of("wait by " + property));
        head.addAll(schedulers());
        var table = new TextTable(head);
        rows().forEach(table::add);
        return table.lines();
    }
}
