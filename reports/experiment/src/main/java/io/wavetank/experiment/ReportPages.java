package io.wavetank.experiment;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.page.ExperimentCharts;
import io.wavetank.report.page.HtmlReport;
import io.wavetank.report.result.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the pictures of some runs and the page around them. */
public final class ReportPages {
    private ReportPages() {}

    /**
     * What a page says beside the figures.
     *
     * @param title what it is about, in a line
     * @param workload what was run, in a line
     * @param facts what it was made from, name and value
     * @param remarks what else a reader must know before comparing
     * @param compared the folders of finished runs that it was put together from; none if the runs are its own
     */
    public record Page(
            String title, String workload, Map<String, String> facts, List<String> remarks, List<String> compared) {}

    /** Writes {@code charts/} and {@code report.html} into a folder. */
    public static void write(Path folder, Page page, List<RunSummary> runs, Notices notices) throws IOException {
        Map<String, Chart> charts = ExperimentCharts.of(runs, page.workload());
        Map<String, String> drawn = new LinkedHashMap<>();
        try {
            var writer = new ChartWriter();
            Path place = Files.createDirectory(folder.resolve("charts"));
            for (var chart : charts.entrySet()) {
                notices.writing("chart " + chart.getKey());
                String svg = writer.svg(chart.getValue());
                Files.writeString(place.resolve(chart.getKey() + ".svg"), svg);
                writer.writePng(chart.getValue(), place.resolve(chart.getKey() + ".png"));
                drawn.put(chart.getKey(), svg);
            }
        } catch (FontsMissingException e) {
            notices.warning(String.valueOf(e.getMessage()));
        }
        notices.writing("report.html");
        HtmlReport.write(
                folder.resolve("report.html"),
                new HtmlReport.Content(
                        page.title(), page.facts(), runs, charts, drawn, page.remarks(), page.compared()));
    }
}
