package io.wavetank.report.table;

import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of several runs of one workload side by side: how many tasks got through, how much of the cluster was given out, how long
 * tasks waited. {@code >=} marks a figure that unfinished tasks make a lower bound.
 */
public final class ComparisonTable {
    private ComparisonTable() {}

    /** Returns the table's lines. */
    public static List<String> lines(List<RunSummary> runs) {
        List<String> resources = resources(runs.get(0).result());
        List<String> head = new ArrayList<>(List.of("scheduler", "finished", "unplaced"));
        resources.forEach(resource -> head.add(resource));
        head.addAll(List.of("wait mean", "wait p50", "wait p99", "slowdown"));
        var table = new TextTable(head);
        for (RunSummary run : runs) {
            table.add(row(run, resources));
        }
        return table.lines();
    }

    /** The resources worth a column: those that something was given out of, at most three. */
    private static List<String> resources(RunResult result) {
        return result.allocation().stream()
                .filter(share -> share.peak() > 0 && !share.resource().equals("pods"))
                .map(RunResult.Allocation::resource)
                .limit(3)
                .toList();
    }

    private static List<String> row(RunSummary run, List<String> resources) {
        RunResult result = run.result();
        List<String> row = new ArrayList<>();
        row.add(run.scheduler());
        row.add(Figures.count(result.tasks().finished()));
        row.add(Figures.count(result.tasks().neverPlaced()));
        for (String resource : resources) {
            row.add(result.allocation().stream()
                    .filter(share -> share.resource().equals(resource))
                    .findFirst()
                    .map(share -> Figures.percent(share.mean()))
                    .orElse("-"));
        }
        row.add(wait(result.queueingDelay().mean()));
        row.add(wait(result.queueingDelay().quantile(0.5)));
        row.add(wait(result.queueingDelay().quantile(0.99)));
        Quantile slowdown = result.slowdown().mean();
        row.add(mark(slowdown) + Figures.short3(slowdown.nanos() / RunResult.SLOWDOWN_UNIT));
        return row;
    }

    private static String wait(Quantile quantile) {
        return mark(quantile) + Figures.duration(quantile.nanos() / 1e9);
    }

    private static String mark(Quantile quantile) {
        return quantile.atLeast() ? ">=" : "";
    }
}
