package io.wavetank.experiment.architecture;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.chart.XySeries;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A sweep for people: tables, charts with bands, directions; and as CSV. */
public final class SweepText {
    private final Sweep sweep;

    /** Takes the sweep. */
    public SweepText(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Returns for each figure a table: the parameter down, the arms across. */
    public List<String> tables() {
        List<String> lines = new ArrayList<>();
        Sweep.Study study = sweep.study();
        study.figures().forEach((name, figure) -> {
            lines.add(figure.meaning() + ":");
            List<String> head = new ArrayList<>(List.of(study.parameter()));
            head.addAll(study.arms());
            var table = new TextTable(head);
            for (double value : study.values()) {
                List<String> row = new ArrayList<>();
                row.add(study.logarithmic() ? Figures.duration(value) : Figures.short3(value));
                for (String arm : study.arms()) {
                    row.add(text(figure, sweep.estimate(name, new Sweep.Point(arm, value))));
                }
                table.add(row);
            }
            lines.addAll(table.lines());
            lines.add("");
        });
        return lines;
    }

    private static String text(Sweep.Figure figure, Estimate estimate) {
        if (Double.isNaN(estimate.mean())) {
            return "-";
        }
        return switch (figure.quantity()) {
            case SECONDS -> Figures.duration(estimate);
            case SHARE -> Figures.percent(estimate);
            case NUMBER, BYTES -> Figures.short3(estimate);
        };
    }

    /** Returns a line for each direction that was published: whether it is shown, and by how much. */
    public List<String> directions() {
        List<String> lines = new ArrayList<>();
        for (Sweep.Direction each : sweep.study().directions()) {
            lines.add((sweep.shows(each) ? "shown      " : "not shown  ") + each.claim() + " (difference "
                    + difference(each) + ")");
        }
        return lines;
    }

    private String difference(Sweep.Direction direction) {
        Sweep.Figure figure = Objects.requireNonNull(sweep.study().figures().get(direction.figure()));
        Estimate difference = sweep.difference(direction);
        return figure.quantity() == Quantity.SHARE ? Figures.points(difference) : text(figure, difference);
    }

    /** Returns for each figure a chart, by the name of its file. */
    public Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Sweep.Study study = sweep.study();
        study.figures().forEach((name, figure) -> {
            List<XySeries> lines = new ArrayList<>();
            for (String arm : study.arms()) {
                double[] xs = study.values();
                double[] ys = new double[xs.length];
                double[] lower = new double[xs.length];
                double[] upper = new double[xs.length];
                for (int i = 0; i < xs.length; i++) {
                    Estimate estimate = sweep.estimate(name, new Sweep.Point(arm, xs[i]));
                    double half = estimate.hasInterval() ? estimate.halfWidth() : 0;
                    ys[i] = estimate.mean();
                    lower[i] = Math.max(0, estimate.mean() - half);
                    upper[i] = Math.min(
                            figure.quantity() == Quantity.SHARE ? 1 : Double.POSITIVE_INFINITY, estimate.mean() + half);
                }
                lines.add(XySeries.of(arm, xs, ys).withBand(lower, upper));
            }
            charts.put(
                    name.replace('_', '-'),
                    new XyChart(
                            figure.meaning(),
                            study.title() + "; bands are 95% intervals over " + sweep.replications() + " replications",
                            new XyChart.Axis(
                                    study.parameter(), study.logarithmic() ? Quantity.SECONDS : Quantity.NUMBER),
                            new XyChart.Axis(figure.axis(), figure.quantity()),
                            study.logarithmic(),
                            lines));
        });
        return charts;
    }

    /** Returns every run's figures as CSV, to 12 significant digits, which are the same on every JDK; empty where there is none. */
    public String csv() {
        var text = new StringBuilder("arm,parameter,replication,figure,value\n");
        Sweep.Study study = sweep.study();
        for (String arm : study.arms()) {
            for (double value : study.values()) {
                for (String figure : study.figures().keySet()) {
                    double[] values = sweep.values(figure, new Sweep.Point(arm, value));
                    for (int i = 0; i < values.length; i++) {
                        text.append(arm)
                                .append(',')
                                .append(Figures.text(value))
                                .append(',')
                                .append(i)
                                .append(',');
                        text.append(figure)
                                .append(',')
                                .append(Figures.text(values[i]))
                                .append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
