package io.wavetank.report.page;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.CdfSeries;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.HeatGrid;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.PanelChart;
import io.wavetank.report.chart.ParetoChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.chart.XySeries;
import io.wavetank.report.result.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The data of a chart as a table short enough to read: of a long one evenly chosen rows.
 *
 * @param table the table
 * @param note what was left out, and where all of it is
 */
record ChartTable(DataTable table, String note) {
    static final int MOST_ROWS = 50;
    private static final int MOST_HEAT_ROWS = 25;
    private static final int MOST_HEAT_COLUMNS = 12;
    /** A probability that falls short by no more counts as reached. */
    private static final double SLACK = 1e-12;

    private static final double[] SHARES = {
        0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 0.999, 1
    };
    /** The charts whose samples are those of the requests. */
    private static final Set<String> OF_REQUESTS = Set.of(RequestCharts.LATENCY, RequestCharts.REQUESTS);

    /**
     * Returns the data of a chart.
     *
     * @param name of its file, without ending
     */
    static ChartTable of(String name, Chart chart) {
        String samples = "All samples are in " + (OF_REQUESTS.contains(name) ? "traffic" : "timeline") + ".csv.gz.";
        if (chart instanceof TimeChart time) {
            return overTime(
                    time.title(), time.quantity(), time.series(), time.shape() == TimeChart.Shape.STEP, samples);
        } else if (chart instanceof CdfChart cdf) {
            return distribution(cdf);
        } else if (chart instanceof BarChart bars) {
            return bars(bars);
        } else if (chart instanceof HeatmapChart heat) {
            return heat(heat);
        } else if (chart instanceof XyChart points) {
            return points(points);
        } else if (chart instanceof PanelChart panels) {
            return panels(panels);
        } else if (chart instanceof ParetoChart choices) {
            return choices(choices);
        }
        throw new IllegalStateException("No table for " + chart.getClass());
    }

    private static ChartTable points(XyChart chart) {
        List<List<String>> rows = new ArrayList<>();
        int all = 0;
        for (XySeries line : chart.series()) {
            all += line.size();
            for (int chosen :
                    spread(line.size(), MOST_ROWS / Math.max(1, chart.series().size()))) {
                rows.add(List.of(
                        line.name(),
                        print(chart.x().quantity(), line.x(chosen)),
                        print(chart.y().quantity(), line.y(chosen))));
            }
        }
        return new ChartTable(
                new DataTable(
                        chart.title(),
                        "Line",
                        heads(List.of(chart.x().label(), chart.y().label())),
                        rows),
                thinned(rows.size(), all, "points"));
    }

    private static ChartTable choices(ParetoChart chart) {
        List<List<String>> rows = new ArrayList<>();
        for (ParetoChart.Panel panel : chart.panels()) {
            for (ParetoChart.Choice choice : panel.choices()) {
                rows.add(List.of(
                        choice.name(),
                        print(chart.x().quantity(), choice.x().value()),
                        panel.y().label(),
                        (choice.y().atLeast() ? ">=" : "")
                                + print(panel.y().quantity(), choice.y().value()),
                        panel.onFront(choice) ? "yes" : "no"));
            }
        }
        return new ChartTable(
                new DataTable(
                        chart.title(), "Choice", heads(List.of(chart.x().label(), "Against", "Value", "Front")), rows),
                "All figures are in summary.json.");
    }

    private static ChartTable overTime(
            String title, Quantity quantity, List<TimeSeries> series, boolean holds, String samples) {
        var instants = new TreeSet<Long>();
        series.forEach(line -> IntStream.range(0, line.size()).forEach(i -> instants.add(line.atNanos(i))));
        long[] all = instants.stream().mapToLong(Long::longValue).toArray();
        var clock = new Clock(all.length == 0 ? 0 : all[all.length - 1]);
        List<List<String>> rows = new ArrayList<>();
        for (int chosen : spread(all.length, MOST_ROWS)) {
            List<String> row = new ArrayList<>();
            row.add(clock.text(all[chosen]));
            series.forEach(line -> row.add(at(quantity, line, all[chosen], holds)));
            rows.add(row);
        }
        return new ChartTable(
                new DataTable(
                        title,
                        clock.head(),
                        heads(series.stream().map(TimeSeries::name).toList()),
                        rows),
                thinned(rows.size(), all.length, "instants") + samples);
    }

    private static ChartTable panels(PanelChart chart) {
        var instants = new TreeSet<Long>();
        List<String> names = new ArrayList<>();
        for (TimeChart panel : chart.panels()) {
            for (TimeSeries line : panel.series()) {
                IntStream.range(0, line.size()).forEach(i -> instants.add(line.atNanos(i)));
                names.add(panel.valueLabel() + (panel.series().size() == 1 ? "" : ", " + line.name()));
            }
        }
        long[] all = instants.stream().mapToLong(Long::longValue).toArray();
        var clock = new Clock(all.length == 0 ? 0 : all[all.length - 1]);
        List<List<String>> rows = new ArrayList<>();
        for (int chosen : spread(all.length, MOST_ROWS)) {
            List<String> row = new ArrayList<>();
            row.add(clock.text(all[chosen]));
            for (TimeChart panel : chart.panels()) {
                boolean holds = panel.shape() == TimeChart.Shape.STEP;
                panel.series().forEach(line -> row.add(at(panel.quantity(), line, all[chosen], holds)));
            }
            rows.add(row);
        }
        return new ChartTable(
                new DataTable(chart.title(), clock.head(), heads(names), rows),
                thinned(rows.size(), all.length, "instants"));
    }

