package io.wavetank.report.chart;

import java.util.List;

/**
 * Values over simulated time, one line for each series, such as allocation or the number of pending tasks.
 *
 * @param valueLabel what the vertical axis shows, without the unit, which comes from {@code quantity}
 * @param shape how a line goes from one point to the next
 * @param spans stretches of time that are set off
 * @param timeLabel what the horizontal axis shows, without the unit
 */
public record TimeChart(
        String title,
        String subtitle,
        String valueLabel,
        Quantity quantity,
        Shape shape,
        List<TimeSeries> series,
        List<TimeSpan> spans,
        String timeLabel)
        implements Chart {
    /** What the axis of charts of runs shows. */
    static final String SIMULATED = "Simulated time";

    /** How a line goes from one point to the next. */
    public enum Shape {
        /** Straight, for samples and means over windows. */
        LINE,
        /** A value holds until the next one, for states of the system. */
        STEP
    }

    /** Creates the chart; the lists are copied. */
    public TimeChart {
        series = List.copyOf(series);
        spans = List.copyOf(spans);
    }

    /** Creates a chart over simulated time. */
    public TimeChart(
            String title,
            String subtitle,
            String valueLabel,
            Quantity quantity,
            Shape shape,
            List<TimeSeries> series,
            List<TimeSpan> spans) {
        this(title, subtitle, valueLabel, quantity, shape, series, spans, SIMULATED);
    }

    /** Creates a chart over simulated time in which no stretch of it is set off. */
    public TimeChart(
            String title, String subtitle, String valueLabel, Quantity quantity, Shape shape, List<TimeSeries> series) {
        this(title, subtitle, valueLabel, quantity, shape, series, List.of());
    }

    /** Returns the same over another time than the simulated one. */
    public TimeChart over(String time) {
        return new TimeChart(title, subtitle, valueLabel, quantity, shape, series, spans, time);
    }

    @Override
    public boolean isEmpty() {
        for (TimeSeries line : series) {
            for (int i = 0; i < line.size(); i++) {
                if (Double.isFinite(line.value(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String data() {
        boolean bounds = series.stream().anyMatch(TimeSeries::hasBounds);
        CsvText csv = new CsvText().header("series,t_ns,value,lower,upper" + (bounds ? ",at_least" : ""));
        for (TimeSeries line : series) {
            for (int i = 0; i < line.size(); i++) {
                csv.field(line.name()).field(line.atNanos(i)).field(line.value(i));
                csv.field(line.hasBand() ? line.lower(i) : Double.NaN);
                csv.field(line.hasBand() ? line.upper(i) : Double.NaN);
                if (bounds) {
                    csv.field(line.atLeast(i) ? 1L : 0L);
                }
                csv.endLine();
            }
        }
        return csv.toString();
    }
}
