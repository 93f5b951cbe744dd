package io.wavetank.report.chart;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** Builds the JFreeChart of each kind of chart: axes from the data, a painter for what lies between them, a legend. */
final class Drawing {
    private static final int NAME_LENGTH_MAX = 96;
    private static final int NUMBERS_MAX = 10;
    /** How many names stand side by side under bars; and how long those of more are at most, over the height of the chart. */
    private static final int UPRIGHT_MAX = 8;

    private static final float SLANTED_WIDTH = 0.3f;
    private static final int[] ROUND = {1, 2, 5};

    private Drawing() {}

    static JFreeChart of(Chart chart) {
        if (chart.isEmpty()) {
            return empty(chart);
        } else if (chart instanceof TimeChart time) {
            return time(time);
        } else if (chart instanceof CdfChart cdf) {
            return cdf(cdf);
        } else if (chart instanceof BarChart bars) {
            return bars(bars);
        } else if (chart instanceof HeatmapChart heatmap) {
            return heatmap(heatmap);
        } else if (chart instanceof XyChart points) {
            return points(points);
        } else if (chart instanceof PanelChart panels) {
            return new PanelDrawing(panels).draw();
        } else if (chart instanceof ParetoChart choices) {
            return ParetoDrawing.of(choices);
        }
        throw new IllegalStateException("No drawing for " + chart.getClass());
    }

    private static JFreeChart points(XyChart chart) {
        XyScales scales = XyScales.of(chart);
        XYPlot plot = plot(
                new TickAxis(chart.x().label(), scales.domain()),
                new TickAxis(chart.y().label(), scales.range()),
                new LinePainter(scales.lines()));
        return HouseStyle.chart(
                chart,
                plot,
                lineLegend(chart.series().stream().map(XySeries::name).toList()));
    }

    private static JFreeChart empty(Chart chart) {
        AxisScale scale = new AxisScale(0, 1, List.of(), "");
        XYPlot plot = plot(new TickAxis("", scale), new TickAxis("", scale), new NoDataPainter());
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        return HouseStyle.chart(chart, plot, new LegendItemCollection());
    }

    private static JFreeChart time(TimeChart chart) {
        List<Polyline> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Extent values = new Extent();
        for (TimeSeries series : chart.series()) {
            Polyline line = Polyline.of(series, chart.shape());
            values.add(line.ys());
            values.add(line.lower());
            values.add(line.upper());
            lines.add(line);
            names.add(series.name());
        }
        AxisScale range = AxisScale.values(values.min(), values.max(), chart.quantity());
        XYPlot plot = plot(
                new TickAxis(chart.timeLabel(), timeScale(chart.series())),
                new TickAxis(chart.valueLabel(), range),
                new LinePainter(lines, grounds(chart)));
        LegendItemCollection legend = lineLegend(names);
        List<String> kinds = kinds(chart);
        for (int i = 0; i < kinds.size(); i++) {
            legend.add(square(kinds.get(i), HouseStyle.groundColor(i)));
        }
        return HouseStyle.chart(chart, plot, legend);
    }

    private static List<String> kinds(TimeChart chart) {
        return chart.spans().stream().map(TimeSpan::name).distinct().toList();
    }

    private static List<LinePainter.Ground> grounds(TimeChart chart) {
        List<String> kinds = kinds(chart);
        return chart.spans().stream()
                .map(span -> new LinePainter.Ground(
                        span.fromNanos() / 1e9, span.toNanos() / 1e9, kinds.indexOf(span.name())))
                .toList();
    }

