package io.wavetank.report.page;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.CdfSeries;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.HeatGrid;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.PanelChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.TimeSpan;
import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.DistributionCurve;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FaultSpan;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The charts of the runs of one workload, one series a scheduler: allocation, waiting, and where the load lies. */
public final class ExperimentCharts {
    private static final int MOST_GUARDED = 3;
    /** The column of tasks that wait. */
    private static final int PENDING = 0;

    private final List<RunSummary> runs;
    private final Map<String, List<RunSummary>> groups;
    private final String workload;

    private ExperimentCharts(List<RunSummary> runs, String workload) {
        this.runs = runs;
        this.groups = Differences.byScheduler(runs);
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
        all.putAll(new ScalingCharts(charts.groups, charts.over(workload)).charts());
        all.putAll(new TradeOffChart(charts.groups, charts.over(workload)).charts());
        all.putAll(new RequestCharts(charts.groups, charts.over(workload), charts.spans()).charts());
        if (runs.size() * resources.size() != 1) { // one bar is no picture
            all.put("allocation-mean", charts.allocationMeans(resources));
        }
        for (String resource : resources) {
            all.put("allocation-" + resource.replace('/', '-'), charts.allocation(resource));
        }
        if (runs.stream().anyMatch(run -> run.result().tasks().finished() > 0 || everPending(run))) {
            // that nobody waits is an answer where tasks come and go, and none where services stay
            all.put("pending", charts.pending());
        }
        if (runs.stream().anyMatch(run -> run.result().failover().stopped() > 0)) {
            all.put("failover", charts.failover());
        }
        if (runs.stream().anyMatch(ExperimentCharts::waited)) { // a line along the axis is no picture
            putUnlessEmpty("queueing-delay-cdf", charts.queueingDelay(), all);
        }
        putUnlessEmpty("slowdown-cdf", charts.slowdown(), all); // none has ended where there are services alone
        all.putAll(new SharesAndWaits(charts.groups, charts.over(workload), charts.spans()).charts());
        charts.groups.forEach((scheduler, replications) -> {
            RunSummary first = replications.get(0);
            if (first.result().timeline().heatRows() > 1) { // one node is the chart of allocation again
                String name = charts.groups.size() == 1 ? "heatmap" : "heatmap-" + fileName(scheduler);
                all.put(name, charts.heatmap(first, replications.size() > 1));
            }
        });
        return all;
    }

    private static boolean everPending(RunSummary run) {
        Timeline timeline = run.result().timeline();
        return IntStream.range(0, timeline.rows()).anyMatch(row -> timeline.value(row, PENDING) > 0);
    }

    private static boolean waited(RunSummary run) {
        CensoredHistogram delay = run.result().queueingDelay();
        return delay.count() > 0 && delay.max().nanos() > 0;
    }

    private static void putUnlessEmpty(String name, Chart chart, Map<String, Chart> charts) {
        if (!chart.isEmpty()) {
            charts.put(name, chart);
        }
    }

    /** A scheduler's name as part of that of a file. */
    static String fileName(String scheduler) {
        return scheduler.replaceAll("[^A-Za-z0-9._=-]", "_");
    }

    /** The resources of which anything was given out in any run. */
    private List<String> resources() {
        return runs.stream()
                .flatMap(run -> run.result().allocation().stream())
                .filter(share -> share.peak() > 0)
                .map(RunResult.Allocation::resource)
                .distinct()
                .toList();
    }

    /** Of one scheduler a bar for each resource, of several a group of bars for each. */
    private Chart allocationMeans(List<String> resources) {
        String subtitle = over(workload + ", over the window of the means");
        List<String> labels = resources.stream().map(ExperimentCharts::label).toList();
        List<BarSeries> series = new ArrayList<>();
        if (groups.size() == 1) {
            String only = runs.get(0).scheduler();
            series.add(new BarSeries(
                    only,
                    resources.stream().map(resource -> bar(runs, resource)).toList()));
            return new BarChart(
                    "Mean allocation: " + only, subtitle, "Allocated", Quantity.SHARE, "Resource", labels, series);
        }
        for (int i = 0; i < resources.size(); i++) {
            String resource = resources.get(i);
            series.add(new BarSeries(
                    labels.get(i),
                    groups.values().stream().map(group -> bar(group, resource)).toList()));
        }
        return new BarChart(
                "Mean allocation",
                subtitle,
                "Allocated",
                Quantity.SHARE,
                Subject.of(runs).title(),
                List.copyOf(groups.keySet()),
                series);
    }

