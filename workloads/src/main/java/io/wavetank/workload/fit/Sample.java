package io.wavetank.workload.fit;

import io.wavetank.workload.generate.distribution.Distribution;
import java.util.Arrays;

/** Numbers that were observed, in ascending order; at least one, all finite. */
public final class Sample {
    private static final double LIKE = 1e-12;

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /** Takes the numbers, in any order. */
    public static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("A sample has at least one number, and finite ones alone");
        }
        return new Sample(sorted);
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** The number of a place, from 0 for the smallest. */
    public double get(int place) {
        return sorted[place];
    }

    /** The smallest. */
    public double min() {
        return sorted[0];
    }

    /** The largest. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The mean. */
    public double mean() {
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return sum / sorted.length;
    }

    /** The standard deviation over the mean; 0 for numbers that are all 0. */
    public double cv() {
        double mean = mean();
        double sum = 0;
        for (double value : sorted) {
            sum += (value - mean) * (value - mean);
        }
        return mean == 0 ? 0 : Math.sqrt(sum / sorted.length) / mean;
    }

    /** The smallest number that a share of all does not exceed. */
    public double quantile(double share) {
        int place = (int) Math.ceil(share * sorted.length - 1e-9) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, place))];
    }

    /** The share of numbers that are at most {@code x}. */
    public double share(double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sorted.length;
    }

    /** How many different numbers there are, counted up to {@code most}. */
    public int different(int most) {
        int count = 1;
        for (int i = 1; i < sorted.length && count < most; i++) {
            count += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        return count;
    }

    /**
     * The Kolmogorov-Smirnov distance to a distribution: the largest difference between the two distribution functions. A distribution that has
     * atoms is met at both sides of each.
     */
    public double distanceTo(Distribution distribution) {
        double most = 0;
        int n = sorted.length;
        for (int i = 0; i < n; ) {
            int next = i;
            while (next < n && sorted[next] == sorted[i]) {
                next++;
            }
            double x = sorted[i];
            double at = distribution.cdf(x);
            double before = x <= 0 ? 0 : Math.min(at, distribution.cdf(x - Math.abs(x) * LIKE));
            most = Math.max(most, Math.max(Math.abs((double) next / n - at), Math.abs((double) i / n - before)));
            i = next;
        }
        return most;
    }

    /** The Kolmogorov-Smirnov distance between two samples. */
    public double distanceTo(Sample other) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            double x = Math.min(sorted[i], other.sorted[j]);
            while (i < sorted.length && sorted[i] == x) {
                i++;
            }
            while (j < other.sorted.length && other.sorted[j] == x) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / sorted.length - (double) j / other.sorted.length));
        }
        return most;
    }
}
