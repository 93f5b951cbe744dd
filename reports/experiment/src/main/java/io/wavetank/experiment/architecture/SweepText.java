package io.wavetank.experiment.architecture;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.chart.XySeries;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        study.figures().forEach((figure, meaning) -> {
            lines.add(meaning + ":");
            List<List<String>> rows = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(study.parameter()));
            head.addAll(study.arms());
            rows.add(head);
            for (double value : study.values()) {
                List<String> row = new ArrayList<>(List.of(Figures.short3(value)));
                for (String arm : study.arms()) {
                    row.add(text(figure, sweep.estimate(figure, new Sweep.Point(arm, value))));
                }
                rows.add(row);
            }
            lines.addAll(aligned(rows));
            lines.add("");
        });
        return lines;
    }

    private String text(String figure, Estimate estimate) {
        if (Double.isNaN(estimate.mean())) {
            return "-";
        }
        return sweep.study().times().contains(figure) ? Figures.duration(estimate) : Figures.short3(estimate);
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                line.append("  ")
                        .append(" ".repeat(width - row.get(column).length()))
                        .append(row.get(column));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Returns a line for each direction that was published: whether it is shown, and by how much. */
    public List<String> directions() {
        List<String> lines = new ArrayList<>();
        for (Sweep.Direction each : sweep.study().directions()) {
            Estimate difference = sweep.difference(each);
            lines.add((sweep.shows(each) ? "shown      " : "not shown  ") + each.claim() + " (difference "
                    + text(each.figure(), difference) + ")");
        }
        return lines;
    }

    /** Returns for each figure a chart, by the name of its file. */
    public Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Sweep.Study study = sweep.study();
        study.figures().forEach((figure, meaning) -> {
            List<XySeries> lines = new ArrayList<>();
            for (String arm : study.arms()) {
                double[] xs = study.values();
                double[] ys = new double[xs.length];
                double[] lower = new double[xs.length];
                double[] upper = new double[xs.length];
                for (int i = 0; i < xs.length; i++) {
                    Estimate estimate = sweep.estimate(figure, new Sweep.Point(arm, xs[i]));
                    double half = estimate.hasInterval() ? estimate.halfWidth() : 0;
                    ys[i] = estimate.mean();
                    lower[i] = Math.max(0, estimate.mean() - half);
                    upper[i] = estimate.mean() + half;
                }
                lines.add(XySeries.of(arm, xs, ys).withBand(lower, upper));
            }
            charts.put(
                    figure.replace('_', '-'),
                    new XyChart(
                            meaning,
                            study.title() + "; bands are 95 % intervals over " + sweep.replications() + " replications",
                            new XyChart.Axis(
                                    study.parameter(), study.logarithmic() ? Quantity.SECONDS : Quantity.NUMBER),
                            new XyChart.Axis(
                                    figure.replace('_', ' '),
                                    study.times().contains(figure) ? Quantity.SECONDS : Quantity.NUMBER),
                            study.logarithmic(),
                            lines));
        });
        return charts;
    }

    /** Returns every run's figures as CSV. */
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
                                .append(value)
                                .append(',')
                                .append(i)
                                .append(',');
                        text.append(figure).append(',').append(values[i]).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
