package io.wavetank.report.page;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.Headline;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.report.table.AdmissionTable;
import io.wavetank.report.table.AlertTable;
import io.wavetank.report.table.DecisionLoads;
import io.wavetank.report.table.ElasticTable;
import io.wavetank.report.table.FailoverTable;
import io.wavetank.report.table.GroupHoldings;
import io.wavetank.report.table.GroupWaits;
import io.wavetank.report.table.GuardedTable;
import io.wavetank.report.table.LoopLoads;
import io.wavetank.report.table.MaintenanceTable;
import io.wavetank.report.table.RequestFigures;
import io.wavetank.report.table.RolloutTable;
import io.wavetank.report.table.Rows;
import io.wavetank.report.table.SchedulerCounts;
import io.wavetank.report.table.ServingFigures;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The figures of the runs side by side: what became of the tasks and how much was given out; how long they waited. */
final class FigureTables {
    private static final String TASKS = "Tasks";

    private final List<RunSummary> runs;
    private final Map<String, List<RunSummary>> groups;

    /** What stands in a column for the replications of a scheduler. */
    private record Cells(DataTable.Column column, Function<List<RunSummary>, String> text) {}

    FigureTables(List<RunSummary> runs) {
        this.runs = runs;
        this.groups = Differences.byScheduler(runs);
    }

    void write(Html html) {
        write("What it takes to serve the requests, and how well they are served", new ServingFigures(runs), html);
        writeScaling(html);
        write("What became of rollouts", new RolloutTable(groups), html);
        write("Tasks that were refused before they came in", new AdmissionTable(groups), html);
        write("What broke, how it was dealt with, and what it cost", new FailoverTable(groups), html);
        write("How maintenance went on", new MaintenanceTable(groups), html);
        write("How services with policies of failover came through", new GuardedTable(groups), html);
        table("What became of the tasks, and how much of the cluster was given out", outcome())
                .write(html);
        if (runs.stream().anyMatch(run -> run.result().queueingDelay().count() > 0)) {
            table("How long tasks waited", waiting()).write(html);
        }
        writeLoads(html);
        writeGroups(html);
        write("What deciding took", new DecisionLoads(runs), html);
        writeRequests(html);
        write("Alerts that fired", new AlertTable(groups), html);
        writeCounts(html);
        writeDifferences(html);
        if (runs.stream().anyMatch(FigureTables::censored)) {
            writeBounds(html);
        }
    }

    private void write(String caption, Rows rows, Html html) {
        List<List<String>> all = rows.rows();
        if (!all.isEmpty()) {
            table(caption, rows.head(), all).write(html);
            if (!rows.terms().isEmpty()) {
                html.block("p", rows.terms(), "class", "note");
            }
        }
    }

    private void writeScaling(Html html) {
        var scaling = new ElasticTable(runs);
        if (scaling.isEmpty()) {
            return;
        }
        if (!scaling.services().isEmpty()) {
            table("How replicas followed the load", scaling.serviceHead(), scaling.services())
                    .write(html);
            scaling.notes().forEach(note -> html.block("p", note + ".", "class", "note"));
            html.block("p", ElasticTable.serviceTerms(), "class", "note");
        }
        table("How nodes followed", scaling.fleetHead(), scaling.fleet()).write(html);
    }

    private void writeLoads(Html html) {
        var loads = new LoopLoads(runs);
        if (!loads.isEmpty()) {
            List<List<String>> byFigure = new ArrayList<>();
            List<String> names = List.of(
                    "Tasks an hour, offered",
                    "Tasks an hour, achieved",
                    "Load of the cores, offered",
                    "Load of the cores, achieved");
            for (int figure = 0; figure < names.size(); figure++) {
                List<String> row = new ArrayList<>(List.of(names.get(figure)));
                for (List<String> scheduler : loads.rows()) {
                    row.add(scheduler.get(figure));
                }
                byFigure.add(row);
            }
            bySchedulers(
                            "What users would have submitted if nothing had waited, and what they did",
                            "Load",
                            loads.schedulers(),
                            byFigure)
                    .write(html);
        }
    }

