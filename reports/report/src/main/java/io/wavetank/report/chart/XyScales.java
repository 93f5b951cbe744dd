package io.wavetank.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The axes of a chart of points, and its lines in their coordinates. */
record XyScales(AxisScale domain, AxisScale range, List<Polyline> lines) {
    /** Keeps a copy. */
    XyScales {
        lines = List.copyOf(lines);
    }

    static XyScales of(XyChart chart) {
        LogScale logX = chart.logarithmic() ? log(chart, true) : null;
        LogScale logY = chart.logarithmic() ? log(chart, false) : null;
        List<Polyline> lines = new ArrayList<>();
        for (XySeries series : chart.series()) {
            double[] xs = new double[series.size()];
            double[] ys = new double[series.size()];
            double[] lower = new double[series.size()];
            double[] upper = new double[series.size()];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = placed(logX).applyAsDouble(series.x(i));
                ys[i] = placed(logY).applyAsDouble(series.y(i));
                lower[i] = placed(logY).applyAsDouble(series.lower(i));
                upper[i] = placed(logY).applyAsDouble(series.upper(i));
            }
            lines.add(new Polyline(xs, ys, lower, upper, series.hasBand()));
        }
        return new XyScales(scale(chart, true, logX), scale(chart, false, logY), lines);
    }

    private static DoubleUnaryOperator placed(@Nullable LogScale log) {
        return log == null ? DoubleUnaryOperator.identity() : log::position;
    }

    private static AxisScale scale(XyChart chart, boolean horizontal, @Nullable LogScale log) {
        if (log != null) {
            return log.scale();
        }
        Extent extent = new Extent();
        for (XySeries series : chart.series()) {
            extent.add(values(series, horizontal));
            if (!horizontal) {
                extent.add(IntStream.range(0, series.size())
                        .mapToDouble(series::upper)
                        .toArray());
            }
        }
        return AxisScale.values(
                extent.min(), extent.max(), axis(chart, horizontal).quantity());
    }

    private static LogScale log(XyChart chart, boolean horizontal) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        boolean withZero = false;
        for (XySeries series : chart.series()) {
            for (double value : values(series, horizontal)) {
                withZero |= value == 0;
                least = value > 0 ? Math.min(least, value) : least;
                most = Double.isFinite(value) ? Math.max(most, value) : most;
            }
            for (int i = 0; !horizontal && i < series.size(); i++) {
                most = Double.isFinite(series.upper(i)) ? Math.max(most, series.upper(i)) : most;
            }
        }
        double low = most > least ? least : 1;
        double high = most > least ? most : 10;
        return LogScale.of(low, high, withZero, axis(chart, horizontal).quantity());
    }

    private static XyChart.Axis axis(XyChart chart, boolean horizontal) {
        return horizontal ? chart.x() : chart.y();
    }

    private static double[] values(XySeries series, boolean horizontal) {
        double[] values = new double[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = horizontal ? series.x(i) : series.y(i);
        }
        return values;
    }
}
