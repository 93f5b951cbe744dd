package io.wavetank.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Charts of every kind, ordinary and awkward, for tests and for looking at ({@link Gallery}). */
final class SampleCharts {
    static final long HOUR = 3_600_000_000_000L;
    private static final List<String> SCHEDULERS = List.of(
            "first-fit",
            "best-fit",
            "worst-fit",
            "random",
            "power-of-2-choices",
            "kubernetes",
            "dot-product",
            "l2-norm-difference");

    private SampleCharts() {}

    static Map<String, Supplier<Chart>> all() {
        Map<String, Supplier<Chart>> charts = new LinkedHashMap<>();
        charts.put("time-band", SampleCharts::bands);
        charts.put("time-step-8", SampleCharts::manySteps);
        charts.put("time-one", SampleCharts::oneSeries);
        charts.put("time-constant", SampleCharts::constant);
        charts.put("time-huge", () -> scaled("Huge values", 1e24));
        charts.put("time-tiny", () -> scaled("Tiny values", 1e-12));
        charts.put("time-millions", () -> scaled("Millions", 4.2e7));
        charts.put("time-long-names", SampleCharts::longNames);
        charts.put("time-gaps", SampleCharts::gaps);
        charts.put("time-instant", SampleCharts::instant);
        charts.put("cdf-log-zero", SampleCharts::cdf);
        charts.put("cdf-linear", SampleCharts::cdfLinear);
        charts.put("cdf-zeros-only", SampleCharts::cdfZeros);
        charts.put("bars-groups", SampleCharts::bars);
        charts.put("bars-8", SampleCharts::bars8);
        charts.put("bars-one", SampleCharts::barsLying);
        charts.put("bars-seconds", SampleCharts::barsSeconds);
        charts.put("heatmap", () -> heatmap(60, 144));
        charts.put("heatmap-few", () -> heatmap(6, 40));
        charts.put("heatmap-1000", () -> heatmap(1000, 2000));
        charts.put("panels", SampleCharts::panels);
        charts.put("panels-two-arms", SampleCharts::panelsOfTwo);
        charts.put("empty", SampleCharts::empty);
        return charts;
    }

    static PanelChart panels() {
        List<TimeSpan> spans = List.of(new TimeSpan("zone a down", 13 * HOUR, 14 * HOUR));
        return new PanelChart(
                "A day under one autoscaler",
                "web, 3 zones",
                List.of(
                        panel("Requests/s", Quantity.NUMBER, 300, spans, "load"),
                        panel("Replicas", Quantity.NUMBER, 40, spans, "replicas"),
                        panel("Nodes", Quantity.NUMBER, 12, spans, "nodes"),
                        panel("p99", Quantity.SECONDS, 0.2, spans, "p99")));
    }

    static PanelChart panelsOfTwo() {
        return new PanelChart(
                "A day under two autoscalers",
                "web, 3 zones",
                List.of(
                        panel("Requests/s", Quantity.NUMBER, 300, List.of(), "load"),
                        panel("Replicas", Quantity.NUMBER, 40, List.of(), "hpa", "kpa"),
                        panel("p99", Quantity.SECONDS, 0.2, List.of(), "hpa", "kpa")));
    }

