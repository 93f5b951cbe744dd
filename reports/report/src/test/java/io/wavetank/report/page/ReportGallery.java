package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.result.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes pages of several kinds into a folder, for a person to look at: {@code java ... ReportGallery DIR}. Not a test. */
final class ReportGallery {
    private static final String SHA = "3f1b6a0e5c2d4b7a9e8f70615243342516a7b8c9d0e1f2031425364758697a8b";

    private ReportGallery() {}

    /** Writes; the only argument is the folder. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<RunSummary> four = SampleRuns.of(2500, true, "first-fit", "best-fit", "worst-fit", "random");
        HtmlReport.write(folder.resolve("four.html"), drawn("pods.csv, 2,541 tasks", four));
        HtmlReport.write(folder.resolve("one.html"), drawn("KTH-SP2-1996-2.1-cln.swf", SampleRuns.onePool(2500)));
        HtmlReport.write(
                folder.resolve("long.html"),
                drawn(
                        "A title that is much longer than a title ought to be, with_a_file_name_that_never_ends_and_has_no_blank_in_it.csv.gz",
                        SampleRuns.of(
                                2500,
                                true,
                                "kubernetes:profile=most-allocated,percentageOfNodesToScore=40,weights=cpu:1;memory:1",
                                "kubernetes:profile=least-allocated,percentageOfNodesToScore=40,weights=cpu:1;memory:1")));
        HtmlReport.write(folder.resolve("undrawn.html"), content("pods.csv, 2,541 tasks", four, Map.of()));
    }

    static HtmlReport.Content drawn(String title, List<RunSummary> runs) throws FontsMissingException {
        var writer = new ChartWriter();
        Map<String, String> drawn = new LinkedHashMap<>();
        for (Map.Entry<String, Chart> chart : ExperimentCharts.of(runs, title).entrySet()) {
            drawn.put(chart.getKey(), writer.svg(chart.getValue()));
        }
        return content(title, runs, drawn);
    }

    static HtmlReport.Content content(String title, List<RunSummary> runs, Map<String, String> drawn) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Workload", title);
        facts.put("Cluster", "12 nodes, 192 cores, 0.75 TiB memory");
        facts.put("Seed", "1");
        facts.put("Wavetank", "0.1.0-SNAPSHOT");
        facts.put("Input ../shared/traces/pods.csv", "openb, 812,345 bytes, SHA-256 " + SHA);
        facts.put("rows", "3,762");
        facts.put("kept", "2,541");
        return new HtmlReport.Content(
                title, facts, runs, ExperimentCharts.of(runs, title), drawn, List.of(), List.of());
    }
}
