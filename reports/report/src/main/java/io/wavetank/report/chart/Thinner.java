package io.wavetank.report.chart;

import java.util.Arrays;

/**
 * Leaves out the points of a long series that could not be told apart in a picture: of all points within one pixel column the first, the lowest, the
 * highest and the last stay, so a line keeps its every spike.
 */
final class Thinner {
    /** A series up to this many points is left as it is. */
    static final int KEEP_ALL = 2000;

    private Thinner() {}

    /**
     * Returns the indices of the points to draw, ascending.
     *
     * @param xs ascending positions
     * @param ys values; those that are not finite are gaps, one of which stays in a column that has any
     * @param columns the number of pixel columns
     */
    static int[] keep(double[] xs, double[] ys, int columns) {
        Check.sameLength("values to thin", xs.length, ys.length);
        if (columns <= 0) {
            throw new IllegalArgumentException("Columns must be positive: " + columns);
        }
        int[] kept = new int[xs.length];
        if (xs.length <= KEEP_ALL) {
            Arrays.setAll(kept, i -> i);
            return kept;
        }
        double start = xs[0];
        double perColumn = (xs[xs.length - 1] - start) / columns;
        int count = 0;
        int from = 0;
        while (from < xs.length) {
            int column = column(xs[from], start, perColumn);
            int to = from + 1;
            while (to < xs.length && column(xs[to], start, perColumn) == column) {
                to++;
            }
            count = keepColumn(ys, from, to, kept, count);
            from = to;
        }
        return Arrays.copyOf(kept, count);
    }

    private static int column(double x, double start, double perColumn) {
        return perColumn > 0 ? (int) ((x - start) / perColumn) : 0;
    }

    private static int keepColumn(double[] ys, int from, int to, int[] kept, int countBefore) {
        int low = from;
        int high = from;
        int gap = from;
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(ys[i])) {
                gap = i;
            }
            low = !(ys[i] >= ys[low]) && Double.isFinite(ys[i]) ? i : low;
            high = !(ys[i] <= ys[high]) && Double.isFinite(ys[i]) ? i : high;
        }
        int[] chosen = {from, low, high, gap, to - 1};
        Arrays.sort(chosen);
        int count = countBefore;
        for (int i = 0; i < chosen.length; i++) {
            if (i == 0 || chosen[i] != chosen[i - 1]) {
                kept[count++] = chosen[i];
            }
        }
        return count;
    }
}