    private void writeGroups(Html html) {
        var groupWaits = new GroupWaits(runs);
        if (!groupWaits.isEmpty()) {
            String caption = "How long tasks waited, by " + groupWaits.property();
            bySchedulers(caption, "Wait", groupWaits.schedulers(), groupWaits.rows())
                    .write(html);
        }
        var holdings = new GroupHoldings(runs);
        if (!holdings.isEmpty()) {
            String caption =
                    "What tasks held, by " + holdings.property() + ": mean dominant shares, and how even they are";
            bySchedulers(caption, "Share", holdings.schedulers(), holdings.rows())
                    .write(html);
        }
    }

    private void writeRequests(Html html) {
        var figures = new RequestFigures(runs);
        if (!figures.isEmpty()) {
            table("What requests came to", RequestFigures.requestHead(), figures.requests())
                    .write(html);
            table("What services did for them", RequestFigures.serviceHead(), figures.services())
                    .write(html);
            if (!figures.paths().isEmpty()) {
                table("Where the time went, along critical paths", RequestFigures.pathHead(), figures.paths())
                        .write(html);
            }
            if (!figures.versions().isEmpty()) {
                table("What versions did", RequestFigures.versionHead(), figures.versions())
                        .write(html);
            }
        }
    }

    private static DataTable table(String caption, List<String> head, List<List<String>> texts) {
        List<DataTable.Column> columns = head.stream()
                .skip(1)
                .map(each -> new DataTable.Column("", each))
                .toList();
        List<List<String>> rows = texts.stream()
                .map(row ->
                        row.stream().map(text -> text.replace("+-", "\u00b1")).toList())
                .toList();
        return new DataTable(caption, Finding.capital(head.get(0)), columns, rows);
    }

    private void writeCounts(Html html) {
        var counts = new SchedulerCounts(runs);
        if (!counts.isEmpty()) {
            bySchedulers("What the schedulers counted", "Counted", counts.schedulers(), counts.rows())
                    .write(html);
        }
    }

    /** A table with a column for each scheduler. */
    private DataTable bySchedulers(String caption, String first, List<String> schedulers, List<List<String>> texts) {
        List<DataTable.Column> columns = schedulers.stream()
                .map(scheduler -> new DataTable.Column(Subject.of(runs).title(), scheduler))
                .toList();
        List<List<String>> rows = texts.stream()
                .map(row ->
                        row.stream().map(text -> text.replace("+-", "\u00b1")).toList())
                .toList();
        return new DataTable(caption, first, columns, rows);
    }

    /** What differs between schedulers and what does not, in words. */
    private void writeDifferences(Html html) {
        List<Differences> differences = Differences.of(runs);
        if (differences.isEmpty()) {
            return;
        }
        html.block(
                "p",
                "Differences, taken within each replication, with their 95% intervals; where nothing differs, one in 20 shows as a"
                        + " difference by chance:");
        html.open("ul");
        Differences.sentences(differences).forEach(each -> html.block("li", each.replace("+-", "\u00b1")));
        html.closeBlock("ul");
    }

    private DataTable table(String caption, List<Cells> columns) {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((scheduler, replications) -> {
            List<String> row = new ArrayList<>();
            row.add(scheduler);
            columns.forEach(column -> row.add(column.text().apply(replications).replace("+-", "\u00b1")));
            rows.add(row);
        });
        return new DataTable(
                caption,
                Subject.of(runs).title(),
                columns.stream().map(Cells::column).toList(),
                rows);
    }

