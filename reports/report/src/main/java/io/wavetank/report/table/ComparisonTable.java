package io.wavetank.report.table;

import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
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

    /** Returns the lines of two tables: what got through and what was given out, then how long tasks waited. */
    public static List<String> lines(List<RunSummary> runs) {
        List<String> lines = new ArrayList<>(throughput(runs).lines());
        lines.add("");
        lines.addAll(waiting(runs).lines());
        return lines;
    }

    private static TextTable throughput(List<RunSummary> runs) {
        List<String> resources = resources(runs.get(0).result());
        List<String> head = new ArrayList<>(List.of("scheduler", "finished", "running", "unplaced"));
        resources.forEach(resource -> head.add(resource + " mean"));
        var table = new TextTable(head);
        for (RunSummary run : runs) {
            RunResult.TaskCounts tasks = run.result().tasks();
            List<String> row = new ArrayList<>();
            row.add(run.scheduler());
            row.add(Figures.count(tasks.finished()));
            row.add(Figures.count(tasks.running()));
            row.add(Figures.count(tasks.neverPlaced() + tasks.evicted()));
            resources.forEach(resource -> row.add(allocation(run.result(), resource)));
            table.add(row);
        }
        return table;
    }

    private static String allocation(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .findFirst()
                .map(share -> Figures.percent(share.mean()))
                .orElse("-");
    }

    private static TextTable waiting(List<RunSummary> runs) {
        var table = new TextTable(List.of("scheduler", "wait mean", "p50", "p90", "p99", "max", "slowdown"));
        for (RunSummary run : runs) {
            CensoredHistogram delay = run.result().queueingDelay();
            Quantile slowdown = run.result().slowdown().mean();
            table.add(List.of(
                    run.scheduler(),
                    wait(delay.mean()),
                    wait(delay.quantile(0.5)),
                    wait(delay.quantile(0.9)),
                    wait(delay.quantile(0.99)),
                    wait(delay.max()),
                    mark(slowdown) + Figures.short3(slowdown.nanos() / RunResult.SLOWDOWN_UNIT)));
        }
        return table;
    }

    /** The resources worth a column: those that something was given out of, at most three. */
    private static List<String> resources(RunResult result) {
        return result.allocation().stream()
                .filter(share -> share.peak() > 0 && !share.resource().equals("pods"))
                .map(RunResult.Allocation::resource)
                .limit(3)
                .toList();
    }

    private static String wait(Quantile quantile) {
        return mark(quantile) + Figures.duration(quantile.nanos() / 1e9);
    }

    private static String mark(Quantile quantile) {
        return quantile.atLeast() ? ">=" : "";
    }
}
