package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.TimeSpan;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The charts of requests to services: latency and failures over time. */
final class RequestCharts {
    /** The name of the file of the chart of latency, without ending. */
    static final String LATENCY = "latency";

    /** The name of the file of the chart of requests, without ending. */
    static final String REQUESTS = "requests";

    /** What a subtitle says where values are lower bounds. */
    static final String BOUNDS = "; triangles: at least this, as many failed";

    private static final double SECOND = 1e9;

    private final Map<String, List<RunSummary>> groups;
    private final String subtitle;
    private final List<TimeSpan> spans;

    RequestCharts(Map<String, List<RunSummary>> groups, String subtitle, List<TimeSpan> spans) {
        this.groups = groups;
        this.subtitle = subtitle;
        this.spans = spans;
    }

    /** Returns the charts by file name without ending; none if there are no services. */
    Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        if (groups.values().stream().allMatch(group -> group.stream().anyMatch(RequestCharts::withoutRows))) {
            return charts;
        }
        charts.put(LATENCY, latency());
        charts.put(REQUESTS, requests());
        return charts;
    }

    /** What loss of machines shows in: endpoints, and requests that fail; none if there are no services. */
    List<TimeChart> panels() {
        if (groups.values().stream().anyMatch(group -> group.stream().anyMatch(RequestCharts::withoutRows))) {
            return List.of();
        }
        List<TimeSeries> endpoints = new ArrayList<>();
        List<TimeSeries> failures = new ArrayList<>();
        groups.forEach((scheduler, group) -> {
            endpoints.add(over(scheduler, group, TrafficTimeline.Row::endpoints));
            failures.add(rates(scheduler, group, TrafficTimeline.Row::failed));
        });
        return List.of(
                new TimeChart("", "", "Endpoints", Quantity.NUMBER, TimeChart.Shape.STEP, endpoints, spans),
                new TimeChart("", "", "Failed a second", Quantity.NUMBER, TimeChart.Shape.STEP, failures, spans));
    }

    private static boolean withoutRows(RunSummary run) {
        TrafficResult traffic = run.requests();
        return traffic == null || traffic.timeline().rows().isEmpty();
    }

    private Chart latency() {
        List<TimeSeries> series = new ArrayList<>();
        groups.forEach((scheduler, group) -> {
            if (groups.size() == 1) {
                series.add(quantile("p50", group, row -> seconds(row.p50Nanos()), 0.5));
                series.add(quantile("p90", group, row -> seconds(row.p90Nanos()), 0.9));
                series.add(quantile("p99", group, row -> seconds(row.p99Nanos()), 0.99));
            } else {
                series.add(quantile(scheduler, group, row -> seconds(row.p99Nanos()), 0.99));
            }
        });
        boolean bounds = series.stream().anyMatch(TimeSeries::hasBounds);
        return new TimeChart(
                groups.size() == 1 ? "Latency over time" : "p99 of latency over time",
                subtitle + "; of the requests answered well" + (bounds ? BOUNDS : ""),
                "Latency",
                Quantity.SECONDS,
                TimeChart.Shape.LINE,
                series,
                spans);
    }

    /** A quantile over time; of replications a bound if it is one in any. */
    private static TimeSeries quantile(
            String name, List<RunSummary> group, ToDoubleFunction<TrafficTimeline.Row> value, double share) {
        TimeSeries series = over(name, group, value);
        boolean[] bounds = new boolean[series.size()];
        List<List<TrafficTimeline.Row>> replications = replications(group);
        for (int i = 0; i < bounds.length; i++) {
            int at = i;
            bounds[i] = replications.stream().anyMatch(rows -> rows.get(at).atLeast(share));
        }
        return series.withBounds(bounds);
    }

    private static double seconds(long nanos) {
        return nanos < 0 ? Double.NaN : nanos / SECOND;
    }

    private Chart requests() {
        List<TimeSeries> series = new ArrayList<>();
        groups.forEach((scheduler, group) -> {
            if (groups.size() == 1) {
                series.add(rates("offered", group, TrafficTimeline.Row::offered));
                series.add(rates("answered", group, TrafficTimeline.Row::answered));
                series.add(rates("failed", group, TrafficTimeline.Row::failed));
            } else {
                series.add(rates(scheduler, group, TrafficTimeline.Row::answered));
            }
        });
        return new TimeChart(
                groups.size() == 1 ? "Requests over time" : "Requests answered well over time",
                subtitle,
                "Requests a second",
                Quantity.NUMBER,
                TimeChart.Shape.LINE,
                series,
                spans);
    }

    /** What is counted in rows, a second. */
    private static TimeSeries rates(String name, List<RunSummary> group, ToDoubleFunction<TrafficTimeline.Row> count) {
        TrafficResult traffic = group.get(0).requests();
        return over(
                name,
                group,
                row -> traffic == null
                        ? Double.NaN
                        : count.applyAsDouble(row) / (traffic.timeline().lengthNanos(row) / SECOND));
    }

    private static List<List<TrafficTimeline.Row>> replications(List<RunSummary> group) {
        List<List<TrafficTimeline.Row>> replications = new ArrayList<>();
        for (RunSummary run : group) {
            if (run.requests() != null) {
                replications.add(run.requests().timeline().rows());
            }
        }
        return replications;
    }

    private static TimeSeries over(String name, List<RunSummary> group, ToDoubleFunction<TrafficTimeline.Row> value) {
        List<List<TrafficTimeline.Row>> replications = replications(group);
        int rows = replications.stream().mapToInt(List::size).min().orElse(0);
        long[] times = new long[rows];
        double[] means = new double[rows];
        double[] lower = new double[rows];
        double[] upper = new double[rows];
        for (int i = 0; i < rows; i++) {
            int at = i;
            Estimate estimate = Estimate.of(replications.stream()
                    .mapToDouble(each -> value.applyAsDouble(each.get(at)))
                    .filter(Double::isFinite));
            times[i] = replications.get(0).get(i).beginNanos();
            means[i] = estimate.mean();
            double half = estimate.hasInterval() ? estimate.halfWidth() : 0;
            lower[i] = Math.max(0, estimate.mean() - half);
            upper[i] = estimate.mean() + half;
        }
        TimeSeries series = TimeSeries.of(name, times, means);
        return replications.size() <= 1 ? series : series.withBand(lower, upper);
    }
}
