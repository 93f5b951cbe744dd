package io.wavetank.sim.record;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Distribution of durations of which some are right-censored: known to be longer than they had become when the watching ended, such as the
 * wait of a task that was never placed, censored at its age.
 *
 * <p>Quantiles are by the Kaplan-Meier estimator over logarithmic buckets: the survival falls by the factor {@code 1 - d / n} at each bucket
 * with {@code d} observed durations and {@code n} still at risk, observed and censored, and the quantile q is the first bucket at which it is
 * at most {@code 1 - q}. Within a bucket the observed come before the censored. Where the survival never falls so low, the answer is
 * <em>at least</em> the longest censored duration. Without censoring this is the ordinary quantile: the smallest x with F(x) >= q.
 *
 * <p>A bucket is given as its upper end: never lower than the exact value, and higher by less than one part in 1,024 (exact under 2,048 ns).
 * Counts, mean and maximum are exact, and so is the merge, which is addition: its order does not matter. Any duration of a {@code long} fits;
 * the memory is under 1 MB however many there are.
 *
 * <p>Units: nanoseconds. Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53(282), 1958; the
 * buckets are those of HdrHistogram with 3 digits ({@link DurationBuckets}).
 */
public final class CensoredHistogram {
    /** A probability that falls short by no more counts as reached: products of fractions are rounded. */
    private static final double SLACK = 1e-12;

    private static final int RECENT = 64;

    private final DurationBuckets observed = new DurationBuckets();
    private final DurationBuckets censored = new DurationBuckets();
    private final LongSum observedSum;
    private final LongSum censoredSum;
    private long observedMaxNanos = -1;
    private long censoredMaxNanos = -1;
    /** The complete duration that came last, and how often it has come again since, which is not counted yet: most tasks never wait. */
    private long repeatedNanos = -1;

    private long repeats;
    /** Complete durations that are not counted yet. Counted together they wait for memory together: each falls into a bucket that is in no near cache. */
    private final long[] recent = new long[RECENT];

    private int recentCount;
    // Walking over all buckets costs milliseconds, so what was found stands until another duration comes in.
    private Filled observedBuckets = Filled.NONE;
    private Filled censoredBuckets = Filled.NONE;
    private @Nullable DistributionCurve curve;
    private long curveCount;

    /** Creates a histogram of nothing. */
    public CensoredHistogram() {
        observedSum = new LongSum();
        censoredSum = new LongSum();
    }

    /** Creates a histogram from its two halves, as {@link #observed} and {@link #censored} gave them. */
    public CensoredHistogram(BucketCounts observedHalf, BucketCounts censoredHalf) {
        fill(observed, observedHalf);
        fill(censored, censoredHalf);
        observedSum = LongSum.of(observedHalf.sum());
        censoredSum = LongSum.of(censoredHalf.sum());
        observedMaxNanos = observedHalf.max();
        censoredMaxNanos = censoredHalf.max();
    }

    private static void fill(DurationBuckets buckets, BucketCounts half) {
        for (int bucket = 0; bucket < half.size(); bucket++) {
            buckets.add(half.upTo(bucket), half.count(bucket));
        }
    }

    /** The complete durations, bucket by bucket. */
    public BucketCounts observed() {
        countAll();
        return half(observedBuckets(), observedSum, observedMaxNanos);
    }

    /** The censored durations, bucket by bucket. */
    public BucketCounts censored() {
        return half(censoredBuckets(), censoredSum, censoredMaxNanos);
    }

    private static BucketCounts half(Filled filled, LongSum sum, long maxNanos) {
        long[] upTo = filled.upTo.clone();
        if (upTo.length > 0) {
            upTo[upTo.length - 1] = maxNanos;
        }
        return new BucketCounts(upTo, filled.counts, sum.exact());
    }

    /**
     * Adds a complete duration.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void observe(long nanos) {
        requireNotNegative(nanos);
        if (nanos == repeatedNanos) {
            repeats++;
            return;
        }
        if (repeats > 0 || recentCount == RECENT) {
            countAll();
        }
        repeatedNanos = nanos;
        recent[recentCount++] = nanos;
        observedMaxNanos = Math.max(observedMaxNanos, nanos);
    }

    /** Adds a complete duration as often as said. */
    void observe(long nanos, long times) {
        if (times > 0) {
            observed.add(nanos, times);
            observedSum.add(nanos, times);
            observedMaxNanos = Math.max(observedMaxNanos, nanos);
        }
    }

    private void countAll() {
        observed.addEach(recent, recentCount);
        for (int i = 0; i < recentCount; i++) {
            observedSum.add(recent[i]);
        }
        recentCount = 0;
        if (repeats > 0) {
            observed.add(repeatedNanos, repeats);
            observedSum.add(repeatedNanos, repeats);
            repeats = 0;
        }
    }

