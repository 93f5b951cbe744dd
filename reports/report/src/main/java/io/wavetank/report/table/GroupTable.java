package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.GroupedWaits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A table of runs that tell groups of tasks apart: rows for each group, a column for each scheduler. */
abstract class GroupTable {
    final Map<String, List<RunSummary>> bySchedulers;
    final Set<String> values = new TreeSet<>();
    private final String property;

    /** Collects the groups of these runs; {@code found} names those of one run. */
    GroupTable(List<RunSummary> runs, Function<GroupedWaits, Collection<String>> found) {
        this.bySchedulers = Differences.byScheduler(runs);
        this.property = runs.isEmpty() ? "" : runs.get(0).result().waits().property();
        runs.forEach(run -> values.addAll(found.apply(run.result().waits())));
    }

    /** Whether the runs do not tell groups apart. */
    public final boolean isEmpty() {
        return values.isEmpty();
    }

    /** What groups are told apart by. */
    public final String property() {
        return property;
    }

    /** The columns behind the first. */
    public final List<String> schedulers() {
        return List.copyOf(bySchedulers.keySet());
    }

    /** The rows: what each is about, then a figure for each scheduler. */
    public abstract List<List<String>> rows();

    /** What the first column is about. */
    abstract String subject();

    /** The lines of the table for a terminal; none if groups are not told apart. */
    public final List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        List<String> head = new ArrayList<>(List.of(subject()));
        head.addAll(schedulers());
        var table = new TextTable(head);
        rows().forEach(table::add);
        return table.lines();
    }
}