    private static BarSeries.Bar bar(List<RunSummary> group, String resource) {
        return bar(Estimate.of(group.stream().mapToDouble(run -> mean(run.result(), resource))));
    }

    private static BarSeries.Bar bar(Estimate estimate) {
        return estimate.hasInterval()
                ? BarSeries.Bar.of(
                        estimate.mean(),
                        Math.max(0, estimate.mean() - estimate.halfWidth()),
                        Math.min(Math.max(1, estimate.mean()), estimate.mean() + estimate.halfWidth()))
                : BarSeries.Bar.of(estimate.mean());
    }

    /** Adds to a subtitle what intervals and bands are. */
    private String over(String subtitle) {
        return runs.size() == groups.size()
                ? subtitle
                : subtitle + "; mean of " + Differences.replications(runs) + " replications, 95% interval";
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
        groups.forEach((scheduler, group) -> {
            int column = group.get(0).result().timelineColumns().indexOf(resource + "_allocated");
            RowValue share = (timeline, row) -> {
                long capacity = column < 0 ? 0 : timeline.value(row, column + 1); // another arm's cluster may have none
                return capacity == 0 ? Double.NaN : timeline.value(row, column) / (double) capacity;
            };
            series.add(sharesOverTime(scheduler, group, share));
        });
        return new TimeChart(
                label(resource) + " allocation over time",
                over(workload),
                "Allocated",
                Quantity.SHARE,
                TimeChart.Shape.STEP,
                series,
                spans());
    }

    private Chart pending() {
        List<TimeSeries> series = new ArrayList<>();
        groups.forEach((scheduler, group) ->
                series.add(overTime(scheduler, group, (timeline, row) -> timeline.value(row, PENDING))));
        return new TimeChart(
                "Pending tasks over time",
                over(workload),
                "Pending tasks",
                Quantity.NUMBER,
                TimeChart.Shape.STEP,
                series,
                spans());
    }

    /** Faults and what follows from them on one axis: nodes that are gone, tasks that stopped, those given up and those that run again. */
    private Chart failover() {
        List<TimeChart> panels = new ArrayList<>();
        panels.add(panel("Nodes known lost", "nodes_known_lost"));
        panels.add(panel("Tasks stopped", "tasks_stopped"));
        panels.add(panel("Given up so far", "tasks_given_up"));
        panels.add(panel("Ran again so far", "tasks_started_again"));
        runs.get(0).result().guarded().stream()
                .limit(MOST_GUARDED)
                .map(GuardedFigures::service)
                .forEach(service -> panels.add(panel("Serving: " + service, "serving_" + service)));
        panels.addAll(new RequestCharts(groups, over(workload), spans()).panels());
        return new PanelChart("What broke and what followed", over(workload), panels);
    }

    private TimeChart panel(String label, String column) {
        List<TimeSeries> series = new ArrayList<>();
        groups.forEach((scheduler, group) -> {
            int at = group.get(0).result().timelineColumns().indexOf(column);
            series.add(overTime(scheduler, group, (timeline, row) -> at < 0 ? Double.NaN : timeline.value(row, at)));
        });
        return new TimeChart("", "", label, Quantity.NUMBER, TimeChart.Shape.STEP, series, spans());
    }

