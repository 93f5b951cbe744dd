package io.wavetank.sim.elastic;

/**
 * How long requests took, by weight: a histogram with {@value #PER_DOUBLING} buckets for each doubling from a microsecond on, so that a quantile is
 * off by 4.5 % at most.
 */
final class Latencies {
    private static final int PER_DOUBLING = 8;
    private static final int DOUBLINGS = 40;
    private static final double LEAST = 1e-6;
    private static final double[] BORDERS = borders();

    private final double[] weights = new double[PER_DOUBLING * DOUBLINGS + 1];
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
            weights[bucket(seconds)] += requests;
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

    /** The least time within which a share of the requests was answered, or the end of its bucket; not a number if there were none. */
    double quantile(double share) {
        if (total == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < BORDERS.length; i++) {
            sum += weights[i];
            if (sum >= share * total) {
                return BORDERS[i];
            }
        }
        return BORDERS[BORDERS.length - 1];
    }

    /** The share of requests that took longer than they should. */
    double lateShare() {
        return total == 0 ? 0 : late / total;
    }

    void forget() {
        java.util.Arrays.fill(weights, 0);
        total = 0;
        late = 0;
    }
}
