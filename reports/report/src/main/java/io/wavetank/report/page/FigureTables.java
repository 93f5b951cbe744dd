package io.wavetank.report.page;

import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The figures of the runs side by side: what became of the tasks and how much was given out; how long they waited. */
final class FigureTables {
    private static final String TASKS = "Tasks";

    private final List<RunSummary> runs;
    private final boolean replicated;

    /** What stands in a column for a run. */
    private record Cells(DataTable.Column column, Function<RunSummary, String> text) {}

    FigureTables(List<RunSummary> runs) {
        this.runs = runs;
        this.replicated = runs.stream().map(RunSummary::scheduler).distinct().count() < runs.size();
    }

    void write(Html html) {
        table("What became of the tasks, and how much of the cluster was given out", outcome())
                .write(html);
        table("How long tasks waited", waiting()).write(html);
        if (runs.stream().anyMatch(FigureTables::censored)) {
            writeBounds(html);
        }
    }

    private DataTable table(String caption, List<Cells> columns) {
        List<List<String>> rows = new ArrayList<>();
        for (RunSummary run : runs) {
            List<String> row = new ArrayList<>();
            row.add(name(run));
            columns.forEach(column -> row.add(column.text().apply(run)));
            rows.add(row);
        }
        return new DataTable(
                caption, "Scheduler", columns.stream().map(Cells::column).toList(), rows);
    }

    private String name(RunSummary run) {
        return replicated ? run.scheduler() + ", replication " + run.replication() : run.scheduler();
    }

    private List<Cells> outcome() {
        List<Cells> columns = new ArrayList<>();
        columns.add(count(TASKS, "finished", result -> result.tasks().finished()));
        columns.add(count(TASKS, "running at the end", result -> result.tasks().running()));
        columns.add(count(TASKS, "never placed", result -> result.tasks().neverPlaced()));
        addIfAny(
                columns,
                count(TASKS, "failed", result -> result.tasks().failed()),
                result -> result.tasks().failed());
        addIfAny(
                columns,
                count(TASKS, "evicted at the end", result -> result.tasks().evicted()),
                result -> result.tasks().evicted());
        addIfAny(
                columns,
                count(TASKS, "evictions", result -> result.tasks().evictions()),
                result -> result.tasks().evictions());
        for (String resource : resources()) {
            columns.add(new Cells(
                    new DataTable.Column("Mean allocation, % of capacity", ExperimentCharts.label(resource)),
                    run -> mean(run.result(), resource)));
        }
        String headline = ExperimentCharts.label(runs.get(0).result().headlineResource());
        columns.add(new Cells(
                new DataTable.Column("Fragmentation", headline),
                run -> Figures.percent(run.result().fragmentation())));
        columns.add(count("Simulator", "events", RunResult::events));
        columns.add(count("Simulator", "decisions", RunResult::decisions));
        return columns;
    }

    private static Cells count(String group, String head, ToLongFunction<RunResult> figure) {
        return new Cells(new DataTable.Column(group, head), run -> Figures.count(figure.applyAsLong(run.result())));
    }

    private void addIfAny(List<Cells> columns, Cells column, ToLongFunction<RunResult> figure) {
        if (runs.stream().anyMatch(run -> figure.applyAsLong(run.result()) > 0)) {
            columns.add(column);
        }
    }

    /** The resources of which any run gave anything out. */
    private Set<String> resources() {
        Set<String> names = new LinkedHashSet<>();
        for (RunSummary run : runs) {
            run.result().allocation().stream()
                    .filter(share -> share.peak() > 0)
                    .forEach(share -> names.add(share.resource()));
        }
        return names;
    }

    private static String mean(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .map(share -> Figures.percent(share.mean()))
                .findFirst()
                .orElse("-");
    }

    private static List<Cells> waiting() {
        List<Cells> columns = new ArrayList<>();
        distribution(
                columns,
                "Queueing delay, submission to first start",
                RunResult::queueingDelay,
                nanos -> Figures.duration(nanos / 1e9));
        distribution(
                columns,
                "Slowdown, ratio",
                RunResult::slowdown,
                ratio -> Figures.short3(ratio / RunResult.SLOWDOWN_UNIT));
        return columns;
    }

    private static void distribution(
            List<Cells> columns,
            String group,
            Function<RunResult, CensoredHistogram> of,
            Function<Double, String> print) {
        columns.add(figure(group, "mean", of.andThen(CensoredHistogram::mean), print));
        columns.add(figure(group, "p50", of.andThen(durations -> durations.quantile(0.5)), print));
        columns.add(figure(group, "p90", of.andThen(durations -> durations.quantile(0.9)), print));
        columns.add(figure(group, "p99", of.andThen(durations -> durations.quantile(0.99)), print));
        columns.add(figure(group, "max", of.andThen(CensoredHistogram::max), print));
    }

    private static Cells figure(
            String group, String head, Function<RunResult, Quantile> of, Function<Double, String> print) {
        return new Cells(new DataTable.Column(group, head), run -> {
            Quantile figure = of.apply(run.result());
            return (figure.atLeast() ? ">= " : "") + print.apply(figure.nanos());
        });
    }

    private static boolean censored(RunSummary run) {
        return notStarted(run) > 0 || notEnded(run) > 0;
    }

    private static long notStarted(RunSummary run) {
        return run.result().queueingDelay().censoredCount();
    }

    private static long notEnded(RunSummary run) {
        return run.result().slowdown().censoredCount();
    }

    private void writeBounds(Html html) {
        html.open("p", "class", "note").element("strong", ">=").text(" marks a lower bound. ");
        html.text(
                "Tasks that had not started when the run ended still count in the queueing delay, and tasks that had not ended"
                        + " in the slowdown, with what they had waited by then. ");
        html.text("Not started: " + counts(FigureTables::notStarted) + ". Not ended: " + counts(FigureTables::notEnded)
                + ".");
        html.closeBlock("p");
    }

    private String counts(ToLongFunction<RunSummary> count) {
        long first = count.applyAsLong(runs.get(0));
        if (runs.size() > 1 && runs.stream().allMatch(run -> count.applyAsLong(run) == first)) {
            return Figures.count(first) + " in each run";
        }
        return runs.stream()
                .map(run -> name(run) + " " + Figures.count(count.applyAsLong(run)))
                .collect(Collectors.joining(", "));
    }
}
