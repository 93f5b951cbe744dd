package io.wavetank.report.page;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.ParetoChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.result.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The charts of a page, each with a line on how to read it and its data to unfold. */
final class ChartSection {
    private static final String SPAN = "Charts over time end a tenth of the window after its end, or with the run.";

    private ChartSection() {}

    /** Writes the charts in their order; those that were not drawn with their data laid open. */
    static void write(Html html, Map<String, Chart> charts, Map<String, String> drawn, Subject subject) {
        long missing = charts.keySet().stream()
                .filter(name -> !drawn.containsKey(name))
                .count();
        if (missing > 0) {
            html.open("p", "class", "missing", "role", "note");
            html.element(
                    "strong",
                    missing == charts.size()
                            ? "No chart could be drawn"
                            : missing + " of " + charts.size() + " charts could not be drawn");
            html.text(
                    " on the machine that wrote this page. The usual cause is that Java finds no fonts: install fontconfig and a font such"
                            + " as DejaVu, and run again. The figures are complete without them, and so are the tables below.");
            html.closeBlock("p");
        }
        html.block("p", SPAN, "class", "note");
        int number = 0;
        for (var chart : charts.entrySet()) {
            write(html, ++number, chart.getKey(), chart.getValue(), drawn.get(chart.getKey()), subject);
        }
    }

    private static void write(Html html, int number, String name, Chart chart, @Nullable String svg, Subject subject) {
        html.open("section", "class", "chart", "id", "chart-" + number);
        html.block("h3", chart.title(), "class", svg == null ? "shown" : "unseen");
        String label = chart.subtitle().isEmpty() ? chart.title() : chart.title() + ": " + chart.subtitle();
        if (svg == null) {
            html.block("p", chart.subtitle(), "class", "note");
        } else {
            html.open("figure").open("div", "class", "picture");
            html.markup(InlineSvg.of(svg.strip(), "c" + number + "-", label));
            html.closeBlock("div")
                    .block("figcaption", aid(name, chart, subject))
                    .closeBlock("figure");
        }
        writeData(html, name, chart, svg == null);
        html.closeBlock("section");
    }

    private static void writeData(Html html, String name, Chart chart, boolean laidOpen) {
        ChartTable data = ChartTable.of(name, chart);
        if (laidOpen) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        html.open("summary")
                .text("Data")
                .element("span", " of: " + chart.title(), "class", "unseen")
                .closeBlock("summary");
        if (chart.isEmpty()) {
            html.block("p", "Nothing was recorded for this chart.", "class", "note");
        } else {
            data.table().writeUnderHeading(html);
            html.block("p", data.note(), "class", "note");
        }
        html.closeBlock("details");
    }

    /** How to read a chart, in a line. */
    private static String aid(String name, Chart chart, Subject subject) {
        if (name.equals("pending")) {
            return "How many submitted tasks wait for a place. Where a line keeps rising, the cluster does not keep up.";
        } else if (name.equals("autoscaling")) {
            return "One axis of time for all. Where fewer replicas are ready than are needed, requests wait or are lost; where there are more,"
                    + " they cost without need. Replicas that find no node are pending until nodes have booted.";
        } else if (name.equals("failover")) {
            return "One axis of time for all: what was broken, each kind on a ground of its own, and what followed. Tasks that were given up and that"
                    + " ran again are counted from the beginning on.";
        } else if (name.equals("trade-off")) {
            return "A point is a choice; further left is cheaper, further down is better. Blue points and the stairs between them are those that no"
                    + " other choice beats in both; grey ones are beaten. With replications a cross spans the 95% intervals: points whose"
                    + " crosses overlap are not told apart."
                    + (chart instanceof ParetoChart choices && choices.hasBounds()
                            ? " A triangle lies there or higher, as many requests were lost, and beats no other."
                            : "");
        } else if (name.equals(RequestCharts.LATENCY)) {
            return "How long requests took from their intended arrival to their answer, by when they were answered. What failed is in the chart of"
                    + " requests.";
        } else if (name.equals(RequestCharts.REQUESTS)) {
            return "How many requests came, were answered well, and failed, each second.";
        } else if (name.equals(SharesAndWaits.BY_GROUP)) {
            return "A bar is how long the tasks of a group waited in the mean. Shorter is better. A task that never started counts as long as it"
                    + " was seen to wait.";
        } else if (name.startsWith("dominant-shares")) {
            return "The largest of a role's shares of the resources, by which the allocator orders the roles: who is lowest is served next."
                    + " What a role sits on without using it counts.";
        } else if (name.startsWith("slowdown")) {
            return "How many times its own run time a task was in the system; 1 is no waiting at all. Further left is better. A line that ends"
                    + " below 100% leaves the rest to tasks that were unfinished when the run ended.";
        } else if (chart instanceof CdfChart) {
            return "At a height of 90% a line shows what 90% of the tasks stayed within. Further left is shorter. A line that ends below 100%"
                    + " leaves the rest to tasks of which no more is known than that it was longer.";
        } else if (chart instanceof HeatmapChart) {
            return "A row is a node, or a group of nodes that are neighbours in the list of nodes; a column is a slice of time. Yellow is"
                    + " full, dark blue is empty, grey has none of the resource, or is not there.";
        } else if (chart instanceof BarChart) {
            return "A bar is a mean over time. More given out means that more work was held at once, which is not by itself better.";
        } else if (chart instanceof TimeChart time && time.quantity() == Quantity.SHARE) {
            return "The share of what the nodes offer that tasks held at each moment."
                    + (time.series().size() > 1
                            ? " Where lines coincide, the " + subject.plural() + " gave out the same."
                            : "");
        }
        return "How it went over simulated time, from the first submission on.";
    }
}
