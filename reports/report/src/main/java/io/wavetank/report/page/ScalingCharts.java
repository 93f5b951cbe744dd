package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.PanelChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes and goes over time, within the window of the figures: load, replicas, nodes, what waits, latency and cost on one axis. */
final class ScalingCharts {
    private static final String LOAD = "load";
    private static final String NEEDED = "needed";
    private static final double MICRO = 1e6;
    private static final double MILLI = 1e3;

    private final Map<String, List<RunSummary>> groups;
    private final String subtitle;

    ScalingCharts(Map<String, List<RunSummary>> groups, String subtitle) {
        this.groups = groups;
        this.subtitle = subtitle;
    }

    /** The charts by file name without ending; none of runs in which nothing comes and goes. */
    Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        if (groups.values().stream()
                .anyMatch(runs -> runs.get(0).result().timelineColumns().contains("replicas_wanted"))) {
            boolean nodes = !isAlways("cost_per_hour_millis", 0) || varies("nodes_up");
            List<TimeChart> panels = new ArrayList<>();
            panels.add(panel("Requests/s", Quantity.NUMBER, "requests_per_second", 1, LOAD, false));
            panels.add(replicas());
            if (nodes) {
                panels.add(panel("Nodes", Quantity.NUMBER, "nodes_up", 1, "", true));
            }
            if (!isAlways("pending", 0)) {
                panels.add(panel("Pending", Quantity.NUMBER, "pending", 1, "", true));
            }
            TimeChart latency = latency();
            panels.add(latency);
            if (!isAlways("cost_per_hour_millis", 0)) {
                panels.add(panel("Cost/hour", Quantity.NUMBER, "cost_per_hour_millis", MILLI, "", true));
            }
            String title = nodes ? "Load, replicas, nodes and cost" : "Load, replicas and latency";
            boolean bounds = latency.series().stream().anyMatch(TimeSeries::hasBounds);
            String below = subtitle + (bounds ? RequestCharts.BOUNDS : "");
            charts.put("autoscaling", new PanelChart(title, below, List.copyOf(panels), beside()));
        }
        return charts;
    }

    /** Whether a column holds more than one value. */
    private boolean varies(String column) {
        RunSummary first = groups.values().iterator().next().get(0);
        int at = first.result().timelineColumns().indexOf(column);
        Timeline timeline = first.result().timeline();
        return at >= 0 && timeline.rows() > 0 && !isAlways(column, timeline.value(0, at));
    }

    /** Whether a column holds one value in all rows of all runs; what says nothing else needs no panel. */
    private boolean isAlways(String column, long value) {
        for (List<RunSummary> runs : groups.values()) {
            for (RunSummary run : runs) {
                int at = run.result().timelineColumns().indexOf(column);
                Timeline timeline = run.result().timeline();
                for (int row = 0; at >= 0 && row < timeline.rows(); row++) {
                    if (timeline.value(row, at) != value) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The lines that are the same for all. */
    private List<String> beside() {
        List<String> beside = new ArrayList<>(List.of(LOAD));
        if (!lines("replicas_needed", 1, NEEDED, false).isEmpty()) {
            beside.add(NEEDED);
        }
        return beside;
    }

    private TimeChart replicas() {
        List<TimeSeries> series = new ArrayList<>(lines("replicas_ready", 1, "", true));
        series.addAll(lines("replicas_needed", 1, NEEDED, false));
        return new TimeChart("", "", "Replicas", Quantity.NUMBER, TimeChart.Shape.STEP, series);
    }

    /** Where more than 1 in 100 are lost, in any run, it is a lower bound. */
    private TimeChart latency() {
        List<TimeSeries> series = lines("latency_p99_us", MICRO, "", true);
        List<TimeSeries> losing = lines("latency_p99_is_lower_bound", 1, "", true);
        List<TimeSeries> marked = new ArrayList<>();
        for (int line = 0; line < series.size(); line++) {
            TimeSeries of = series.get(line);
            boolean[] bounds = new boolean[of.size()];
            for (int i = 0; i < bounds.length && line < losing.size(); i++) {
                bounds[i] = losing.get(line).value(i) > 0;
            }
            marked.add(of.withBounds(bounds));
        }
        return new TimeChart("", "", "p99 latency", Quantity.SECONDS, TimeChart.Shape.STEP, marked);
    }

    private TimeChart panel(
            String label, Quantity quantity, String column, double unit, String name, boolean eachScheduler) {
        return new TimeChart("", "", label, quantity, TimeChart.Shape.STEP, lines(column, unit, name, eachScheduler));
    }

    /** Returns a line for each scheduler under its name, or one of the first under another. */
    private List<TimeSeries> lines(String column, double unit, String name, boolean eachScheduler) {
        List<TimeSeries> series = new ArrayList<>();
        for (Map.Entry<String, List<RunSummary>> group : groups.entrySet()) {
            int at = group.getValue().get(0).result().timelineColumns().indexOf(column);
            if (at >= 0 && (eachScheduler || series.isEmpty())) {
                series.add(ExperimentCharts.overTime(
                        eachScheduler ? group.getKey() : name,
                        group.getValue(),
                        (timeline, row) -> timeline.value(row, at) / unit,
                        group.getValue().get(0).result().fromNanos()));
            }
        }
        return series;
    }
}
