package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.PanelChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.result.RunSummary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pages about real runs, read back as XML. */
final class HtmlReportTest {
    private static final String HOSTILE = "<script>alert(\"1\")</script> & 'x' ]]> \u0000 \uD800 url(#a) id=\"b\"";
    private static final List<RunSummary> FOUR =
            SampleRuns.of(150, true, "first-fit", "best-fit", "worst-fit", "random");

    @Test
    void the_page_is_well_formed_and_its_ids_are_unique_and_found_by_what_points_to_them() throws Exception {
        Document page = parse(HtmlReport.page(ReportGallery.drawn("Four schedulers", FOUR)));

        List<String> ids = attributes(page, "id");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
        List<String> targets = new ArrayList<>();
        for (Element element : elements(page)) {
            for (Attr attribute : attributes(element)) {
                String value = attribute.getValue();
                if (value.startsWith("url(#")) {
                    targets.add(value.substring(5, value.length() - 1));
                } else if (attribute.getName().endsWith("href") && value.startsWith("#")) {
                    targets.add(value.substring(1));
                }
            }
        }
        assertThat(targets).isNotEmpty();
        assertThat(ids).containsAll(targets);
    }

    @Test
    void charts_of_the_same_title_do_not_share_ids() throws Exception {
        var once = ReportGallery.drawn("Twins", FOUR);
        var charts = new LinkedHashMap<>(once.charts());
        charts.putAll(Map.of("twin", once.charts().get("pending")));
        var drawn = new LinkedHashMap<>(once.drawn());
        drawn.putAll(Map.of("twin", once.drawn().get("pending")));

        Document page = parse(
                HtmlReport.page(new HtmlReport.Content("Twins", Map.of(), FOUR, charts, drawn, List.of(), List.of())));

        assertThat(attributes(page, "id")).doesNotHaveDuplicates();
    }

    @Test
    void nothing_outside_the_page_is_referred_to() throws Exception {
        Document page = parse(HtmlReport.page(ReportGallery.drawn("Four schedulers", FOUR)));

        for (Element element : elements(page)) {
            assertThat(element.getTagName()).isNotIn("script", "link", "iframe", "object", "embed", "base", "form");
            for (Attr attribute : attributes(element)) {
                String name = attribute.getName();
                if (name.endsWith("href") || name.equals("src")) {
                    assertThat(attribute.getValue()).matches("(?s)#.*|data:image/png;base64,.*");
                } else if (!name.startsWith("xmlns")) {
                    assertThat(attribute.getValue()).doesNotContain("://");
                }
                assertThat(name).doesNotStartWith("on");
            }
        }
        assertThat(page.getElementsByTagName("style").item(0).getTextContent()).doesNotContain("url(", "@import");
    }

