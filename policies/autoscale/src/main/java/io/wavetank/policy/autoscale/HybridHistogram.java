package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.KeepAlive;

/**
 * Keep-alive by a histogram of idle times, in bins of a minute over four hours.
 *
 * <p>If the histogram says anything, the image is loaded again at the 5th percentile of idle times, rounded down, less a margin of a tenth, and kept to the
 * 99th, rounded up, and a tenth more; with a 5th percentile below a minute it stays loaded. It says something if the coefficient of variation of its bins is
 * 2 at least; otherwise, and with fewer idle times than {@value #FEWEST}, the image is kept for the four hours. If more than half of the idle times are
 * longer than that, the next is forecast: loaded 15 % of it before, and kept to 15 % after.
 *
 * <p>Source: M. Shahrad et al., "Serverless in the Wild: Characterizing and Optimizing the Serverless Workload at a Large Cloud Provider", USENIX ATC 2020,
 * section 4. The forecast is by ARIMA there, of which a library chooses the orders, and here ({@link Arima}) over the last {@value #REMEMBERED} idle times. How many
 * idle times are too few is not said there.
 */
public final class HybridHistogram implements KeepAlive {
    private static final long MINUTE = 60_000_000_000L;
    private static final int FEWEST = 2;
    private static final int REMEMBERED = 50;
    private static final double HEAD = 0.05;
    private static final double TAIL = 0.99;
    private static final double MARGIN = 0.10;
    private static final double FORECAST_MARGIN = 0.15;
    private static final double REPRESENTATIVE = 2;

    private final int[] bins;
    private final double[] latest = new double[REMEMBERED];
    private long within;
    private long beyond;
    private double squares;

    /** Creates an empty histogram over so many minutes; 240 in the paper. */
    public HybridHistogram(int minutes) {
        if (minutes < 1) {
            throw new IllegalArgumentException("A histogram needs a minute at least, not " + minutes);
        }
        this.bins = new int[minutes];
    }

    @Override
    public Windows used(long idleNanos) {
        if (idleNanos >= 0) {
            add(idleNanos);
        }
        long all = within + beyond;
        if (all < FEWEST) {
            return standard();
        }
        if (beyond * 2 > all) {
            double next = forecast(all);
            long margin = (long) (next * FORECAST_MARGIN);
            return new Windows(Math.max(0, (long) next - margin), 2 * margin);
        }
        return variation() < REPRESENTATIVE ? standard() : fromHistogram();
    }

    private void add(long idleNanos) {
        latest[(int) ((within + beyond) % REMEMBERED)] = idleNanos;
        int bin = (int) Math.min(bins.length, idleNanos / MINUTE);
        if (bin == bins.length) {
            beyond++;
        } else {
            squares += 2.0 * bins[bin] + 1;
            bins[bin]++;
            within++;
        }
    }

    private Windows standard() {
        return new Windows(0, bins.length * MINUTE);
    }

    /** The coefficient of variation of the bins: standard deviation over mean. */
    private double variation() {
        double mean = within / (double) bins.length;
        double variance = squares / bins.length - mean * mean;
        return mean == 0 ? 0 : Math.sqrt(Math.max(0, variance)) / mean;
    }

    private Windows fromHistogram() {
        long head = (long) (bin(HEAD) * MINUTE * (1 - MARGIN));
        long tail = (long) ((bin(TAIL) + 1) * MINUTE * (1 + MARGIN));
        return new Windows(head, tail - head);
    }

    /** The bin into which a percentile falls. */
    private int bin(double percentile) {
        double threshold = percentile * within;
        long sum = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            sum += bins[bin];
            if (sum >= threshold && sum > 0) {
                return bin;
            }
        }
        return bins.length - 1;
    }

    private double forecast(long all) {
        int count = (int) Math.min(all, REMEMBERED);
        int first = all <= REMEMBERED ? 0 : (int) (all % REMEMBERED);
        double[] inOrder = new double[count];
        for (int i = 0; i < count; i++) {
            inOrder[i] = latest[(first + i) % count];
        }
        return Math.max(0, Arima.next(inOrder));
    }
}
