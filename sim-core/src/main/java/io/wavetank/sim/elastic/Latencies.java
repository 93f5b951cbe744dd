package io.wavetank.sim.elastic;

import java.util.Arrays;

/**
 * How long requests took, by weight: a histogram with {@value #PER_DOUBLING} buckets for each doubling from a microsecond on, each of which knows the
 * longest time in it. A quantile is that of its bucket: exact where all in the bucket took equally long, as those that are not delayed, or that are
 * given up after their patience; otherwise too long by 9.1 % at most.
 */
final class Latencies {
    private static final int PER_DOUBLING = 8;
    private static final int DOUBLINGS = 40;
    private static final double LEAST = 1e-6;
    private static final double[] BORDERS = borders();

    private final double[] weights = new double[PER_DOUBLING * DOUBLINGS + 1];
    private final double[] longest = new double[PER_DOUBLING * DOUBLINGS + 1];
    private double total;
    private double late;
    private final double objectiveSeconds;

    Latencies(double objectiveSeconds) {
        this.objectiveSeconds = objectiveSeconds;
    }

    private static double[] borders() {
        double[] borders = new double[PER_DOUBLING * DOUBLINGS];
        for (int i = 0; i < borders.length; i++) {
            borders[i] = LEAST * StrictMath.pow(2, i / (double) PER_DOUBLING);
        }
        return borders;
    }

    /** Adds requests that took so long. */
    void add(double seconds, double requests) {
        if (requests > 0) {
            int bucket = bucket(seconds);
            weights[bucket] += requests;
            longest[bucket] = Math.max(longest[bucket], seconds);
            total += requests;
            late += seconds > objectiveSeconds ? requests : 0;
        }
    }

    private static int bucket(double seconds) {
        int low = 0;
        int high = BORDERS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (BORDERS[middle] < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The least time within which a share of the requests was answered, or the longest of its bucket; not a number if there were none. */
    double quantile(double share) {
        if (total == 0) {
            return Double.NaN;
        }
        double sum = 0;
        double last = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            last = Math.max(last, longest[i]);
            if (sum >= share * total) {
                return last;
            }
        }
        return last;
    }

    /** The share of requests that took longer than they should. */
    double lateShare() {
        return total == 0 ? 0 : late / total;
    }

    void forget() {
        Arrays.fill(weights, 0);
        Arrays.fill(longest, 0);
        total = 0;
        late = 0;
    }
}
