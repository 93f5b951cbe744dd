package io.wavetank.report.page;

import io.wavetank.report.result.Figures;
import io.wavetank.report.result.Headline;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.RunResult;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a page was made from: facts of the experiment, the window, what was left out of the workload. */
final class Provenance {
    private Provenance() {}

    static void write(Html html, HtmlReport.Content content) {
        List<RunSummary> runs = content.runs();
        RunResult first = runs.get(0).result();
        html.open("div", "class", "wide").open("table", "class", "facts");
        html.block("caption", "Facts").open("tbody");
        content.facts().forEach((name, value) -> fact(html, name, value));
        long schedulers = runs.stream().map(RunSummary::scheduler).distinct().count();
        fact(html, "Runs", Figures.count(runs.size()) + " (" + Subject.of(runs).plural() + ": " + schedulers + ")");
        boolean oneWindow = runs.stream().allMatch(run -> window(run.result()).equals(window(first)));
        fact(html, "Window of the means", window(first) + (oneWindow ? "" : ", in the first run"));
        fact(html, "Tasks submitted", submitted(runs));
        String resources =
                Headline.resources(runs).stream().map(ExperimentCharts::label).collect(Collectors.joining(", "));
        fact(html, "Resource of fragmentation and heat map", resources);
        html.close("tbody").close("table").closeBlock("div");
        writeDropped(html, runs.get(0).dropped());
        html.open("p")
                .text("Beside this page: ")
                .element("code", "summary.csv")
                .text(" and ")
                .element("code", "summary.json");
        if (content.compared().isEmpty()) {
            writeOwnFiles(html, runs.size());
        } else {
            html.text(" hold all figures. Every task and every sample is in the folders that were compared: ");
            html.text(String.join(", ", content.compared()) + ".");
        }
        html.closeBlock("p");
    }

    private static void writeOwnFiles(Html html, int runs) {
        html.text(" hold all figures, ").element("code", "run.json").text(" the scenario to run it again, ");
        html.element("code", "tasks.csv.gz").text(" and ").element("code", "timeline.csv.gz");
        html.text(" every task and every sample" + (runs == 1 ? "" : ", in a folder for each run")
                + ". The same seed, version and inputs give the same files.");
    }

    private static void fact(Html html, String name, String value) {
        html.open("tr").element("th", name, "scope", "row").element("td", value).closeBlock("tr");
    }

    private static String window(RunResult result) {
        if (result.tasks().submitted() == 0) {
            return "none, as no task was submitted";
        }
        return "from " + Figures.duration(result.fromNanos() / 1e9) + " to " + Figures.duration(result.toNanos() / 1e9)
                + " of simulated time";
    }

    private static String submitted(List<RunSummary> runs) {
        LongSummaryStatistics submitted =
                runs.stream().mapToLong(run -> run.result().tasks().submitted()).summaryStatistics();
        return submitted.getMin() == submitted.getMax()
                ? Figures.count(submitted.getMin())
                : Figures.count(submitted.getMin()) + " to " + Figures.count(submitted.getMax()) + " in a run";
    }

    private static void writeDropped(Html html, SortedMap<String, Long> dropped) {
        if (dropped.isEmpty()) {
            html.block("p", "No row of the workload was left out.");
            return;
        }
        html.open("div", "class", "wide").open("table", "class", "facts");
        html.block("caption", "Rows of the workload that were left out");
        html.open("thead").open("tr").element("th", "Reason", "scope", "col").element("th", "Rows", "scope", "col");
        html.close("tr").closeBlock("thead").open("tbody");
        dropped.forEach((reason, count) -> fact(html, reason, Figures.count(count)));
        html.close("tbody").close("table").closeBlock("div");
    }
}