    @Test
    void a_content_security_policy_forbids_what_the_page_does_not_need() throws Exception {
        Document page = parse(HtmlReport.page(ReportGallery.content("A title", FOUR, Map.of())));

        NodeList metas = page.getElementsByTagName("meta");
        Element policy = (Element) metas.item(1);
        assertThat(policy.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
        assertThat(policy.getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    }

    @Test
    void equal_content_gives_equal_bytes_in_any_locale(@TempDir Path folder) throws Exception {
        Locale before = Locale.getDefault();
        try {
            HtmlReport.write(folder.resolve("a.html"), ReportGallery.drawn("Four schedulers", FOUR));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            var again = SampleRuns.of(150, true, "first-fit", "best-fit", "worst-fit", "random");
            HtmlReport.write(folder.resolve("b.html"), ReportGallery.drawn("Four schedulers", again));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
    }

    @Test
    void hostile_names_come_out_as_text() throws Exception {
        RunSummary run = SampleRuns.of(80, true, HOSTILE).get(0);
        var dropped = new TreeMap<String, Long>();
        dropped.put(HOSTILE, 3L);
        var hostile = new RunSummary(HOSTILE, 1, 0, dropped, run.result());
        var content = new HtmlReport.Content(
                HOSTILE,
                Map.of(HOSTILE, HOSTILE),
                List.of(hostile),
                ExperimentCharts.of(List.of(hostile), HOSTILE),
                Map.of(),
                List.of(HOSTILE),
                List.of(HOSTILE));

        String text = HtmlReport.page(content);

        assertThat(text).doesNotContain("<script", "\u0000").contains("&lt;script&gt;");
        Document page = parse(text);
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo(HOSTILE.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'));
        assertThat(text.getBytes(StandardCharsets.UTF_8))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void hostile_names_in_drawn_charts_leave_the_page_well_formed() throws Exception {
        String name = "<script>alert(\"1\")</script> & 'x' ]]> url(#a) id=\"b\" href=\"#c\"";
        Document page = parse(HtmlReport.page(ReportGallery.drawn(name, SampleRuns.of(80, true, name, "other"))));

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(attributes(page, "id")).doesNotHaveDuplicates();
        assertThat(page.getDocumentElement().getTextContent()).contains(name);
    }

    @Test
    void charts_that_could_not_be_drawn_leave_a_word_and_their_data_laid_open() throws Exception {
        var all = ReportGallery.drawn("Four schedulers", FOUR);
        var drawn = new LinkedHashMap<>(all.drawn());
        drawn.remove("pending");

        String some = HtmlReport.page(
                new HtmlReport.Content("Some", all.facts(), FOUR, all.charts(), drawn, List.of(), List.of()));
        String none = HtmlReport.page(
                new HtmlReport.Content("None", all.facts(), FOUR, all.charts(), Map.of(), List.of(), List.of()));

        assertThat(some)
                .contains("1 of " + all.charts().size() + " charts could not be drawn")
                .containsOnlyOnce("<details open");
        assertThat(none).contains("No chart could be drawn", "fontconfig").doesNotContain("<svg", "<figure");
        assertThat(parse(none).getElementsByTagName("table").getLength())
                .isEqualTo(all.charts().size() + 5);
        assertThat(HtmlReport.page(all)).doesNotContain("could not be drawn", "<details open");
    }

    @Test
    void every_picture_says_what_it_shows_and_every_head_of_a_table_what_it_heads() throws Exception {
        HtmlReport.Content content = ReportGallery.drawn("Four schedulers", FOUR);
        Document page = parse(HtmlReport.page(content));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        NodeList pictures = page.getElementsByTagName("svg");
        assertThat(pictures.getLength()).isEqualTo(content.charts().size());
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getAttribute("aria-label")).contains("Four schedulers");
        }
        NodeList heads = page.getElementsByTagName("th");
        for (int i = 0; i < heads.getLength(); i++) {
            assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("row", "col", "colgroup");
        }
    }

    @Test
    void the_chart_of_failover_is_not_explained_as_one_of_anything() throws Exception {
        TimeSeries lost = TimeSeries.of("a", new long[] {0, 5}, new double[] {0, 1});
        var panel = new TimeChart("", "", "Nodes", Quantity.NUMBER, TimeChart.Shape.STEP, List.of(lost));
        var chart = new PanelChart("What broke", "", List.of(panel, panel));
        Map<String, String> drawn = Map.of("failover", new ChartWriter().svg(chart));

        assertThat(HtmlReport.page(new HtmlReport.Content(
                        "Loss", Map.of(), FOUR, Map.of("failover", chart), drawn, List.of(), List.of())))
                .contains("<figcaption>One axis of time for all: what was broken");
    }

    @Test
    void lower_bounds_are_marked_and_explained_where_there_are_any() {
        String censored = HtmlReport.page(ReportGallery.content("Censored", FOUR, Map.of()));
        String whole = HtmlReport.page(
                ReportGallery.content("Whole", SampleRuns.of(150, false, "first-fit", "best-fit"), Map.of()));

        assertThat(censored).contains("<td>&gt;= ", "marks a lower bound", "Not started: 2 in each run");
        assertThat(whole).doesNotContain("<td>&gt;= ", "marks a lower bound");
    }

    @Test
    void rows_left_out_are_listed_by_reason() {
        assertThat(HtmlReport.page(ReportGallery.content("Dropped", FOUR, Map.of())))
                .contains("no run time &lt;known&gt;</th><td>17</td>", "run time not positive</th><td>1,204</td>");
    }

    /** Replications are made up anew, and not of as many tasks. */
    @Test
    void how_many_tasks_came_and_when_is_not_told_of_the_first_run_alone() {
        RunSummary first = SampleRuns.of(20, false, "a").get(0);
        RunSummary other = SampleRuns.of(30, false, "a").get(0);
        var second = new RunSummary("a", 1, 1, other.dropped(), other.result());

        assertThat(HtmlReport.page(ReportGallery.content("Two", List.of(first, second), Map.of())))
                .contains("<td>20 to 30 in a run</td>", "of simulated time, in the first run</td>")
                .contains("in a folder for each run");
        assertThat(HtmlReport.page(ReportGallery.content("One", List.of(first), Map.of())))
                .contains("<td>20</td>", "of simulated time</td>");
    }

    @Test
    void a_run_without_tasks_has_a_page_too() throws Exception {
        String page = HtmlReport.page(ReportGallery.drawn("Empty", SampleRuns.of(0, false, "first-fit")));

        parse(page);
        assertThat(page).contains("No task was submitted", "Nothing was recorded for this chart.");
    }

    @Test
    void a_report_of_no_runs_is_the_callers_mistake() {
        assertThatThrownBy(() -> new HtmlReport.Content(
                        "Nothing", Map.of(), List.of(), Map.of(), Map.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing");
    }

    @Test
    void the_page_is_written_in_utf_8(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        HtmlReport.write(file, ReportGallery.content("Größe \uD83C\uDF0A", FOUR, Map.of()));

        assertThat(Files.readString(file)).contains("<h1>Größe \uD83C\uDF0A</h1>", "<meta charset=\"utf-8\"/>");
    }

    private static Document parse(String page) throws Exception {
        assertThat(page).startsWith("<!DOCTYPE html>\n");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> attributes(Document page, String name) {
        return elements(page).stream()
                .filter(element -> element.hasAttribute(name))
                .map(element -> element.getAttribute(name))
                .toList();
    }

    private static List<Element> elements(Document page) {
        List<Element> elements = new ArrayList<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private static List<Attr> attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add((Attr) element.getAttributes().item(i));
        }
        return attributes;
    }
}