    private static Estimate estimate(List<RunSummary> replications, ToDoubleFunction<RunResult> of) {
        return Estimate.of(replications.stream().mapToDouble(run -> of.applyAsDouble(run.result())));
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
                count(TASKS, "lost at the end", result -> result.tasks().lost()),
                result -> result.tasks().lost());
        for (String cause : evictionCauses()) {
            columns.add(count("Evictions", cause, result -> result.tasks().evictions(cause)));
        }
        addIfAny(
                columns,
                count(
                        "Lost with their nodes",
                        "places",
                        result -> result.tasks().losses()),
                result -> result.tasks().losses());
        for (String resource : resources()) {
            columns.add(new Cells(
                    new DataTable.Column("Mean allocation, % of capacity", ExperimentCharts.label(resource)),
                    replications -> Figures.percent(estimate(replications, result -> mean(result, resource)))));
        }
        for (String resource : Headline.resources(runs)) {
            columns.add(new Cells(
                    new DataTable.Column("Fragmentation", ExperimentCharts.label(resource)),
                    replications -> Figures.percent(estimate(
                            replications,
                            result -> result.headlineResource().equals(resource)
                                    ? result.fragmentation()
                                    : Double.NaN))));
        }
        columns.add(count("Simulator", "events", RunResult::events));
        columns.add(count("Simulator", "decisions", RunResult::decisions));
        return columns;
    }

    private static Cells count(String group, String head, ToLongFunction<RunResult> figure) {
        return new Cells(
                new DataTable.Column(group, head),
                replications -> Figures.count(estimate(replications, figure::applyAsLong)));
    }

    private void addIfAny(List<Cells> columns, Cells column, ToLongFunction<RunResult> figure) {
        if (runs.stream().anyMatch(run -> figure.applyAsLong(run.result()) > 0)) {
            columns.add(column);
        }
    }

    /** The causes for which any run evicted a task. */
    private Set<String> evictionCauses() {
        Set<String> causes = new TreeSet<>();
        runs.forEach(run -> causes.addAll(run.result().tasks().causesOfEvictions()));
        return causes;
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

    private static double mean(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::mean)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<Cells> waiting() {
        List<Cells> columns = new ArrayList<>();
        distribution(
                columns, "Queueing delay, submission to first start", RunResult::queueingDelay, 1e9, Figures::duration);
        distribution(columns, "Slowdown, ratio", RunResult::slowdown, RunResult.SLOWDOWN_UNIT, Figures::short3);
        return columns;
    }

    private static void distribution(
            List<Cells> columns,
            String group,
            Function<RunResult, CensoredHistogram> of,
            double unit,
            Function<Estimate, String> print) {
        columns.add(figure(group, "mean", of.andThen(CensoredHistogram::mean), unit, print));
        columns.add(figure(group, "p50", of.andThen(durations -> durations.quantile(0.5)), unit, print));
        columns.add(figure(group, "p90", of.andThen(durations -> durations.quantile(0.9)), unit, print));
        columns.add(figure(group, "p99", of.andThen(durations -> durations.quantile(0.99)), unit, print));
        columns.add(figure(group, "max", of.andThen(CensoredHistogram::max), unit, print));
    }

    private static Cells figure(
            String group,
            String head,
            Function<RunResult, Quantile> of,
            double unit,
            Function<Estimate, String> print) {
        return new Cells(new DataTable.Column(group, head), replications -> {
            boolean atLeast =
                    replications.stream().anyMatch(run -> of.apply(run.result()).atLeast());
            return (atLeast ? ">= " : "")
                    + print.apply(
                            estimate(replications, result -> of.apply(result).nanos() / unit));
        });
    }

    private static boolean censored(RunSummary run) {
        return notStarted(run) > 0 || notEnded(run) > 0 || lostRequests(run) || stayedDown(run) || stillFailing(run);
    }

    private static boolean stayedDown(RunSummary run) {
        return !run.result().failover().againAtLeast().isEmpty();
    }

    private static boolean stillFailing(RunSummary run) {
        TrafficResult traffic = run.requests();
        return traffic != null && traffic.recovery().atLeast();
    }

    private static boolean lostRequests(RunSummary run) {
        TrafficResult traffic = run.requests();
        return traffic != null
                && traffic.entries().stream().anyMatch(each -> each.latency().censoredCount() > 0);
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
                "Tasks that had not started when the run ended still count in the queueing delay, with what they had waited by"
                        + " then, and tasks that had not ended in the slowdown, with the least that it can become. ");
        html.text("Not started: " + counts(FigureTables::notStarted) + ". Not ended: " + counts(FigureTables::notEnded)
                + ".");
        if (runs.stream().anyMatch(FigureTables::stayedDown)) {
            html.text(" Tasks that stopped with their nodes and never ran again count with how long that was.");
        }
        if (runs.stream().anyMatch(FigureTables::lostRequests)) {
            html.text(
                    " Requests that failed, or were under way when the run ended, count in the latencies with how long that took; a quantile is such a bound too where fewer were answered at all.");
        }
        html.closeBlock("p");
    }

    private String counts(ToLongFunction<RunSummary> count) {
        long first = count.applyAsLong(runs.get(0));
        if (runs.size() > 1 && runs.stream().allMatch(run -> count.applyAsLong(run) == first)) {
            return Figures.count(first) + " in each run";
        }
        List<String> each = new ArrayList<>();
        groups.forEach((scheduler, replications) -> each.add(scheduler + " "
                + Figures.count(replications.stream().mapToLong(count).sum())));
        return String.join(", ", each) + (runs.size() > groups.size() ? " over all replications" : "");
    }
}