    /**
     * Adds a duration of which only so much was seen.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void censor(long ageNanos) {
        requireNotNegative(ageNanos);
        censored.add(ageNanos, 1);
        censoredSum.add(ageNanos);
        censoredMaxNanos = Math.max(censoredMaxNanos, ageNanos);
    }

    /** Adds all that another histogram holds. */
    public void merge(CensoredHistogram other) {
        countAll();
        other.countAll();
        observed.add(other.observed);
        censored.add(other.censored);
        observedSum.add(other.observedSum);
        censoredSum.add(other.censoredSum);
        observedMaxNanos = Math.max(observedMaxNanos, other.observedMaxNanos);
        censoredMaxNanos = Math.max(censoredMaxNanos, other.censoredMaxNanos);
    }

    /** Number of all durations, observed and censored. */
    public long count() {
        return observedCount() + censoredCount();
    }

    /** Number of complete durations. */
    public long observedCount() {
        return observed.total() + recentCount + repeats;
    }

    /** Number of censored durations. */
    public long censoredCount() {
        return censored.total();
    }

    /** Mean of the complete durations alone, which is no estimate for all where some are censored; NaN if there are none. In nanoseconds. */
    public double observedMeanNanos() {
        countAll();
        return observedSum.value() / observedCount(); // 0 / 0 is NaN
    }

    /** Mean of all durations with the censored ones taken at their age: a lower bound if there are such; NaN if there is nothing. */
    public Quantile mean() {
        countAll();
        var sum = new LongSum();
        sum.add(observedSum);
        sum.add(censoredSum);
        return new Quantile(sum.value() / count(), censoredCount() > 0);
    }

    /** The longest duration, exactly; at least that if it is a censored one, NaN if there are none. */
    public Quantile max() {
        if (count() == 0) {
            return new Quantile(Double.NaN, false);
        }
        boolean atLeast = censoredMaxNanos >= observedMaxNanos;
        return new Quantile(atLeast ? censoredMaxNanos : observedMaxNanos, atLeast);
    }

    /**
     * The smallest duration whose estimated distribution function reaches q; for q = 0 the shortest one.
     *
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public Quantile quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("A quantile is asked for by a number from 0 to 1, not " + q);
        }
        DistributionCurve curve = cdf();
        int point = curve.firstReaching(q, SLACK);
        return point < 0 ? max() : new Quantile(curve.nanosAt(point), false);
    }

    /** The estimated distribution function, a point for each bucket with an observed duration. */
    public DistributionCurve cdf() {
        DistributionCurve known = curve;
        if (known == null || curveCount != count()) {
            known = kaplanMeier(observedBuckets(), censoredBuckets());
            curve = known;
            curveCount = count();
        }
        return known;
    }

    private DistributionCurve kaplanMeier(Filled deaths, Filled losses) {
        int points = deaths.upTo.length;
        double[] nanos = new double[points];
        double[] probabilities = new double[points];
        double survivalAtLoss = 1;
        long riskAtLoss = count();
        long risk = riskAtLoss;
        int loss = 0;
        for (int point = 0; point < points; point++) {
            for (; loss < losses.upTo.length && losses.upTo[loss] < deaths.upTo[point]; loss++) {
                survivalAtLoss *= risk / (double) riskAtLoss;
                risk -= losses.counts[loss];
                riskAtLoss = risk;
            }
            risk -= deaths.counts[point];
            nanos[point] = Math.min(deaths.upTo[point], observedMaxNanos);
            probabilities[point] = died(survivalAtLoss, riskAtLoss, risk);
        }
        return new DistributionCurve(nanos, probabilities);
    }

    private Filled observedBuckets() {
        countAll();
        if (observedBuckets.total != observedCount()) {
            observedBuckets = Filled.of(observed);
        }
        return observedBuckets;
    }

    private Filled censoredBuckets() {
        if (censoredBuckets.total != censoredCount()) {
            censoredBuckets = Filled.of(censored);
        }
        return censoredBuckets;
    }

    /** Between two losses the product of factors telescopes into one fraction: exact, and without any loss equal to rank over count. */
    private static double died(double survivalAtLoss, long riskAtLoss, long risk) {
        return survivalAtLoss == 1
                ? (riskAtLoss - risk) / (double) riskAtLoss
                : 1 - survivalAtLoss * (risk / (double) riskAtLoss);
    }

    /** Memory that the buckets take. */
    long footprintBytes() {
        return observed.footprintBytes() + censored.footprintBytes();
    }

    private static void requireNotNegative(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("A duration must not be negative: " + nanos + " ns");
        }
    }

    /** The filled buckets of one histogram, shortest first: the end of each, and how many are in it. */
    private static final class Filled {
        static final Filled NONE = new Filled(new long[0], new long[0], 0);

        final long[] upTo;
        final long[] counts;
        final long total;

        private Filled(long[] upTo, long[] counts, long total) {
            this.upTo = upTo;
            this.counts = counts;
            this.total = total;
        }

        static Filled of(DurationBuckets buckets) {
            var upTo = LongStream.builder();
            var counts = LongStream.builder();
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                if (buckets.count(bucket) > 0) {
                    upTo.add(DurationBuckets.upTo(bucket));
                    counts.add(buckets.count(bucket));
                }
            }
            return new Filled(upTo.build().toArray(), counts.build().toArray(), buckets.total());
        }
    }
}
