package io.wavetank.report.page;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.TimeSpan;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Who gets how much and waits how long: charts of runs that tell groups of tasks apart, or whose scheduler shares among roles. */
final class SharesAndWaits {
    /** The name of the file of the chart of waits by group, without ending. */
    static final String BY_GROUP = "wait-by-group";

    private static final String SHARE = "dominant_share_";
    private static final String MILLIONTHS = "_millionths";

    private final Map<String, List<RunSummary>> groups;
    private final String subtitle;
    private final List<TimeSpan> spans;

    SharesAndWaits(Map<String, List<RunSummary>> groups, String subtitle, List<TimeSpan> spans) {
        this.groups = groups;
        this.subtitle = subtitle;
        this.spans = spans;
    }

    /** The charts by file name without ending; none of most runs. */
    Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        var values = new TreeSet<String>();
        groups.values()
                .forEach(runs -> runs.forEach(
                        run -> values.addAll(run.result().waits().byValue().keySet())));
        if (!values.isEmpty()) {
            charts.put(BY_GROUP, waits(List.copyOf(values)));
        }
        groups.forEach((scheduler, runs) -> {
            List<String> columns = runs.get(0).result().timelineColumns().stream()
                    .filter(column -> column.startsWith(SHARE) && column.endsWith(MILLIONTHS))
                    .toList();
            if (!columns.isEmpty()) {
                charts.put("dominant-shares-" + ExperimentCharts.fileName(scheduler), shares(scheduler, runs, columns));
            }
        });
        return charts;
    }

    private Chart waits(List<String> values) {
        List<BarSeries> series = new ArrayList<>();
        groups.forEach((scheduler, runs) -> series.add(new BarSeries(
                scheduler, values.stream().map(value -> wait(runs, value)).toList())));
        String property =
                groups.values().iterator().next().get(0).result().waits().property();
        return new BarChart(
                "Mean queueing delay by " + property,
                subtitle + "; submission to first start",
                "Mean queueing delay",
                Quantity.SECONDS,
                "Group",
                values,
                series);
    }

    private static BarSeries.Bar wait(List<RunSummary> runs, String value) {
        Estimate estimate = Estimate.of(runs.stream().mapToDouble(run -> {
            CensoredHistogram delay = run.result().waits().byValue().get(value);
            return delay == null ? Double.NaN : delay.mean().nanos() / 1e9;
        }));
        double lower = Math.max(0, estimate.mean() - estimate.halfWidth()); // no wait is negative
        return estimate.hasInterval()
                ? BarSeries.Bar.of(estimate.mean(), lower, estimate.mean() + estimate.halfWidth())
                : BarSeries.Bar.of(estimate.mean());
    }

    private Chart shares(String scheduler, List<RunSummary> runs, List<String> columns) {
        List<TimeSeries> series = new ArrayList<>();
        for (String column : columns) {
            int place = runs.get(0).result().timelineColumns().indexOf(column);
            String role = column.substring(SHARE.length(), column.length() - MILLIONTHS.length());
            series.add(
                    ExperimentCharts.sharesOverTime(role, runs, (timeline, row) -> timeline.value(row, place) / 1e6));
        }
        return new TimeChart(
                "Dominant shares over time: " + scheduler,
                subtitle,
                "Dominant share",
                Quantity.SHARE,
                TimeChart.Shape.STEP,
                series,
                spans);
    }
}
