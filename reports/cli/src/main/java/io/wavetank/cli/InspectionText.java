package io.wavetank.cli;

import io.wavetank.report.page.ChartPage.Fact;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.profile.Distribution;
import io.wavetank.workload.profile.TaskProfile;
import io.wavetank.workload.profile.TraceInspection;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an inspection found, in words and tables. */
final class InspectionText {
    /** The heads of the table of distributions. */
    static final List<String> HEAD = List.of("", "min", "p50", "p90", "p99", "max", "mean");

    private static final int LEAD = 12;

    private InspectionText() {}

    /** Prints all of it. */
    static void print(TraceInspection inspection, PrintWriter out) {
        Trace trace = inspection.trace();
        out.println(trace.path().toString());
        for (Fact fact : facts(inspection)) {
            String lead = "  " + fact.name()
                    + " ".repeat(Math.max(1, LEAD - fact.name().length()));
            Paragraph.hanging(out, lead, fact.value());
        }
        if (inspection.tasks() != null) {
            totals(trace.totals().values(), out);
            table(inspection.tasks().distributions(), out);
        }
        for (TraceInspection.OfRecords records : inspection.records()) {
            out.println();
            out.println("  " + headline(records));
            totals(records.summary().totals().values(), out);
            records.summary()
                    .dropped()
                    .forEach((reason, count) ->
                            Paragraph.hanging(out, "    dropped     ", Figures.count(count) + " x " + reason));
            table(records.profile().distributions(), out);
        }
    }

    private static void totals(Map<String, Long> totals, PrintWriter out) {
        if (!totals.isEmpty()) {
            int width = totals.keySet().stream().mapToInt(String::length).max().orElse(0);
            int numbers = totals.values().stream()
                    .mapToInt(value -> Figures.count(value).length())
                    .max()
                    .orElse(0);
            out.println();
            totals.forEach((name, value) -> out.println("    " + name + " ".repeat(width - name.length() + 2)
                    + " ".repeat(numbers - Figures.count(value).length()) + Figures.count(value)));
        }
    }

    private static void table(List<Distribution> distributions, PrintWriter out) {
        if (!distributions.isEmpty()) {
            out.println();
            var table = new TextTable(HEAD);
            rows(distributions).forEach(table::add);
            table.lines().forEach(out::println);
        }
    }

    /** The rows of the table of distributions. */
    static List<List<String>> rows(List<Distribution> distributions) {
        var rows = new ArrayList<List<String>>();
        for (Distribution each : distributions) {
            rows.add(List.of(
                    each.name(),
                    text(each, each.min()),
                    text(each, each.quantile(0.5)),
                    text(each, each.quantile(0.9)),
                    text(each, each.quantile(0.99)),
                    text(each, each.max()),
                    text(each, each.mean())));
        }
        return rows;
    }

    private static String text(Distribution distribution, double value) {
        return switch (distribution.measure()) {
            case SECONDS -> Figures.duration(value);
            case BYTES -> Figures.bytes(value);
            case DEVICES, COUNT, NUMBER -> Figures.short3(value);
        };
    }

    /** What there is of one kind of records, in a line. */
    static String headline(TraceInspection.OfRecords records) {
        var summary = records.summary();
        String text = Figures.count(summary.records()) + " " + records.type().word() + " in "
                + Figures.count(summary.rows()) + (summary.rows() == 1 ? " row" : " rows");
        return summary.lastNanos() <= Math.max(0, summary.firstNanos())
                ? text
                : text + ", over " + Figures.duration((summary.lastNanos() - summary.firstNanos()) / 1e9)
                        + (records.profile().inOrder() ? "" : ", not in order of time");
    }

    /** What is known of the trace as a whole. */
    static List<Fact> facts(TraceInspection inspection) {
        Trace trace = inspection.trace();
        var facts = new ArrayList<Fact>();
        facts.add(
                new Fact("format", trace.format().name() + ": " + trace.format().title()));
        facts.add(new Fact("units", trace.format().units()));
        facts.add(new Fact(
                "size",
                Figures.bytes((double) trace.sizeBytes()) + " in " + Figures.count(trace.fileCount())
                        + (trace.fileCount() == 1 ? " file" : " files")));
        facts.add(new Fact("sha256", trace.sha256()));
        facts.add(new Fact("rows", Figures.count(trace.rows())));
        TaskProfile tasks = inspection.tasks();
        if (tasks != null) {
            taskFacts(trace, tasks, facts);
        } else {
            facts.add(new Fact("to replay", "nothing: these are no tasks"));
        }
        trace.dropped()
                .forEach((reason, count) -> facts.add(new Fact("dropped", Figures.count(count) + " x " + reason)));
        facts.add(new Fact("carries", words(trace.carries())));
        Set<TraceContent> absent = new TreeSet<>(trace.format().carries());
        absent.removeAll(trace.carries());
        if (tasks != null && !absent.isEmpty()) {
            facts.add(new Fact("lacks", words(absent) + " (the format can carry them)"));
        }
        ClusterSpec cluster = trace.cluster();
        if (cluster != null) {
            facts.add(new Fact("cluster", io.wavetank.experiment.ClusterText.of(cluster)));
        }
        return facts;
    }

    private static void taskFacts(Trace trace, TaskProfile tasks, List<Fact> facts) {
        long endless = tasks.runTimes().endless();
        facts.add(new Fact(
                "to replay",
                number(trace.kept(), "task") + " in " + number(tasks.jobs(), "job") + ", "
                        + number(tasks.classes(), "kind")
                        + (tasks.tenants() > 1 ? ", of " + Figures.count(tasks.tenants()) + " tenants" : "")
                        + (endless > 0 ? "; " + Figures.count(endless) + " never end" : "")));
        facts.add(new Fact("order", trace.inTimeOrder() ? "by submission" : "not by submission; sorted when replayed"));
        facts.add(new Fact(
                "first",
                trace.originNanos() != 0
                        ? Instant.ofEpochSecond(0, trace.originNanos()).toString()
                        : Figures.duration(trace.firstSubmitNanos() / 1e9) + " on the trace's clock"));
        facts.add(new Fact(
                "span",
                Figures.duration((trace.lastSubmitNanos() - trace.firstSubmitNanos()) / 1e9)
                        + " from first to last submission"));
    }

    private static String number(long count, String what) {
        return Figures.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String words(Set<TraceContent> contents) {
        return contents.isEmpty()
                ? "sizes alone"
                : contents.stream().map(TraceContent::word).collect(Collectors.joining(", "));
    }
}