    static AxisScale timeScale(List<TimeSeries> series) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (TimeSeries line : series) {
            if (line.size() > 0) {
                first = Math.min(first, line.atNanos(0));
                last = Math.max(last, line.atNanos(line.size() - 1));
            }
        }
        return AxisScale.time(first, last);
    }

    private static JFreeChart cdf(CdfChart chart) {
        double minPositive = Double.POSITIVE_INFINITY;
        double max = 0;
        boolean withZero = false;
        List<String> names = new ArrayList<>();
        for (CdfSeries series : chart.series()) {
            names.add(series.size() == 0 ? series.name() + " (none)" : series.name());
            for (int i = 0; i < series.size(); i++) {
                double value = series.value(i);
                withZero |= value == 0;
                minPositive = value > 0 ? Math.min(minPositive, value) : minPositive;
                max = Math.max(max, value);
            }
        }
        boolean logarithmic = max / minPositive >= 100;
        LogScale log = logarithmic ? LogScale.of(minPositive, max, withZero, chart.quantity()) : null;
        AxisScale domain = log == null ? AxisScale.values(0, max, chart.quantity()) : log.scale();
        List<Polyline> lines = new ArrayList<>();
        for (CdfSeries series : chart.series()) {
            lines.add(distribution(series, log, domain));
        }
        List<AxisTick> ticks = new ArrayList<>();
        for (int percent : new int[] {0, 25, 50, 75, 90, 100}) {
            ticks.add(new AxisTick(percent / 100.0, percent + "%"));
        }
        XYPlot plot = plot(
                new TickAxis(chart.valueLabel(), domain),
                new TickAxis(chart.shareLabel(), new AxisScale(0, 1, ticks, "")),
                new LinePainter(lines));
        return HouseStyle.chart(chart, plot, lineLegend(names));
    }

    /**
     * Returns a line that begins at the left end and ends with its last step, or at the right end if it reaches all observations by then, or none: no line for no
     * observations.
     */
    static Polyline distribution(CdfSeries series, @Nullable LogScale log, AxisScale domain) {
        int size = series.size();
        if (size == 0) {
            return Polyline.distribution(new double[0], new double[0]);
        }
        double last = series.share(size - 1);
        boolean goesOn = last == 1 || last == 0;
        double[] xs = new double[size + (goesOn ? 2 : 1)];
        double[] shares = new double[xs.length];
        xs[0] = domain.lower();
        for (int i = 0; i < size; i++) {
            xs[i + 1] = log == null ? series.value(i) : log.position(series.value(i));
            shares[i + 1] = series.share(i);
        }
        if (goesOn) {
            xs[size + 1] = domain.upper();
            shares[size + 1] = last;
        }
        return Polyline.distribution(xs, shares);
    }

    private static JFreeChart bars(BarChart chart) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        Extent values = new Extent();
        List<String> names = new ArrayList<>();
        for (int row = 0; row < chart.series().size(); row++) {
            BarSeries series = chart.series().get(row);
            names.add(series.name());
            for (int column = 0; column < series.bars().size(); column++) {
                BarSeries.Bar bar = series.bars().get(column);
                values.add(bar.value());
                BarSeries.Whisker whisker = bar.whisker();
                if (whisker != null) {
                    values.add(whisker.lower());
                    values.add(whisker.upper());
                }
                Number shown = Double.isFinite(bar.value()) ? (Number) bar.value() : null;
                data.addValue(
                        shown,
                        (Integer) row,
                        new Category(column, chart.categories().get(column)));
            }
        }
        boolean lying = chart.series().size() == 1;
        AxisScale range =
                AxisScale.values(values.min(), values.max(), chart.quantity()).withHeadRoom(values.max());
        AxisUnit unit = AxisUnit.of(chart.quantity(), Math.max(values.max(), -values.min()));
        CategoryAxis domain = new CategoryAxis();
        domain.setCategoryMargin(0.22);
        domain.setLowerMargin(0.02);
        domain.setUpperMargin(0.02);
        domain.setMaximumCategoryLabelLines(3);
        domain.setMaximumCategoryLabelWidthRatio(lying ? 0.5f : 0f);
        ValueAxis valueAxis = new TickAxis(chart.valueLabel(), range);
        WhiskerBarRenderer renderer = new WhiskerBarRenderer(chart.series(), unit, chart.quantity());
        renderer.setItemMargin(0.08);
        renderer.setMaximumBarWidth(0.09);
        CategoryPlot plot = new CategoryPlot(data, domain, valueAxis, renderer);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setOrientation(lying ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL);
        LegendItemCollection legend = lying ? new LegendItemCollection() : squareLegend(names);
        JFreeChart drawn = HouseStyle.chart(chart, plot, legend);
        if (!lying && data.getColumnCount() > UPRIGHT_MAX) {
            domain.setCategoryLabelPositions(
                    CategoryLabelPositions.UP_45); // side by side they would be broken within words
            domain.setMaximumCategoryLabelLines(1);
            domain.setMaximumCategoryLabelWidthRatio(SLANTED_WIDTH);
        }
        return drawn;
    }

    /** Whether the rows are named by their numbers, from 1. */
    private static boolean numbered(List<String> rows) {
        return IntStream.range(0, rows.size()).allMatch(row -> rows.get(row).equals(Integer.toString(row + 1)));
    }

    /** The least round number of which so many rows hold few multiples. */
    private static int step(int rows) {
        for (int power = 1; ; power *= 10) {
            for (int digit : ROUND) {
                if (rows / (power * digit) <= NUMBERS_MAX) {
                    return power * digit;
                }
            }
        }
    }

    private static JFreeChart heatmap(HeatmapChart chart) {
        HeatGrid grid = chart.grid();
        Extent values = new Extent();
        boolean gaps = false;
        for (int row = 0; row < grid.rows().size(); row++) {
            for (int column = 0; column < grid.columnCount(); column++) {
                double value = grid.value(row, column);
                values.add(value);
                gaps |= !Double.isFinite(value);
            }
        }
        double max = chart.quantity() == Quantity.SHARE ? Math.max(1, values.max()) : values.max();
        AxisScale colors = AxisScale.values(values.min(), max, chart.quantity());
        int rows = grid.rows().size();
        List<AxisTick> names = new ArrayList<>();
        int step = numbered(grid.rows()) ? step(rows) : 1;
        for (int row = 0; row < rows; row++) {
            if ((row + 1) % step == 0) {
                names.add(
                        0, new AxisTick(rows - row - 0.5, shortened(grid.rows().get(row), 28)));
            }
        }
        AxisScale time = AxisScale.time(grid.startNanos(), grid.startNanos() + grid.columnCount() * grid.columnNanos());
        XYPlot plot = plot(
                new TickAxis(TimeChart.SIMULATED, time),
                new TickAxis(chart.rowLabel(), new AxisScale(0, rows, names, "")),
                new HeatPainter(grid, colors.lower(), colors.upper()));
        plot.setRangeGridlinesVisible(false);
        plot.setRangeAxis(1, new RampAxis(chart.valueLabel(), colors));
        plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
        LegendItemCollection legend = new LegendItemCollection();
        if (gaps) {
            legend.add(square("no data", Viridis.NO_DATA));
        }
        return HouseStyle.chart(chart, plot, legend);
    }

    private static XYPlot plot(ValueAxis domain, ValueAxis range, Painter painter) {
        XYPlot plot = new XYPlot(null, domain, range, null);
        plot.addAnnotation(painter);
        return plot;
    }

    static LegendItemCollection lineLegend(List<String> names) {
        LegendItemCollection items = new LegendItemCollection();
        for (int i = 0; i < names.size(); i++) {
            items.add(lineItem(names.get(i), i));
        }
        return items;
    }

    /** A line of a legend: its name and its look. */
    static LegendItem lineItem(String name, int look) {
        return new LegendItem(
                shortened(name, NAME_LENGTH_MAX),
                null,
                null,
                null,
                new Line2D.Double(-15, 0, 15, 0),
                HouseStyle.stroke(look, 2f),
                HouseStyle.color(look));
    }

    private static LegendItemCollection squareLegend(List<String> names) {
        LegendItemCollection items = new LegendItemCollection();
        for (int i = 0; i < names.size(); i++) {
            items.add(square(names.get(i), HouseStyle.color(i)));
        }
        return items;
    }

    static LegendItem square(String name, Color color) {
        return new LegendItem(shortened(name, NAME_LENGTH_MAX), null, null, null, HouseStyle.legendSquare(), color);
    }

    /** Shortens in the middle, as names of policies differ at both ends. */
    private static String shortened(String name, int lengthMax) {
        if (name.length() <= lengthMax) {
            return name;
        }
        int head = lengthMax / 2;
        return name.substring(0, head) + "\u2026" + name.substring(name.length() - (lengthMax - head - 1));
    }
}
