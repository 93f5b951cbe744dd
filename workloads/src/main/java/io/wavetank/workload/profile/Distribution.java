package io.wavetank.workload.profile;

import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.DistributionCurve;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a quantity of a trace is spread. Up to {@value #MOST_EXACT} different values are kept as they are; more of them in logarithmic buckets of less than a
 * thousandth, of which quantiles are the upper ends. Counts, mean and extremes are exact. What never ends is censored, and a quantile that reaches it has no value.
 *
 * <p>Units: those of its {@link Measure}.
 */
public final class Distribution {
    private static final int MOST_EXACT = 512;
    private static final int SLOTS = 1024;

    private final String name;
    private final Measure measure;
    private @Nullable CensoredHistogram histogram;
    private long smallest = Long.MAX_VALUE;
    private long endless;
    private long[] keys = new long[SLOTS];
    private long[] counts = new long[SLOTS];
    private int different;

    Distribution(String name, Measure measure) {
        this.name = name;
        this.measure = measure;
    }

    /** What is spread. */
    public String name() {
        return name;
    }

    /** What its numbers are. */
    public Measure measure() {
        return measure;
    }

    private CensoredHistogram histogram() {
        CensoredHistogram known = histogram;
        if (known == null) {
            known = new CensoredHistogram();
            histogram = known;
        }
        return known;
    }

    /** Adds a value in the kept unit; negative ones count as 0. */
    void add(long value) {
        long amount = Math.max(0, value);
        histogram().observe(amount);
        smallest = Math.min(smallest, amount);
        if (different <= MOST_EXACT) {
            count(amount);
        }
    }

    private void count(long amount) {
        int slot = (int) ((amount * 0x9E3779B97F4A7C15L) >>> 54);
        while (counts[slot] != 0 && keys[slot] != amount) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        different += counts[slot] == 0 ? 1 : 0;
        keys[slot] = amount;
        counts[slot]++;
    }

    /** The value of a rank, from 1, among those that are kept as they are. */
    private double exact(long rank) {
        var sorted = new TreeMap<Long, Long>();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (counts[slot] > 0) {
                sorted.put(keys[slot], counts[slot]);
            }
        }
        long passed = 0;
        for (var each : sorted.entrySet()) {
            passed += each.getValue();
            if (passed >= rank) {
                return each.getKey() / measure.unit();
            }
        }
        return Double.NaN;
    }

    /** Adds a number; one that is missing is not counted. */
    void add(double value) {
        if (!Double.isNaN(value)) {
            add((long) Math.min(9e18, value * measure.unit()));
        }
    }

    /** Adds a value that has no end. */
    void addEndless() {
        histogram().censor(Long.MAX_VALUE / 2);
        endless++;
    }

    void clear() {
        histogram = null;
        smallest = Long.MAX_VALUE;
        endless = 0;
        keys = new long[SLOTS];
        counts = new long[SLOTS];
        different = 0;
    }

    /** How many values there are, endless ones among them. */
    public long count() {
        return histogram == null ? 0 : histogram.count();
    }

    /** How many of them have no end. */
    public long endless() {
        return endless;
    }

    /** The smallest; NaN if there is none. */
    public double min() {
        return smallest == Long.MAX_VALUE ? Double.NaN : smallest / measure.unit();
    }

    /** The largest that has an end; NaN if there is none. */
    public double max() {
        if (histogram == null || count() == endless) {
            return Double.NaN;
        }
        var buckets = histogram.observed();
        return buckets.upTo(buckets.size() - 1) / measure.unit();
    }

    /** The mean of those that have an end; NaN if there is none. */
    public double mean() {
        return count() == endless || histogram == null ? Double.NaN : histogram.observedMeanNanos() / measure.unit();
    }

    /** The value that a share of all stays within; NaN if there is none, or if so many have no end. */
    public double quantile(double share) {
        CensoredHistogram known = histogram;
        if (known == null) {
            return Double.NaN;
        }
        if (different <= MOST_EXACT) {
            return exact((long) Math.max(1, Math.ceil(share * count() - 1e-9)));
        }
        var quantile = known.quantile(share);
        return quantile.atLeast() ? Double.NaN : quantile.nanos() / measure.unit();
    }

    /** The values at which its curve rises, in seconds, devices, bytes or numbers. */
    public double[] values() {
        DistributionCurve curve = curve();
        double[] values = curve == null ? new double[0] : curve.nanos();
        for (int i = 0; i < values.length; i++) {
            values[i] /= measure.unit();
        }
        return values;
    }

    /** The share of all at or below each of them. */
    public double[] shares() {
        DistributionCurve curve = curve();
        return curve == null ? new double[0] : curve.probabilities();
    }

    private @Nullable DistributionCurve curve() {
        return histogram == null ? null : histogram.cdf();
    }
}
