package io.wavetank.sim.record;

import io.wavetank.sim.cluster.Cluster;
import java.util.Arrays;

/**
 * What running tasks hold of each resource, over time: integral and peak of piecewise-constant amounts.
 *
 * <p>{@code integral = sum(amount[i] * (t[i+1] - t[i]))}, where what is held at the end of an instant holds until the next one at which anything
 * changes; an amount that is replaced within its own instant counts for nothing, neither in integral nor peak. Only the resources that the
 * cluster has are followed.
 *
 * <p>Units: times are nanoseconds since the start of the run, integrals amount times nanoseconds. Sums are compensated ({@link CompensatedSum}),
 * so that their error does not grow with the number of events.
 */
final class HeldAmounts {
    private final Cluster cluster;
    private final int resources;
    private final int[] followed;
    private final double[] amount;
    private final double[] sum;
    private final double[] compensation;
    private final double[] peak;
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
        int all = growing ? 2 * resources : resources;
        int[] some = new int[all];
        int count = 0;
        for (int number = 0; number < all; number++) {
            if (cluster.offers(number % resources)) {
                some[count++] = number;
            }
        }
        this.followed = Arrays.copyOf(some, count);
        this.amount = new double[all];
        this.sum = new double[all];
        this.compensation = new double[all];
        this.peak = new double[all];
        Arrays.fill(peak, Double.NaN);
        changed();
    }

    /** How many amounts are followed, those of resources that nobody has among them. */
    int count() {
        return amount.length;
    }

    /** Time goes on to an instant at which something may change. */
    void advanceTo(long nanos) {
        if (nanos <= nowNanos) {
            return;
        }
        double elapsed = nanos - nowNanos;
        for (int resource : followed) {
            double held = amount[resource];
            double term = held * elapsed;
            double before = sum[resource];
            double after = before + term;
            compensation[resource] +=
                    Math.abs(before) >= Math.abs(term) ? (before - after) + term : (term - after) + before;
            sum[resource] = after;
            if (!(held <= peak[resource])) {
                peak[resource] = held;
            }
        }
        nowNanos = nanos;
    }

    /** Takes in what is held now. */
    void changed() {
        for (int resource : followed) {
            amount[resource] = (double)
                    (resource < resources
                            ? cluster.totalRequested(resource)
                            : cluster.totalAllocatable(resource - resources));
        }
    }

    /** Writes the integrals until now, by resource, in amount times nanoseconds. */
    void integrals(double[] into) {
        for (int resource : followed) {
            into[resource] = sum[resource] + compensation[resource];
        }
    }

    /** Writes the highest amounts that held for some time since the start, or since {@link #forgetPeaks}, by resource. */
    void peaks(double[] into) {
        System.arraycopy(peak, 0, into, 0, peak.length);
    }

    /** From now on only what holds from now on counts as peak. */
    void forgetPeaks() {
        Arrays.fill(peak, Double.NaN);
    }
}
