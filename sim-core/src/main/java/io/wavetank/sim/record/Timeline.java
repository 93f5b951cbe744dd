package io.wavetank.sim.record;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a run at equal intervals: what held at each instant, after everything that happened at it. When the rows are full every other
 * one is dropped and the interval doubled, so that a run of any length leaves between half the most rows and the most.
 */
public final class Timeline {
    /** Most rows that are kept. */
    public static final int MOST_ROWS = 2048;

    private final int columns;
    private final int heatRows;
    private final @Nullable GrowingHeat growing;
    private final long[][] values;
    private final float[][] heat;
    private final double[] fragmentation;
    private long originNanos = -1;
    private long intervalNanos;
    private int rows;

    /**
     * Creates an empty timeline.
     *
     * @param columns how many values a row has
     * @param heatRows how many groups of nodes the heat map has, where nodes stay
     * @param growing the heat map where they come and go; null where they stay
     * @param intervalNanos the first interval, positive
     */
    Timeline(int columns, int heatRows, @Nullable GrowingHeat growing, long intervalNanos) {
        this.columns = columns;
        this.heatRows = heatRows;
        this.growing = growing;
        this.intervalNanos = intervalNanos;
        this.values = new long[MOST_ROWS][];
        this.heat = new float[MOST_ROWS][];
        this.fragmentation = new double[MOST_ROWS];
    }

    /**
     * Returns a timeline of rows that were taken before, without a heat map.
     *
     * @param originNanos the instant of the first row
     * @param intervalNanos from a row to the next, positive
     * @param columns how many values a row has
     */
    public static Timeline of(long originNanos, long intervalNanos, int columns, List<long[]> rows) {
        if (originNanos < 0 || intervalNanos <= 0 || rows.size() >= MOST_ROWS) {
            throw new IllegalArgumentException("Not a timeline: " + rows.size() + " rows from " + originNanos
                    + " ns every " + intervalNanos + " ns");
        }
        var timeline = new Timeline(columns, 0, null, intervalNanos);
        timeline.start(originNanos);
        for (long[] row : rows) {
            timeline.add(row.clone(), new float[0], Double.NaN);
        }
        return timeline;
    }

    void start(long nanos) {
        originNanos = nanos;
    }

    /** The time of the next sample; never, before the start. */
    long nextNanos() {
        return originNanos < 0 ? Long.MAX_VALUE : originNanos + rows * intervalNanos;
    }

    /** Whether the next row is one at which the costly figures are worked out too. */
    boolean nextIsCoarse() {
        return rows % COARSE == 0;
    }

    private static final int COARSE = 32;

    void add(long[] row, float[] heatColumn, double fragmented) {
        values[rows] = row;
        heat[rows] = heatColumn;
        fragmentation[rows] = fragmented;
        rows++;
        if (rows == MOST_ROWS) {
            rows /= 2;
            for (int i = 0; i < rows; i++) {
                values[i] = values[2 * i];
                heat[i] = heat[2 * i];
                fragmentation[i] = fragmentation[2 * i];
            }
            Arrays.fill(values, rows, MOST_ROWS, null);
            Arrays.fill(heat, rows, MOST_ROWS, null);
            if (growing != null) {
                growing.keepEveryOther(rows);
            }
            intervalNanos = Math.multiplyExact(intervalNanos, 2);
        }
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** How many values a row has; their names are with the {@link RunResult}. */
    public int columns() {
        return columns;
    }

    /** The instant of a row, in nanoseconds since the start of the run. */
    public long timeNanos(int row) {
        return originNanos + row * intervalNanos;
    }

    /** The row that holds at an instant; -1 before the first, and after the last when the run is over. */
    public int rowAt(long nanos) {
        if (originNanos < 0 || nanos < originNanos) {
            return -1;
        }
        long row = (nanos - originNanos) / intervalNanos;
        return row < rows ? (int) row : -1;
    }

    /** One value of a row. */
    public long value(int row, int column) {
        return values[row][column];
    }

    /** How many groups of nodes the heat map has, from the first node to the last. */
    public int heatRows() {
        return growing == null ? heatRows : growing.groups();
    }

    /** How many nodes each of these groups is where nodes come and go; 0 where they stay and are divided evenly. */
    public int heatNodesEach() {
        return growing == null ? 0 : growing.nodesEach();
    }

    /** What share of its headline resource a group of nodes had given out, 0 to 1; NaN for a group that has none of it, or is not there. */
    public float heat(int row, int group) {
        return growing == null ? heat[row][group] : growing.share(row, group);
    }

    /** Mean of the fragmentation over the coarse rows within a window; NaN if there are none with anything left. */
    double fragmentation(long fromNanos, long toNanos) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < rows; row += COARSE) {
            long at = timeNanos(row);
            if (at >= fromNanos && at <= toNanos && !Double.isNaN(fragmentation[row])) {
                sum += fragmentation[row];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
