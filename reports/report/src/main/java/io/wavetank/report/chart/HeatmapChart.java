package io.wavetank.report.chart;

/**
 * Nodes by time as colours, such as the allocation of each group of nodes.
 *
 * <p>More rows or columns than pixels are averaged in the picture (the data keep them all).
 *
 * @param rowLabel what a row is, such as {@code Node group}
 * @param valueLabel what the colour shows, without the unit
 */
public record HeatmapChart(
        String title, String subtitle, String rowLabel, String valueLabel, Quantity quantity, HeatGrid grid)
        implements Chart {

    @Override
    public boolean isEmpty() {
        for (int row = 0; row < grid.rows().size(); row++) {
            for (int column = 0; column < grid.columnCount(); column++) {
                if (Double.isFinite(grid.value(row, column))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String data() {
        CsvText csv = new CsvText().header("row,t_ns,value");
        for (int row = 0; row < grid.rows().size(); row++) {
            for (int column = 0; column < grid.columnCount(); column++) {
                csv.field(grid.rows().get(row)).field(grid.startNanos() + column * grid.columnNanos());
                csv.field(grid.value(row, column)).endLine();
            }
        }
        return csv.toString();
    }
}
