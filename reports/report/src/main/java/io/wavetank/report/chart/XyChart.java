package io.wavetank.report.chart;

import java.util.List;

/**
 * Lines through points of two quantities, such as quantiles against quantiles or a correlation over its lag.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 * @param logarithmic whether both axes are; 0 then has a place of its own at the lower end
 */
public record XyChart(String title, String subtitle, Axis x, Axis y, boolean logarithmic, List<XySeries> series)
        implements Chart {
    /**
     * An axis.
     *
     * @param label what it shows, without the unit
     * @param quantity decides the unit
     */
    public record Axis(String label, Quantity quantity) {}

    /** Creates the chart; the list is copied. */
    public XyChart {
        series = List.copyOf(series);
    }

    @Override
    public boolean isEmpty() {
        for (XySeries line : series) {
            for (int i = 0; i < line.size(); i++) {
                if (Double.isFinite(line.x(i)) && Double.isFinite(line.y(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String data() {
        boolean bands = series.stream().anyMatch(line -> line.size() > 0 && line.hasBand());
        CsvText csv = new CsvText().header(bands ? "series,x,y,lower,upper" : "series,x,y");
        for (XySeries line : series) {
            for (int i = 0; i < line.size(); i++) {
                csv.field(line.name()).field(line.x(i)).field(line.y(i));
                if (bands) {
                    csv.field(line.hasBand() ? line.lower(i) : Double.NaN);
                    csv.field(line.hasBand() ? line.upper(i) : Double.NaN);
                }
                csv.endLine();
            }
        }
        return csv.toString();
    }
}
