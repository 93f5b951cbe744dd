package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The figures of several runs of one workload side by side: how many tasks got through, how much of the cluster was given out, how long
 * tasks waited. {@code >=} marks a figure that unfinished tasks make a lower bound.
 */
public final class ComparisonTable {
    private ComparisonTable() {}

    /**
     * Returns the lines of the tables: what it takes to serve requests, where there are any; what got through and what was given out, how long tasks waited, what waiting users
     * offered and achieved, waits and shares by group, what deciding took where there is something to compare it with, what schedulers counted. With replications every figure is
     * their mean with the half-width of its 95 % interval.
     */
    public static List<String> lines(List<RunSummary> runs) {
        Map<String, List<RunSummary>> groups = Differences.byScheduler(runs);
        List<List<String>> tables = List.of(
                new ServingFigures(runs).lines(),
                throughput(groups).lines(),
                waiting(groups),
                new LoopLoads(runs).lines(),
                new GroupWaits(runs).lines(),
                new GroupHoldings(runs).lines(),
                groups.size() > 1 ? new DecisionLoads(runs).lines() : List.of(),
                new ElasticTable(runs).lines(),
                new RolloutTable(groups).lines(),
                new AdmissionTable(groups).lines(),
                new FailoverTable(groups).lines(),
                new MaintenanceTable(groups).lines(),
                new GuardedTable(groups).lines(),
                new RequestFigures(runs).lines(),
                new AlertTable(groups).lines(),
                new SchedulerCounts(runs).lines());
        List<String> lines = new ArrayList<>();
        for (List<String> table : tables) {
            if (!lines.isEmpty() && !table.isEmpty()) {
                lines.add("");
            }
            lines.addAll(table);
        }
        return lines;
    }

    private static TextTable throughput(Map<String, List<RunSummary>> groups) {
        List<String> resources = resources(groups);
        Set<String> causes = new TreeSet<>();
        groups.values()
                .forEach(runs ->
                        runs.forEach(run -> causes.addAll(run.result().tasks().causesOfEvictions())));
        List<String> head =
                new ArrayList<>(List.of(Subject.of(groups.values()).word(), "finished", "running", "unplaced"));
        head.addAll(causes);
        boolean losses = groups.values().stream()
                .anyMatch(runs ->
                        runs.stream().anyMatch(run -> run.result().tasks().losses() > 0));
        if (losses) {
            head.add("lost");
        }
        resources.forEach(resource -> head.add(resource + " mean"));
        var table = new TextTable(head);
        groups.forEach((scheduler, runs) -> {
            List<String> row = new ArrayList<>();
            row.add(scheduler);
            row.add(count(runs, tasks -> tasks.finished()));
            row.add(count(runs, tasks -> tasks.running()));
            row.add(count(runs, tasks -> tasks.neverPlaced() + tasks.evicted() + tasks.lost()));
            causes.forEach(cause -> row.add(count(runs, tasks -> tasks.evictions(cause))));
            if (losses) {
                row.add(count(runs, RunResult.TaskCounts::losses));
            }
            resources.forEach(resource ->
                    row.add(Figures.percent(estimate(runs, result -> allocation(result, resource)))));
            table.add(row);
        });
        return table;
    }

    private static String count(List<RunSummary> runs, ToLongFunction<RunResult.TaskCounts> of) {
        return Figures.count(estimate(runs, result -> of.applyAsLong(result.tasks())));
    }

    private static Estimate estimate(List<RunSummary> runs, ToDoubleFunction<RunResult> of) {
        return Estimate.of(runs.stream().mapToDouble(run -> of.applyAsDouble(run.result())));
    }

    private static double allocation(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::mean)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** None where no task was there to wait, as of services whose tasks came before the window of the figures. */
    private static List<String> waiting(Map<String, List<RunSummary>> groups) {
        boolean replicated = groups.values().stream().anyMatch(runs -> runs.size() > 1);
        String subject = Subject.of(groups.values()).word();
        var table = new TextTable(
                replicated
                        ? List.of(subject, "wait mean", "p99", "max", "slowdown")
                        : List.of(subject, "wait mean", "p50", "p90", "p99", "max", "slowdown"));
        boolean any = false;
        for (Map.Entry<String, List<RunSummary>> group : groups.entrySet()) {
            List<RunSummary> runs = group.getValue();
            List<String> row = new ArrayList<>();
            row.add(group.getKey());
            row.add(wait(runs, CensoredHistogram::mean));
            if (!replicated) {
                row.add(wait(runs, delay -> delay.quantile(0.5)));
                row.add(wait(runs, delay -> delay.quantile(0.9)));
            }
            row.add(wait(runs, delay -> delay.quantile(0.99)));
            row.add(wait(runs, CensoredHistogram::max));
            row.add(mark(runs, result -> result.slowdown().mean())
                    + Figures.short3(
                            estimate(runs, result -> result.slowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT)));
            table.add(row);
            any |= row.stream().skip(1).anyMatch(cell -> !cell.equals("-"));
        }
        return any ? table.lines() : List.of();
    }

    /** The resources worth a column: those that something was given out of, at most three. */
    private static List<String> resources(Map<String, List<RunSummary>> groups) {
        return groups.values().stream()
                .flatMap(List::stream)
                .flatMap(run -> run.result().allocation().stream())
                .filter(share -> share.peak() > 0 && !share.resource().equals("pods"))
                .map(RunResult.Allocation::resource)
                .distinct()
                .limit(3)
                .toList();
    }

    private static String wait(List<RunSummary> runs, Function<CensoredHistogram, Quantile> of) {
        return mark(runs, result -> of.apply(result.queueingDelay()))
                + Figures.duration(estimate(
                        runs, result -> of.apply(result.queueingDelay()).nanos() / 1e9));
    }

    private static String mark(List<RunSummary> runs, Function<RunResult, Quantile> of) {
        return runs.stream().anyMatch(run -> of.apply(run.result()).atLeast()) ? ">=" : "";
    }
}