    /** What was broken in any of the runs; stretches of one name that touch are one. */
    private List<TimeSpan> spans() {
        List<FaultSpan> all = new ArrayList<>();
        runs.forEach(run -> all.addAll(run.result().faults()));
        all.sort(Comparator.comparing(FaultSpan::name)
                .thenComparingLong(FaultSpan::fromNanos)
                .thenComparingLong(FaultSpan::toNanos));
        List<TimeSpan> spans = new ArrayList<>();
        for (FaultSpan each : all) {
            TimeSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.name().equals(each.name()) && each.fromNanos() <= last.toNanos()) {
                long end = Math.max(last.toNanos(), each.toNanos());
                spans.set(spans.size() - 1, new TimeSpan(last.name(), last.fromNanos(), end));
            } else {
                spans.add(new TimeSpan(each.name(), each.fromNanos(), each.toNanos()));
            }
        }
        return spans;
    }

    /** Returns what the rows say, over the rows that are shown; over several replications their mean with its band. */
    static TimeSeries overTime(String scheduler, List<RunSummary> group, RowValue value) {
        return overTime(scheduler, group, value, Long.MIN_VALUE);
    }

    /** Returns the same from a time on. */
    static TimeSeries overTime(String scheduler, List<RunSummary> group, RowValue value, long fromNanos) {
        return overTime(scheduler, group, value, fromNanos, Double.POSITIVE_INFINITY);
    }

    /** Returns shares of a whole, of which nothing is said to be more than all of it, by the band either. */
    static TimeSeries sharesOverTime(String scheduler, List<RunSummary> group, RowValue share) {
        return overTime(scheduler, group, share, Long.MIN_VALUE, 1);
    }

    private static TimeSeries overTime(
            String scheduler, List<RunSummary> group, RowValue value, long fromNanos, double most) {
        RunResult first = group.get(0).result();
        int before = 0;
        int last = rowsShown(first);
        while (before < last && first.timeline().timeNanos(before) < fromNanos) {
            before++;
        }
        int rows = last - before;
        long[] times = new long[rows];
        double[] means = new double[rows];
        double[] lower = new double[rows];
        double[] upper = new double[rows];
        for (int row = 0; row < rows; row++) {
            long nanos = first.timeline().timeNanos(before + row);
            Estimate estimate = Estimate.of(group.stream()
                    .map(run -> run.result().timeline())
                    .filter(timeline -> timeline.rowAt(nanos) >= 0)
                    .mapToDouble(timeline -> value.of(timeline, timeline.rowAt(nanos))));
            times[row] = nanos;
            means[row] = estimate.mean();
            // no value over time is negative, and no share above one, so neither is what the band says of it
            lower[row] = estimate.hasInterval() ? Math.max(0, estimate.mean() - estimate.halfWidth()) : estimate.mean();
            double above = Math.max(most, estimate.mean());
            upper[row] =
                    estimate.hasInterval() ? Math.min(above, estimate.mean() + estimate.halfWidth()) : estimate.mean();
        }
        TimeSeries series = TimeSeries.of(scheduler, times, means);
        return group.size() == 1 ? series : series.withBand(lower, upper);
    }

    /** What a row of a timeline says. */
    @FunctionalInterface
    interface RowValue {
        double of(Timeline timeline, int row);
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
                curves(RunResult::queueingDelay, 1e9));
    }

    private Chart slowdown() {
        return new CdfChart(
                "Slowdown",
                workload + ", (waiting + running) / running",
                "Slowdown",
                Quantity.NUMBER,
                "Share of tasks",
                curves(RunResult::slowdown, RunResult.SLOWDOWN_UNIT));
    }

    /** Returns the distribution under each scheduler, all replications together. */
    private List<CdfSeries> curves(Function<RunResult, CensoredHistogram> of, double unit) {
        List<CdfSeries> series = new ArrayList<>();
        groups.forEach((scheduler, group) -> {
            var together = new CensoredHistogram();
            group.forEach(run -> together.merge(of.apply(run.result())));
            DistributionCurve curve = together.cdf();
            if (together.count() > 0 && together.observedCount() == 0) { // there were some, and none is over
                series.add(CdfSeries.ofSteps(scheduler, new double[] {0}, new double[] {0}));
                return;
            }
            series.add(CdfSeries.ofSteps(
                    scheduler,
                    DoubleStream.of(curve.nanos()).map(nanos -> nanos / unit).toArray(),
                    curve.probabilities()));
        });
        return series;
    }

    private Chart heatmap(RunSummary run, boolean replicated) {
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
                replicated ? workload + ", first replication" : workload,
                nodesLabel(result),
                "Allocated",
                Quantity.SHARE,
                new HeatGrid(names, columns > 0 ? timeline.timeNanos(0) : 0, width, values));
    }

    /** Whether nodes came, before the window too. */
    private static boolean grew(RunResult result) {
        ElasticFigures elastic = result.elastic();
        Timeline timeline = result.timeline();
        int up = result.timelineColumns().indexOf("nodes_up");
        return elastic != null
                && (elastic.fleet().added() > 0
                        || IntStream.range(0, timeline.rows())
                                .anyMatch(row -> timeline.value(row, up) > timeline.value(0, up)));
    }

    private static String nodesLabel(RunResult result) {
        Timeline timeline = result.timeline();
        int groups = timeline.heatRows();
        if (grew(result)) {
            int each = timeline.heatNodesEach();
            return each == 1 ? "Nodes as they came" : "Nodes as they came, " + each + " in a row";
        }
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
            case "pods" -> "Pod slots";
            default -> resource;
        };
    }
}
