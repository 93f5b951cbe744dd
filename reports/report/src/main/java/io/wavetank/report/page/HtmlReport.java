package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code report.html}: one file that needs nothing else, with the figures, the charts and where everything came from.
 *
 * <p>The page is HTML and well-formed XML at once, holds no script and refers to nothing outside itself, which its content security policy
 * also forbids. Equal content gives equal bytes.
 */
public final class HtmlReport {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private HtmlReport() {}

    /**
     * What the page shows.
     *
     * @param title what the experiment is called
     * @param facts what it was an experiment of, name and value
     * @param runs its runs, at least one
     * @param charts its charts, by file name without ending
     * @param drawn the charts that could be drawn, as SVG, by the same name
     * @param remarks what else a reader must know before comparing; often none
     * @param compared the folders of finished runs that it was put together from; none if the runs are its own
     */
    public record Content(
            String title,
            Map<String, String> facts,
            List<RunSummary> runs,
            Map<String, Chart> charts,
            Map<String, String> drawn,
            List<String> remarks,
            List<String> compared) {
        /** Keeps copies, in the given order. */
        public Content {
            if (runs.isEmpty()) {
                throw new IllegalArgumentException("A report of no runs: " + title);
            }
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            runs = List.copyOf(runs);
            charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
            drawn = Collections.unmodifiableMap(new LinkedHashMap<>(drawn));
            remarks = List.copyOf(remarks);
            compared = List.copyOf(compared);
        }
    }

    /** Writes the page. */
    public static void write(Path file, Content content) throws IOException {
        Files.writeString(file, page(content), StandardCharsets.UTF_8);
    }

    /** Returns the page. */
    static String page(Content content) {
        var html = new Html();
        html.markup("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        writeHead(html, content.title());
        html.open("body").open("header").block("h1", content.title());
        Finding finding = Finding.of(content.runs());
        html.block("p", finding.sentence(), "class", "lead");
        if (!finding.caveat().isEmpty()) {
            html.block("p", finding.caveat(), "class", "note");
        }
        content.remarks().forEach(remark -> html.block("p", remark, "class", "note"));
        writeContents(html);
        html.closeBlock("header").open("main");
        section(html, "figures", "Figures");
        new FigureTables(content.runs()).write(html);
        html.closeBlock("section");
        section(html, "charts", "Charts");
        ChartSection.write(html, content.charts(), content.drawn(), Subject.of(content.runs()));
        html.closeBlock("section");
        section(html, "meaning", "What the numbers mean");
        Meaning.write(html);
        html.closeBlock("section");
        section(html, "provenance", "How this was made");
        Provenance.write(html, content);
        html.closeBlock("section").closeBlock("main").closeBlock("body").closeBlock("html");
        return html.toString();
    }

    static void writeHead(Html html, String title) {
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.block("title", title + " - Wavetank");
        html.open("style").markup("\n" + PageStyle.CSS).closeBlock("style");
        html.closeBlock("head");
    }

    private static void writeContents(Html html) {
        html.open("nav", "aria-label", "On this page");
        html.element("a", "Figures", "href", "#figures").text(" ");
        html.element("a", "Charts", "href", "#charts").text(" ");
        html.element("a", "What the numbers mean", "href", "#meaning").text(" ");
        html.element("a", "How this was made", "href", "#provenance");
        html.closeBlock("nav");
    }

    private static void section(Html html, String id, String head) {
        html.open("section", "id", id).block("h2", head);
    }
}
