package io.wavetank.report.chart;

import java.util.List;

/**
 * Bars side by side in groups, such as a mean for each scheduler in each scenario, with optional confidence whiskers.
 *
 * <p>One series is drawn as lying bars, one a row, so that long names of categories can be read; several are drawn standing.
 *
 * @param valueLabel what the length of a bar shows, without the unit
 * @param categoryLabel what a group of bars is of, such as {@code Scheduler}; it is not drawn
 * @param categories the groups, in order
 * @param series the colours, each with one bar for each category
 */
public record BarChart(
        String title,
        String subtitle,
        String valueLabel,
        Quantity quantity,
        String categoryLabel,
        List<String> categories,
        List<BarSeries> series)
        implements Chart {

    /** Creates the chart; the lists are copied. */
    public BarChart {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        for (BarSeries each : series) {
            Check.sameLength(
                    "bars of series " + each.name(),
                    categories.size(),
                    each.bars().size());
        }
    }

    @Override
    public boolean isEmpty() {
        return series.stream().flatMap(each -> each.bars().stream()).noneMatch(bar -> Double.isFinite(bar.value()));
    }

    @Override
    public String data() {
        CsvText csv = new CsvText().header("category,series,value,lower,upper");
        for (int i = 0; i < categories.size(); i++) {
            for (BarSeries each : series) {
                BarSeries.Bar bar = each.bars().get(i);
                BarSeries.Whisker whisker = bar.whisker();
                csv.field(categories.get(i)).field(each.name()).field(bar.value());
                csv.field(whisker == null ? Double.NaN : whisker.lower());
                csv.field(whisker == null ? Double.NaN : whisker.upper());
                csv.endLine();
            }
        }
        return csv.toString();
    }
}