    /** The value at an instant, or where values hold, the last one before it; "-" outside the series. */
    private static String at(Quantity quantity, TimeSeries line, long nanos, boolean holds) {
        int low = 0;
        int high = line.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (line.atNanos(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = low - 1;
        boolean known = at >= 0 && (line.atNanos(at) == nanos || (holds && at + 1 < line.size()));
        return known ? (line.atLeast(at) ? ">=" : "") + print(quantity, line.value(at)) : print(quantity, Double.NaN);
    }

    private static ChartTable distribution(CdfChart chart) {
        List<List<String>> rows = new ArrayList<>();
        for (double share : SHARES) {
            List<String> row = new ArrayList<>();
            row.add(Figures.text(share * 100) + "%");
            chart.series().forEach(line -> row.add(print(chart.quantity(), reaching(line, share))));
            rows.add(row);
        }
        List<String> names = chart.series().stream().map(CdfSeries::name).toList();
        return new ChartTable(
                new DataTable(chart.title(), chart.shareLabel() + " at or below", heads(names), rows),
                "The smallest value that a share of the tasks stays within; \"-\": not reached, as too many tasks are unfinished. "
                        + "Every task is in tasks.csv.gz.");
    }

    private static double reaching(CdfSeries line, double share) {
        for (int i = 0; i < line.size(); i++) {
            if (line.share(i) >= share - SLACK) {
                return line.value(i);
            }
        }
        return Double.NaN;
    }

    private static ChartTable bars(BarChart chart) {
        List<List<String>> rows = new ArrayList<>();
        for (int chosen : spread(chart.categories().size(), MOST_ROWS)) {
            List<String> row = new ArrayList<>();
            row.add(chart.categories().get(chosen));
            for (BarSeries each : chart.series()) {
                BarSeries.Bar bar = each.bars().get(chosen);
                BarSeries.Whisker whisker = bar.whisker();
                String interval = whisker == null
                        ? ""
                        : " (" + print(chart.quantity(), whisker.lower()) + " to "
                                + print(chart.quantity(), whisker.upper()) + ")";
                row.add(print(chart.quantity(), bar.value()) + interval);
            }
            rows.add(row);
        }
        List<String> names = chart.series().stream().map(BarSeries::name).toList();
        return new ChartTable(
                new DataTable(chart.title(), chart.categoryLabel(), heads(names), rows),
                thinned(rows.size(), chart.categories().size(), "rows") + "All figures are in summary.csv.");
    }

    private static ChartTable heat(HeatmapChart chart) {
        HeatGrid grid = chart.grid();
        int[] groups = spread(grid.rows().size(), MOST_HEAT_COLUMNS);
        int[] columns = spread(grid.columnCount(), MOST_HEAT_ROWS);
        var clock = new Clock(grid.startNanos() + Math.max(0, grid.columnCount() - 1) * grid.columnNanos());
        List<List<String>> rows = new ArrayList<>();
        for (int column : columns) {
            List<String> row = new ArrayList<>();
            row.add(clock.text(grid.startNanos() + column * grid.columnNanos()));
            for (int group : groups) {
                row.add(print(chart.quantity(), grid.value(group, column)));
            }
            rows.add(row);
        }
        List<DataTable.Column> heads = IntStream.of(groups)
                .mapToObj(group ->
                        new DataTable.Column(chart.rowLabel(), grid.rows().get(group)))
                .toList();
        return new ChartTable(
                new DataTable(chart.title(), clock.head(), heads, rows),
                thinned(columns.length, grid.columnCount(), "instants")
                        + thinned(groups.length, grid.rows().size(), "groups of nodes")
                        + "Which task ran where and when is in tasks.csv.gz.");
    }

    private static List<DataTable.Column> heads(List<String> names) {
        return names.stream().map(name -> new DataTable.Column("", name)).toList();
    }

    private static String thinned(int shown, int of, String what) {
        return shown == of
                ? ""
                : "Thinned: " + Figures.count(shown) + " of " + Figures.count(of) + " " + what + ", evenly chosen. ";
    }

    /** Returns at most so many of the first n numbers, evenly chosen, the first and the last among them. */
    static int[] spread(int n, int most) {
        return n <= most
                ? IntStream.range(0, n).toArray()
                : IntStream.range(0, most)
                        .map(i -> (int) ((long) i * (n - 1) / (most - 1)))
                        .toArray();
    }

    private static String print(Quantity quantity, double value) {
        return switch (quantity) {
            case NUMBER -> Figures.short3(value);
            case SHARE -> Figures.percent(value);
            case SECONDS -> Figures.duration(value);
            case BYTES -> Figures.short3(value / (1L << 30)) + " GiB";
        };
    }

    /** Prints instants of one column in one unit, that of the last. */
    private record Clock(double unitSeconds, String unit) {
        Clock(long lastNanos) {
            this(size(lastNanos / 1e9), name(lastNanos / 1e9));
        }

        private static double size(double seconds) {
            return seconds < 120 ? 1 : seconds < 7200 ? 60 : seconds < 172_800 ? 3600 : 86_400;
        }

        private static String name(double seconds) {
            return seconds < 120 ? "s" : seconds < 7200 ? "min" : seconds < 172_800 ? "h" : "d";
        }

        String head() {
            return "Time, " + unit;
        }

        String text(long nanos) {
            return Figures.fixed(nanos / 1e9 / unitSeconds, 2);
        }
    }
}
