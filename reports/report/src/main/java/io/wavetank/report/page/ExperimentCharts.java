package io.wavetank.report.page;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.CdfSeries;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.HeatGrid;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.DistributionCurve;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The charts of the runs of one workload, one series a scheduler: allocation, waiting, and where the load lies. */
public final class ExperimentCharts {
    private final List<RunSummary> runs;
    private final String workload;

    private ExperimentCharts(List<RunSummary> runs, String workload) {
        this.runs = runs;
        this.workload = workload;
    }

    /**
     * Returns the charts by file name without ending, in the order of the report.
     *
     * @param workload what was run, in a line
     */
    public static Map<String, Chart> of(List<RunSummary> runs, String workload) {
        var charts = new ExperimentCharts(runs, workload);
        Map<String, Chart> all = new LinkedHashMap<>();
        List<String> resources = charts.resources();
        all.put("allocation-mean", charts.allocationMeans(resources));
        for (String resource : resources) {
            all.put("allocation-" + resource.replace('/', '-'), charts.allocation(resource));
        }
        all.put("pending", charts.pending());
        all.put("queueing-delay-cdf", charts.queueingDelay());
        all.put("slowdown-cdf", charts.slowdown());
        for (RunSummary run : runs) {
            String name =
                    runs.size() == 1 ? "heatmap" : "heatmap-" + run.scheduler().replaceAll("[^A-Za-z0-9._=-]", "_");
            all.put(name, charts.heatmap(run));
        }
        return all;
    }

    /** The resources of which anything was given out. */
    private List<String> resources() {
        return runs.get(0).result().allocation().stream()
                .filter(share -> share.peak() > 0)
                .map(RunResult.Allocation::resource)
                .toList();
    }

    private Chart allocationMeans(List<String> resources) {
        List<BarSeries> series = new ArrayList<>();
        for (String resource : resources) {
            double[] means = runs.stream()
                    .mapToDouble(run -> mean(run.result(), resource))
                    .toArray();
            series.add(BarSeries.of(label(resource), means));
        }
        return new BarChart(
                "Mean allocation",
                workload + ", first to last submission",
                "Allocated",
                Quantity.SHARE,
                runs.stream().map(RunSummary::scheduler).toList(),
                series);
    }

    private static double mean(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::mean)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Chart allocation(String resource) {
        List<TimeSeries> series = new ArrayList<>();
        for (RunSummary run : runs) {
            int column = run.result().timelineColumns().indexOf(resource + "_allocated");
            Timeline timeline = run.result().timeline();
            series.add(over(timeline, run, row -> {
                long capacity = timeline.value(row, column + 1);
                return capacity == 0 ? Double.NaN : timeline.value(row, column) / (double) capacity;
            }));
        }
        return new TimeChart(
                label(resource) + " allocation over time",
                workload,
                "Allocated",
                Quantity.SHARE,
                TimeChart.Shape.STEP,
                series);
    }

    private Chart pending() {
        List<TimeSeries> series = new ArrayList<>();
        for (RunSummary run : runs) {
            series.add(over(
                    run.result().timeline(), run, row -> run.result().timeline().value(row, 0)));
        }
        return new TimeChart(
                "Pending tasks over time", workload, "Pending tasks", Quantity.NUMBER, TimeChart.Shape.STEP, series);
    }

    /** Returns what a row says, over the rows that are shown. */
    private static TimeSeries over(Timeline timeline, RunSummary run, java.util.function.IntToDoubleFunction value) {
        int rows = rowsShown(run.result());
        long[] times = new long[rows];
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            times[row] = timeline.timeNanos(row);
            values[row] = value.applyAsDouble(row);
        }
        return TimeSeries.of(run.scheduler(), times, values);
    }

    /** How many rows of a timeline are shown: up to the end of submissions and a little of what comes after. */
    private static int rowsShown(RunResult result) {
        Timeline timeline = result.timeline();
        long last = result.toNanos() + (result.toNanos() - result.fromNanos()) / 10;
        int rows = 0;
        while (rows < timeline.rows() && timeline.timeNanos(rows) <= last) {
            rows++;
        }
        return rows;
    }

    private Chart queueingDelay() {
        return new CdfChart(
                "Queueing delay",
                workload + ", submission to first start",
                "Queueing delay",
                Quantity.SECONDS,
                "Share of tasks",
                runs.stream()
                        .map(run -> curve(run, run.result().queueingDelay().cdf(), 1e9))
                        .toList());
    }

    private Chart slowdown() {
        return new CdfChart(
                "Slowdown",
                workload + ", (waiting + running) / running",
                "Slowdown",
                Quantity.NUMBER,
                "Share of tasks",
                runs.stream()
                        .map(run -> curve(run, run.result().slowdown().cdf(), RunResult.SLOWDOWN_UNIT))
                        .toList());
    }

    private static CdfSeries curve(RunSummary run, DistributionCurve curve, double unit) {
        return CdfSeries.ofSteps(
                run.scheduler(),
                DoubleStream.of(curve.nanos()).map(nanos -> nanos / unit).toArray(),
                curve.probabilities());
    }

    private Chart heatmap(RunSummary run) {
        RunResult result = run.result();
        Timeline timeline = result.timeline();
        int groups = timeline.heatRows();
        int columns = rowsShown(result);
        List<String> names = new ArrayList<>();
        double[][] values = new double[groups][columns];
        for (int group = 0; group < groups; group++) {
            names.add(String.valueOf(group + 1));
            for (int row = 0; row < columns; row++) {
                values[group][row] = timeline.heat(row, group);
            }
        }
        long width = columns > 1 ? timeline.timeNanos(1) - timeline.timeNanos(0) : 1;
        return new HeatmapChart(
                label(result.headlineResource()) + " allocation by node: " + run.scheduler(),
                workload,
                nodesLabel(result),
                "Allocated",
                Quantity.SHARE,
                new HeatGrid(names, columns > 0 ? timeline.timeNanos(0) : 0, width, values));
    }

    private static String nodesLabel(RunResult result) {
        Timeline timeline = result.timeline();
        int groups = timeline.heatRows();
        long nodes = timeline.rows() == 0
                ? groups
                : timeline.value(0, result.timelineColumns().indexOf("nodes_up"));
        return nodes <= groups ? "Node" : Figures.count(nodes) + " nodes, in " + groups + " groups";
    }

    /** Returns a resource's name for people. */
    static String label(String resource) {
        return switch (resource) {
            case "cpu" -> "CPU";
            case "gpu" -> "GPU";
            case "memory" -> "Memory";
            case "ephemeral_storage" -> "Scratch space";
            case "pods" -> "Slots";
            default -> resource;
        };
    }
}
