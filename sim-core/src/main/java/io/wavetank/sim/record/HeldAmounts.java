package io.wavetank.sim.record;

import io.wavetank.sim.cluster.Cluster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What running tasks hold of each resource, over time: integral and peak of piecewise-constant amounts.
 *
 * <p>{@code integral = sum(amount[i] * (t[i+1] - t[i]))}, where what is held at the end of an instant holds until the next one at which anything
 * changes; an amount that is replaced within its own instant counts for nothing, neither in integral nor peak.
 *
 * <p>What it had come to by an instant is a row of numbers, and the next instant's is written beside it: that of the last submission, start or end
 * is kept by not writing over it, and nothing is copied.
 *
 * <p>Units: times are nanoseconds since the start of the run, integrals amount times nanoseconds. Sums are compensated ({@link CompensatedSum}),
 * so that their error does not grow with the number of events.
 */
final class HeldAmounts {
    /** That of now, three that are kept, and one to be written. */
    private static final int ROWS = 5;

    /** What one amount has come to by an instant; with those after it a row. */
    private static final class Amount {
        private final int number;
        private final @Nullable Amount next;
        private double sum;
        private double compensation;
        private double peak = Double.NaN;
        /** Of what there was at the time; followed where nodes come and go. */
        private double peakShare = Double.NaN;

        Amount(int number, @Nullable Amount next) {
            this.number = number;
            this.next = next;
        }

        /** Becomes what another comes to when so much was held for so long. */
        void follow(Amount before, double held, double elapsed) {
            double term = held * elapsed;
            double sumBefore = before.sum;
            double after = sumBefore + term;
            sum = after;
            compensation = before.compensation
                    + (Math.abs(sumBefore) >= Math.abs(term) ? (sumBefore - after) + term : (term - after) + sumBefore);
            peak = held <= before.peak ? before.peak : held;
        }
    }

    private final Cluster cluster;
    private final int resources;
    private final boolean growing;
    private final @Nullable Amount[] rows = new @Nullable Amount[ROWS];
    private int now;
    private int atLastSubmit;
    private int atLastStart;
    private int atLastEnd;
    private long nowNanos;

    /**
     * Follows a cluster.
     *
     * @param followed of which resources
     * @param growing whether nodes come and go: then what there is of resource r is followed too, under the number of resources plus r
     */
    HeldAmounts(Cluster cluster, boolean[] followed, boolean growing) {
        this.cluster = cluster;
        this.resources = followed.length;
        this.growing = growing;
        Arrays.setAll(rows, row -> row(followed));
    }

    /** The amounts that are followed, linked: there are two or three, and to look into an array costs more. */
    private @Nullable Amount row(boolean[] followed) {
        Amount first = null;
        for (int number = count() - 1; number >= 0; number--) {
            first = followed[number % resources] ? new Amount(number, first) : first;
        }
        return first;
    }

    /** How many amounts there are, those among them that are not followed. */
    private int count() {
        return growing ? 2 * resources : resources;
    }

    /** Time goes on to an instant at which something may change; what the cluster says is held now was held until then. */
    void advanceTo(long nanos) {
        if (nanos <= nowNanos) {
            return;
        }
        double elapsed = nanos - nowNanos;
        int next = free();
        Amount to = rows[next];
        for (Amount from = rows[now]; from != null && to != null; from = from.next) {
            to.follow(from, (double) held(from.number), elapsed);
            to = to.next;
        }
        if (growing) {
            followShares(rows[now], rows[next]);
        }
        now = next;
        nowNanos = nanos;
    }

    private void followShares(@Nullable Amount before, @Nullable Amount after) {
        Amount to = after;
        for (Amount from = before; from != null && to != null; from = from.next) {
            if (from.number < resources) {
                long installed = cluster.totalAllocatable(from.number);
                double share = installed == 0 ? 0 : (double) held(from.number) / installed;
                to.peakShare = share <= from.peakShare ? from.peakShare : share;
            }
            to = to.next;
        }
    }

    private long held(int number) {
        return number < resources ? cluster.totalRequested(number) : cluster.totalAllocatable(number - resources);
    }

    /** A row that is not kept. */
    private int free() {
        return Integer.numberOfTrailingZeros(~(1 << now | 1 << atLastSubmit | 1 << atLastStart | 1 << atLastEnd));
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
        for (Amount each = rows[row]; each != null; each = each.next) {
            integrals[each.number] = each.sum + each.compensation;
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
        for (Amount each = rows[row]; each != null; each = each.next) {
            peaks[each.number] = each.peak;
        }
        return peaks;
    }

    /** The highest shares of what there was at the time that were held for some time, likewise, where nodes come and go. */
    double[] peakShares() {
        return peakShares(now);
    }

    /** The highest shares until the last submission. */
    double[] peakSharesAtLastSubmit() {
        return peakShares(atLastSubmit);
    }

    private double[] peakShares(int row) {
        double[] shares = new double[resources];
        Arrays.fill(shares, Double.NaN);
        for (Amount each = rows[row]; each != null; each = each.next) {
            if (each.number < resources) {
                shares[each.number] = each.peakShare;
            }
        }
        return shares;
    }

    /** From now on only what holds from now on counts as peak. */
    void forgetPeaks() {
        for (Amount each = rows[now]; each != null; each = each.next) {
            each.peak = Double.NaN;
            each.peakShare = Double.NaN;
        }
    }
}
