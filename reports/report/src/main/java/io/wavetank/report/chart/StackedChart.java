package io.wavetank.report.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Parts of a whole over simulated time, stacked: the first layer lies at the bottom. All layers share their times.
 *
 * @param valueLabel what the height shows, without the unit
 * @param layers series on one time grid, not negative and without bands
 * @param capacity where a dashed line is drawn for what there is in all
 */
public record StackedChart(
        String title,
        String subtitle,
        String valueLabel,
        Quantity quantity,
        List<TimeSeries> layers,
        OptionalDouble capacity)
        implements Chart {

    /** Creates the chart; the list is copied. */
    public StackedChart {
        layers = List.copyOf(layers);
        for (TimeSeries layer : layers) {
            requireFits(layers.get(0), layer);
        }
    }

    private static void requireFits(TimeSeries grid, TimeSeries layer) {
        Check.sameLength("layer " + layer.name(), grid.size(), layer.size());
        for (int i = 0; i < layer.size(); i++) {
            if (layer.atNanos(i) != grid.atNanos(i)) {
                throw new IllegalArgumentException("Layer " + layer.name() + " has another time at index " + i + ": "
                        + layer.atNanos(i) + " instead of " + grid.atNanos(i));
            }
            if (layer.value(i) < 0) {
                throw new IllegalArgumentException(
                        "Layer " + layer.name() + " is negative at index " + i + ": " + layer.value(i));
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return new TimeChart(title, subtitle, valueLabel, quantity, TimeChart.Shape.LINE, layers).isEmpty();
    }

    @Override
    public String data() {
        CsvText csv = new CsvText().field("t_ns");
        layers.forEach(layer -> csv.field(layer.name()));
        csv.endLine();
        for (int i = 0; !layers.isEmpty() && i < layers.get(0).size(); i++) {
            csv.field(layers.get(0).atNanos(i));
            for (TimeSeries layer : layers) {
                csv.field(layer.value(i));
            }
            csv.endLine();
        }
        return csv.toString();
    }
}
