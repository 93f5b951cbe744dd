package io.wavetank.report.chart;

import java.util.List;

/**
 * Cumulative distributions over each other, such as the queueing delay under several schedulers.
 *
 * <p>The horizontal axis is logarithmic when the positive values span a factor of 100 or more. Zero then has a place of its own at the left end,
 * so that the share of tasks that did not wait at all stays visible.
 *
 * @param valueLabel what the horizontal axis shows, without the unit
 * @param shareLabel what the shares are of, such as {@code Share of tasks}
 */
public record CdfChart(
        String title, String subtitle, String valueLabel, Quantity quantity, String shareLabel, List<CdfSeries> series)
        implements Chart {

    /** Creates the chart; the list is copied. */
    public CdfChart {
        series = List.copyOf(series);
    }

    @Override
    public boolean isEmpty() {
        return series.stream().allMatch(line -> line.size() == 0 || line.share(line.size() - 1) == 0);
    }

    @Override
    public String data() {
        CsvText csv = new CsvText().header("series,value,share");
        for (CdfSeries line : series) {
            for (int i = 0; i < line.size(); i++) {
                csv.field(line.name()).field(line.value(i)).field(line.share(i)).endLine();
            }
        }
        return csv.toString();
    }
}
