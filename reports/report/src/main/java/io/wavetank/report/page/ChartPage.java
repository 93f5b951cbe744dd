package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of facts, tables and charts about something that is no run, such as a trace: one file of HTML that needs nothing else and holds no script. Equal
 * content gives equal bytes.
 */
public final class ChartPage {
    private ChartPage() {}

    /**
     * A fact.
     *
     * @param name what it is about
     * @param value what it is
     */
    public record Fact(String name, String value) {}

    /**
     * A table.
     *
     * @param caption what it shows
     * @param head the heads of its columns
     * @param rows its cells, as many in each as there are heads, the row's name first
     */
    public record Table(String caption, List<String> head, List<List<String>> rows) {}

    /**
     * A chart.
     *
     * @param chart what it shows
     * @param aid how to read it, in a line
     * @param svg the picture; null if it could not be drawn
     */
    public record Picture(Chart chart, String aid, @Nullable String svg) {}

    /** Returns the page. */
    public static String of(String title, String lead, List<Fact> facts, List<Table> tables, List<Picture> pictures) {
        var html = new Html();
        html.markup("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        HtmlReport.writeHead(html, title);
        html.open("body")
                .open("header")
                .block("h1", title)
                .block("p", lead, "class", "lead")
                .closeBlock("header");
        html.open("main").open("div", "class", "wide").open("table", "class", "facts");
        html.block("caption", "Facts").open("tbody");
        for (Fact fact : facts) {
            html.open("tr")
                    .element("th", fact.name(), "scope", "row")
                    .element("td", fact.value())
                    .closeBlock("tr");
        }
        html.close("tbody").close("table").closeBlock("div");
        for (Table table : tables) {
            List<DataTable.Column> heads = table.head().subList(1, table.head().size()).stream()
                    .map(head -> new DataTable.Column("", head))
                    .toList();
            new DataTable(table.caption(), table.head().get(0), heads, table.rows()).write(html);
        }
        for (int i = 0; i < pictures.size(); i++) {
            write(html, i + 1, pictures.get(i));
        }
        return html.closeBlock("main").closeBlock("body").closeBlock("html").toString();
    }

    private static void write(Html html, int number, Picture picture) {
        Chart chart = picture.chart();
        html.open("section", "class", "chart", "id", "chart-" + number);
        html.block("h3", chart.title(), "class", picture.svg() == null ? "shown" : "unseen");
        if (picture.svg() == null) {
            html.block("p", "This chart could not be drawn: Java finds no fonts on this machine.", "class", "missing");
        } else {
            html.open("figure").open("div", "class", "picture");
            html.markup(InlineSvg.of(picture.svg().strip(), "c" + number + "-", chart.title() + ": " + picture.aid()));
            html.closeBlock("div").block("figcaption", picture.aid()).closeBlock("figure");
        }
        html.closeBlock("section");
    }
}
