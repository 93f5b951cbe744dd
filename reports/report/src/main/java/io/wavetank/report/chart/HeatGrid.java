package io.wavetank.report.chart;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a heatmap: a row for each group of nodes, a column for each slice of simulated time, all slices equally long.
 *
 * <p>A value that is not finite is a cell without data (a node that is not there) and drawn grey.
 */
public final class HeatGrid {
    private final List<String> rows;
    private final long startNanos;
    private final long columnNanos;
    private final double[][] values;

    /**
     * Creates the grid; the values are copied.
     *
     * @param rows names, the first on top
     * @param startNanos where the first column begins, nanoseconds since the start of the run
     * @param columnNanos how long a column is
     * @param values {@code [row][column]}, every row equally long
     */
    public HeatGrid(List<String> rows, long startNanos, long columnNanos, double[][] values) {
        Check.sameLength("rows of the heatmap", rows.size(), values.length);
        if (columnNanos <= 0) {
            throw new IllegalArgumentException("A column must last longer than " + columnNanos + " ns");
        }
        this.rows = List.copyOf(rows);
        this.startNanos = startNanos;
        this.columnNanos = columnNanos;
        this.values = new double[values.length][];
        for (int row = 0; row < values.length; row++) {
            Check.sameLength("heatmap row " + rows.get(row), values[0].length, values[row].length);
            this.values[row] = values[row].clone();
        }
    }

    /** Returns the names of the rows, the first on top. */
    public List<String> rows() {
        return rows;
    }

    /** Returns where the first column begins, in nanoseconds since the start of the run. */
    public long startNanos() {
        return startNanos;
    }

    /** Returns how long a column is, in nanoseconds. */
    public long columnNanos() {
        return columnNanos;
    }

    /** Returns the number of columns. */
    public int columnCount() {
        return values.length == 0 ? 0 : values[0].length;
    }

    /** Returns the value of a cell. */
    public double value(int row, int column) {
        return values[row][column];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeatGrid that
                && rows.equals(that.rows)
                && startNanos == that.startNanos
                && columnNanos == that.columnNanos
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows.hashCode() + Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return "HeatGrid[" + rows.size() + " x " + columnCount() + "]";
    }
}
