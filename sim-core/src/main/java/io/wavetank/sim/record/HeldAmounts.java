package io.wavetank.sim.record;

import io.wavetank.sim.cluster.Cluster;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What running tasks hold of each resource, over time: integral and peak of piecewise-constant amounts.
 *
 * <p>{@code integral = sum(amount[i] * (t[i+1] - t[i]))}, where what is held at the end of an instant holds until the next one at which anything
 * changes; an amount that is replaced within its own instant counts for nothing, neither in integral nor peak. Only the resources that the
 * cluster has are followed.
 *
 * <p>What it had come to by an instant is a row of numbers, and the next instant's is written beside it: that of the last submission, start or end
 * is kept by not writing over it, and nothing is copied.
 *
 * <p>Units: times are nanoseconds since the start of the run, integrals amount times nanoseconds. Sums are compensated ({@link CompensatedSum}),
 * so that their error does not grow with the number of events.
 */
final class HeldAmounts {
    // of each amount in a row
    private static final int SUM = 0;
    private static final int COMPENSATION = 1;
    private static final int PEAK = 2;
    private static final int NUMBERS = 3;
    /** That of now, three that are kept, and one to be written. */
    private static final int ROWS = 5;

    private final Cluster cluster;
    private final int resources;
    private final int[] followed;
    private final boolean growing;
    private final int width;
    private final double[] rows;
    private int now;
    private int atLastSubmit;
    private int atLastStart;
    private int atLastEnd;
    private long nowNanos;

    /** Follows a cluster whose nodes stay. */
    HeldAmounts(Cluster cluster) {
        this(cluster, false);
    }

    /**
     * Follows a cluster.
     *
     * @param growing whether nodes come and go: then what there is of resource r is followed too, under the number of resources plus r
     */
    HeldAmounts(Cluster cluster, boolean growing) {
        this.cluster = cluster;
        this.resources = cluster.resources().count();
        this.growing = growing;
        this.followed = IntStream.range(0, resources).filter(cluster::offers).toArray();
        this.width = (growing ? 2 : 1) * followed.length * NUMBERS;
        this.rows = new double[ROWS * width];
        forgetPeaks();
    }

    /** How many amounts there are, those of resources that nobody has among them. */
    int count() {
        return growing ? 2 * resources : resources;
    }

    /** Time goes on to an instant at which something may change; what the cluster says is held now was held until then. */
    void advanceTo(long nanos) {
        if (nanos <= nowNanos) {
            return;
        }
        double elapsed = nanos - nowNanos;
        int next = free();
        int from = now * width;
        int to = next * width;
        for (int resource : followed) {
            add(from, to, (double) cluster.totalRequested(resource), elapsed);
            from += NUMBERS;
            to += NUMBERS;
        }
        if (growing) {
            for (int resource : followed) {
                add(from, to, (double) cluster.totalAllocatable(resource), elapsed);
                from += NUMBERS;
                to += NUMBERS;
            }
        }
        now = next;
        nowNanos = nanos;
    }

    /** A row that is not kept. */
    private int free() {
        return Integer.numberOfTrailingZeros(~(1 << now | 1 << atLastSubmit | 1 << atLastStart | 1 << atLastEnd));
    }

    private void add(int from, int to, double held, double elapsed) {
        double term = held * elapsed;
        double before = rows[from + SUM];
        double after = before + term;
        double peak = rows[from + PEAK];
        rows[to + SUM] = after;
        rows[to + COMPENSATION] = rows[from + COMPENSATION]
                + (Math.abs(before) >= Math.abs(term) ? (before - after) + term : (term - after) + before);
        rows[to + PEAK] = held <= peak ? peak : held;
    }

    /** A task is submitted now, and may be the last. */
    void submitted() {
        atLastSubmit = now;
    }

    /** A task starts now, and may be the last. */
    void started() {
        atLastStart = now;
    }

    /** A task ends now, and may be the last. */
    void ended() {
        atLastEnd = now;
    }

    /** The integrals until now, by resource, in amount times nanoseconds. */
    double[] integrals() {
        return integrals(now);
    }

    /** The integrals until the last submission. */
    double[] integralsAtLastSubmit() {
        return integrals(atLastSubmit);
    }

    /** The integrals until the last start. */
    double[] integralsAtLastStart() {
        return integrals(atLastStart);
    }

    /** The integrals until the last end. */
    double[] integralsAtLastEnd() {
        return integrals(atLastEnd);
    }

    private double[] integrals(int row) {
        double[] integrals = new double[count()];
        for (int i = 0, at = row * width; at < (row + 1) * width; i++, at += NUMBERS) {
            integrals[number(i)] = rows[at + SUM] + rows[at + COMPENSATION];
        }
        return integrals;
    }

    /** The highest amounts that held for some time since the start, or since {@link #forgetPeaks}, by resource; NaN if none did. */
    double[] peaks() {
        return peaks(now);
    }

    /** The highest amounts until the last submission. */
    double[] peaksAtLastSubmit() {
        return peaks(atLastSubmit);
    }

    private double[] peaks(int row) {
        double[] peaks = new double[count()];
        Arrays.fill(peaks, Double.NaN);
        for (int i = 0, at = row * width; at < (row + 1) * width; i++, at += NUMBERS) {
            peaks[number(i)] = rows[at + PEAK];
        }
        return peaks;
    }

    private int number(int place) {
        return place < followed.length ? followed[place] : resources + followed[place - followed.length];
    }

    /** From now on only what holds from now on counts as peak. */
    void forgetPeaks() {
        for (int at = now * width; at < (now + 1) * width; at += NUMBERS) {
            rows[at + PEAK] = Double.NaN;
        }
    }
}