    private static TimeChart panel(
            String label, Quantity quantity, double level, List<TimeSpan> spans, String... names) {
        List<TimeSeries> series = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            series.add(TimeSeries.of(names[i], times(289, 24 * HOUR), walk(i + names.length, 289, level, level / 30)));
        }
        return new TimeChart("", "", label, quantity, TimeChart.Shape.STEP, series, spans);
    }

    static TimeChart empty() {
        return new TimeChart("Pending tasks", "first-fit", "Tasks", Quantity.NUMBER, TimeChart.Shape.STEP, List.of());
    }

    static TimeChart bands() {
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            double[] values = walk(s, 145, 0.3 + 0.18 * s, 0.02);
            series.add(TimeSeries.of(SCHEDULERS.get(s), times(145, 24 * HOUR), values)
                    .withBand(plus(values, -0.03 - 0.01 * s), plus(values, 0.03 + 0.01 * s)));
        }
        return new TimeChart(
                "CPU allocation through the day",
                "Mean and 95% confidence band over 30 replications",
                "CPU allocated",
                Quantity.SHARE,
                TimeChart.Shape.LINE,
                series);
    }

    static TimeChart manySteps() {
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            double[] values = walk(s, 60, 4000 + 900 * s, 300);
            series.add(TimeSeries.of(SCHEDULERS.get(s), times(60, 40 * 60_000_000_000L), values));
        }
        return new TimeChart(
                "Pending tasks",
                "openb default, 8152 tasks on 1523 nodes",
                "Tasks pending",
                Quantity.NUMBER,
                TimeChart.Shape.STEP,
                series);
    }

    static TimeChart oneSeries() {
        return new TimeChart(
                "Memory allocated",
                "kubernetes, one run",
                "Memory",
                Quantity.BYTES,
                TimeChart.Shape.STEP,
                List.of(TimeSeries.of("kubernetes", times(200_000, 31 * 24 * HOUR), walk(1, 200_000, 3e13, 1e10))));
    }

    static TimeChart constant() {
        double[] values = new double[2];
        Arrays.fill(values, 1.0);
        return new TimeChart(
                "Nodes up",
                "a constant",
                "Nodes up",
                Quantity.SHARE,
                TimeChart.Shape.STEP,
                List.of(
                        TimeSeries.of("all", times(2, 90_000_000_000L), values),
                        TimeSeries.of("none", times(2, 90_000_000_000L), new double[2])));
    }

    static TimeChart scaled(String title, double scale) {
        double[] values =
                Arrays.stream(walk(3, 80, 1, 0.05)).map(v -> v * scale).toArray();
        return new TimeChart(
                title,
                "",
                "Something",
                Quantity.NUMBER,
                TimeChart.Shape.LINE,
                List.of(TimeSeries.of("a", times(80, 500_000_000L), values)));
    }

    static TimeChart longNames() {
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            String name = "kubernetes{profile=most-allocated, percentageOfNodesToScore=" + (10 * s)
                    + ", weights=cpu:1,memory:" + s + "}";
            series.add(TimeSeries.of(name, times(60, 7 * 24 * HOUR), walk(s, 60, 0.4 + 0.05 * s, 0.02)));
        }
        return new TimeChart(
                "A title that is much longer than any title ought to be, which nevertheless happens when a scenario's name goes into it",
                "GPU allocation; every profile of the default scheduler that the sweep of last week had looked at, side by side, on the full trace",
                "GPUs allocated",
                Quantity.SHARE,
                TimeChart.Shape.LINE,
                series);
    }

    static TimeChart gaps() {
        double[] values = walk(5, 100, 120, 10);
        Arrays.fill(values, 40, 60, Double.NaN);
        return new TimeChart(
                "Queueing delay over time",
                "p95 of the tasks that start in each window",
                "Delay",
                Quantity.SECONDS,
                TimeChart.Shape.LINE,
                List.of(TimeSeries.of("first-fit", times(100, 10 * HOUR), values)
                        .withBand(plus(values, -9), plus(values, 30))));
    }

    static TimeChart instant() {
        return new TimeChart(
                "One instant",
                "all at the same time",
                "Tasks",
                Quantity.NUMBER,
                TimeChart.Shape.STEP,
                List.of(TimeSeries.of("a", new long[] {5, 5}, new double[] {1, 2})));
    }

    static CdfChart cdf() {
        List<CdfSeries> series = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            SplittableRandom random = new SplittableRandom(s);
            double scale = s + 1.0;
            double[] waits = random.doubles(20_000)
                    .map(u -> u < 0.2 + 0.1 * scale ? 0 : scale * 20 * StrictMath.pow(1 / (1.0000001 - u) - 1, 1.3))
                    .toArray();
            series.add(CdfSeries.ofSamples(SCHEDULERS.get(s), waits));
        }
        return new CdfChart(
                "Queueing delay",
                "20,000 tasks each",
                "Time from submission to start",
                Quantity.SECONDS,
                "Share of tasks",
                series);
    }

    static CdfChart cdfLinear() {
        double[] slow = IntStream.rangeClosed(1, 200).mapToDouble(i -> 60 + i).toArray();
        return new CdfChart(
                "Completion time",
                "",
                "Time from submission to end",
                Quantity.SECONDS,
                "Share of tasks",
                List.of(
                        CdfSeries.ofSamples("random", slow),
                        CdfSeries.ofSteps("censored", new double[] {80, 150, 200}, new double[] {0.3, 0.5, 0.7})));
    }

    static CdfChart cdfZeros() {
        return new CdfChart(
                "Queueing delay",
                "nobody waits",
                "Time from submission to start",
                Quantity.SECONDS,
                "Share of tasks",
                List.of(CdfSeries.ofSamples("first-fit", new double[100])));
    }

    static BarChart bars() {
        List<BarSeries> series = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            List<BarSeries.Bar> bars = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                double value = 12 + 9.13 * c + 4 * s;
                bars.add(BarSeries.Bar.of(value, value - 2, value + 3.5));
            }
            series.add(new BarSeries(SCHEDULERS.get(s), bars));
        }
        return new BarChart(
                "p95 queueing delay by scheduler and scenario",
                "Bars: mean of 30 replications; whiskers: 95% confidence interval",
                "p95 delay",
                Quantity.SECONDS,
                "Scheduler",
                List.of("steady", "burst", "rack loss", "drain"),
                series);
    }

    static BarChart bars8() {
        List<BarSeries> series = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            series.add(BarSeries.of(
                    SCHEDULERS.get(s), 0.9 - 0.05 * s, 0.8 - 0.03 * s, s == 2 ? Double.NaN : 0.85 - 0.1 * s));
        }
        return new BarChart(
                "Allocation by resource",
                "Time-weighted mean over the window",
                "Allocated",
                Quantity.SHARE,
                "Scheduler",
                List.of("CPU", "memory", "GPU"),
                series);
    }

    static BarChart barsLying() {
        List<BarSeries.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>(SCHEDULERS);
        names.set(5, "kubernetes{profile=most-allocated, percentageOfNodesToScore=10}");
        for (int i = 0; i < names.size(); i++) {
            double value = 1234 * (i + 1.0);
            bars.add(BarSeries.Bar.of(value, value * 0.9, value * 1.15));
        }
        return new BarChart(
                "Tasks never placed",
                "Mean of 10 replications; whiskers: 95% confidence interval",
                "Tasks",
                Quantity.NUMBER,
                "Scheduler",
                names,
                List.of(new BarSeries("never placed", bars)));
    }

    static BarChart barsSeconds() {
        return new BarChart(
                "Queueing delay",
                "per task",
                "Delay",
                Quantity.SECONDS,
                "Scheduler",
                List.of("mean", "p50", "p90", "p95", "p99"),
                List.of(
                        BarSeries.of("first-fit", 312, 0, 700, 1200, 9000.5),
                        BarSeries.of("best-fit", 250, 0, 650, 900, 7000.25)));
    }

    static HeatmapChart heatmap(int rows, int columns) {
        double[][] values = new double[rows][];
        List<String> names = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values[row] = walk(row, columns, 0.5, 0.05);
            names.add(rows < 10 ? "V100M32 group " + row : "node-" + row);
            if (row > rows / 2 && row < rows * 0.65) {
                Arrays.fill(values[row], columns / 2, columns * 2 / 3, Double.NaN);
            }
        }
        return new HeatmapChart(
                "Node allocation over time",
                rows + " node groups",
                "Node group",
                "CPU allocated",
                Quantity.SHARE,
                new HeatGrid(names, 0, 24 * HOUR / columns, values));
    }

    private static long[] times(int count, long spanNanos) {
        return IntStream.range(0, count)
                .mapToLong(i -> spanNanos / Math.max(1, count - 1) * i)
                .toArray();
    }

    private static double[] walk(long seed, int count, double start, double step) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        double value = start;
        for (int i = 0; i < count; i++) {
            value += step * (random.nextDouble() - 0.5) + 0.02 * (start - value);
            values[i] = Math.max(0, value);
        }
        return values;
    }

    private static double[] plus(double[] values, double more) {
        return Arrays.stream(values).map(value -> value + more).toArray();
    }
}
