package io.wavetank.cli;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.chart.XySeries;
import io.wavetank.report.page.ChartPage;
import io.wavetank.report.table.TextTable;
import io.wavetank.workload.fit.Judgement;
import io.wavetank.workload.fit.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well a model tells the second half of a trace, as a table and as charts. */
final class JudgementText {
    /** The heads of the table. */
    static final List<String> HEAD = List.of("distance to the second half", "model", "bootstrap", "first half");

    private static final int POINTS = 400;
    private static final double MEBIBYTE = 1 << 20;

    private JudgementText() {}

    static List<String> lines(Judgement judgement) {
        var table = new TextTable(HEAD);
        rows(judgement).forEach(table::add);
        List<String> lines = new ArrayList<>();
        lines.add("Fitted to the first half of " + judgement.source() + ", judged on the second");
        lines.add("(" + judgement.halves() + "; arrivals: " + judgement.model() + ")");
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.add("Smaller is better. Model and bootstrap: means of " + Judgement.REALISATIONS
                + " realisations; * marks the");
        lines.add("nearer of the two. The last column is how far the two halves are apart.");
        return lines;
    }

    static List<List<String>> rows(Judgement judgement) {
        List<List<String>> rows = new ArrayList<>();
        for (Judgement.Figure each : judgement.figures()) {
            rows.add(List.of(
                    each.name(),
                    text(each.model(), each.bootstrap()),
                    text(each.bootstrap(), each.model()),
                    number(each.firstHalf())));
        }
        return rows;
    }

    private static String text(double value, double other) {
        return (value < other ? "* " : "") + number(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** The page. */
    static String page(Judgement judgement, List<ChartPage.Picture> pictures) {
        return ChartPage.of(
                "A model of " + judgement.source() + ", judged",
                "Fitted to the first half, held against the second.",
                List.of(
                        new ChartPage.Fact("Halves", judgement.halves()),
                        new ChartPage.Fact("Arrivals", judgement.model()),
                        new ChartPage.Fact(
                                "Model and bootstrap",
                                "means of " + Judgement.REALISATIONS + " realisations; * marks the nearer of the two")),
                List.of(new ChartPage.Table("Distances to the second half; smaller is better", HEAD, rows(judgement))),
                pictures);
    }

    /** The charts by the names of their files. */
    static Map<String, Chart> charts(Judgement judgement) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        for (Judgement.Distributions each : judgement.distributions()) {
            charts.put("qq-" + file(each.name()), quantiles(judgement, each));
        }
        for (Judgement.Correlations each : judgement.correlations()) {
            charts.put("acf-" + file(each.name()), correlations(judgement, each));
        }
        return charts;
    }

    private static String file(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static Chart quantiles(Judgement judgement, Judgement.Distributions each) {
        boolean bytes = each.unit().equals("MiB");
        double unit = bytes ? MEBIBYTE : 1;
        Quantity quantity = bytes ? Quantity.BYTES : each.unit().equals("s") ? Quantity.SECONDS : Quantity.NUMBER;
        return new XyChart(
                each.name() + ": quantiles against those of the second half",
                judgement.source() + ", " + judgement.halves(),
                new XyChart.Axis("Second half", quantity),
                new XyChart.Axis("Made", quantity),
                true,
                List.of(
                        against("second half itself", each.seen(), each.seen(), unit),
                        against("model", each.seen(), each.model(), unit),
                        against("bootstrap of the first half", each.seen(), each.bootstrap(), unit)));
    }

    private static XySeries against(String name, Sample seen, Sample made, double unit) {
        double[] xs = new double[POINTS];
        double[] ys = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double share = (i + 0.5) / POINTS;
            xs[i] = seen.quantile(share) * unit;
            ys[i] = made.quantile(share) * unit;
        }
        return XySeries.of(name, xs, ys);
    }

    private static Chart correlations(Judgement judgement, Judgement.Correlations each) {
        return new XyChart(
                each.name() + ": autocorrelation",
                judgement.source() + ", made ones in the mean of " + Judgement.REALISATIONS + " realisations",
                new XyChart.Axis("Lag (" + each.lag() + ")", Quantity.NUMBER),
                new XyChart.Axis("Autocorrelation", Quantity.NUMBER),
                false,
                List.of(
                        lags("second half", each.seen()),
                        lags("model", each.model()),
                        lags("bootstrap of the first half", each.bootstrap())));
    }

    private static XySeries lags(String name, double[] values) {
        double[] xs = new double[values.length - 1];
        double[] ys = new double[values.length - 1];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i + 1;
            ys[i] = values[i + 1];
        }
        return XySeries.of(name, xs, ys);
    }

    /** How to read a chart, in a line. */
    static String aid(String name) {
        return name.startsWith("qq-")
                ? "Where a line runs on that of the second half itself, as many values are as small; above it, what is made is larger."
                : "How alike two are that are so far apart; a line near that of the second half keeps its rhythm and its clumps.";
    }
}
