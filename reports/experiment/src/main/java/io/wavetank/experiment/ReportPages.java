package io.wavetank.experiment;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.page.ExperimentCharts;
import io.wavetank.report.page.HtmlReport;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the pictures of an experiment and the page around them. */
final class ReportPages {
    private ReportPages() {}

    static void write(Path folder, Experiment experiment, List<RunSummary> runs, Experiment.Observer observer)
            throws IOException {
        Map<String, Chart> charts =
                ExperimentCharts.of(runs, experiment.workload().title());
        Map<String, String> drawn = new LinkedHashMap<>();
        try {
            var writer = new ChartWriter();
            Path place = Files.createDirectory(folder.resolve("charts"));
            for (var chart : charts.entrySet()) {
                observer.writing("chart " + chart.getKey());
                String svg = writer.svg(chart.getValue());
                Files.writeString(place.resolve(chart.getKey() + ".svg"), svg);
                writer.writePng(chart.getValue(), place.resolve(chart.getKey() + ".png"));
                drawn.put(chart.getKey(), svg);
            }
        } catch (FontsMissingException e) {
            observer.warning(String.valueOf(e.getMessage()));
        }
        observer.writing("report.html");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Workload", experiment.workload().title());
        facts.put("Cluster", ClusterText.of(experiment.cluster()));
        facts.put("Seed", Long.toString(experiment.run().seed()));
        facts.put("Wavetank", Environment.version());
        for (Workload.InputFile input : experiment.workload().inputs()) {
            facts.put(
                    "Input " + input.path(),
                    input.format() + ", " + input.bytes() + " bytes, SHA-256 " + input.sha256());
        }
        experiment.workload().totals().forEach((name, value) -> facts.put(name, Figures.count(value)));
        HtmlReport.write(
                folder.resolve("report.html"), new HtmlReport.Content(experiment.title(), facts, runs, charts, drawn));
    }
}
