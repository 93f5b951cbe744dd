package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the histogram against Kaplan-Meier on the sorted values; replay one failing seed with {@code -Dproperty.seed=N}. */
final class CensoredHistogramPropertyTest {
    private static final double[] QS = {0.001, 0.25, 0.5, 0.9, 0.99, 1};

    private record Watched(long nanos, boolean censored) {}

    private static final Comparator<Watched> ORDER =
            Comparator.comparingLong(Watched::nanos).thenComparing(Watched::censored);

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equals_kaplan_meier_on_values_rounded_up_to_their_bucket(long seed) {
        List<Watched> all = sample(seed);
        List<Watched> rounded = new ArrayList<>();
        all.forEach(watched -> rounded.add(new Watched(bucketEnd(watched.nanos()), watched.censored())));
        CensoredHistogram histogram = histogram(all);
        long observedMax = all.stream()
                .filter(w -> !w.censored())
                .mapToLong(Watched::nanos)
                .max()
                .orElse(-1);
        long max = all.stream().mapToLong(Watched::nanos).max().orElse(-1);
        for (double q : QS) {
            long expected = kaplanMeier(rounded, q);
            Quantile actual = histogram.quantile(q);
            assertThat(actual.atLeast()).isEqualTo(expected < 0);
            assertThat(actual.nanos()).isEqualTo((double) (expected < 0 ? max : Math.min(expected, observedMax)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_the_same_again_from_its_buckets(long seed) {
        CensoredHistogram histogram = histogram(sample(seed));
        var again = new CensoredHistogram(histogram.observed(), histogram.censored());

        for (double q : QS) {
            assertThat(again.quantile(q)).isEqualTo(histogram.quantile(q));
        }
        assertThat(again.mean()).isEqualTo(histogram.mean());
        assertThat(again.max()).isEqualTo(histogram.max());
        assertThat(again.count()).isEqualTo(histogram.count());
        assertThat(again.censoredCount()).isEqualTo(histogram.censoredCount());
        assertThat(again.cdf().nanos()).isEqualTo(histogram.cdf().nanos());
        assertThat(again.cdf().probabilities()).isEqualTo(histogram.cdf().probabilities());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_within_a_bucket_of_exact_kaplan_meier_where_no_bucket_mixes_different_values(long seed) {
        List<Watched> all = new ArrayList<>();
        for (Watched watched : sample(seed)) {
            long step = Math.round(StrictMath.log(watched.nanos() + 1.0) / 0.003);
            all.add(new Watched((long) StrictMath.exp(step * 0.003), watched.censored()));
        }
        CensoredHistogram histogram = histogram(all);
        for (double q : QS) {
            long exact = kaplanMeier(all, q);
            Quantile actual = histogram.quantile(q);
            assertThat(actual.atLeast()).isEqualTo(exact < 0);
            if (exact >= 0) {
                assertThat(actual.nanos()).isBetween((double) exact, exact * (1 + 1.0 / 1024));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void merges_to_the_same_whatever_the_order(long seed) {
        Draws draws = new Draws(seed, 1).stream("censored-histogram");
        List<Watched> all = sample(seed);
        List<List<Watched>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < all.size(); i++) {
            parts.get(draws.below(4, 0, i)).add(all.get(i));
        }
        CensoredHistogram whole = histogram(all);
        var forwards = new CensoredHistogram();
        var backwards = new CensoredHistogram();
        for (int i = 0; i < 4; i++) {
            forwards.merge(histogram(parts.get(i)));
            backwards.merge(histogram(parts.get(3 - i)));
        }
        for (CensoredHistogram merged : List.of(forwards, backwards)) {
            assertThat(merged.count()).isEqualTo(whole.count());
            assertThat(merged.censoredCount()).isEqualTo(whole.censoredCount());
            assertThat(merged.observedMeanNanos()).isEqualTo(whole.observedMeanNanos());
            assertThat(merged.mean()).isEqualTo(whole.mean());
            assertThat(merged.max()).isEqualTo(whole.max());
            assertThat(merged.cdf().nanos()).isEqualTo(whole.cdf().nanos());
            assertThat(merged.cdf().probabilities()).isEqualTo(whole.cdf().probabilities());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rises_from_left_to_right_and_ends_at_one_unless_the_longest_is_censored(long seed) {
        CensoredHistogram histogram = histogram(sample(seed));
        double[] nanos = histogram.cdf().nanos();
        double[] probabilities = histogram.cdf().probabilities();
        boolean rises = true;
        for (int i = 1; i < nanos.length; i++) {
            rises &= nanos[i] > nanos[i - 1] && probabilities[i] > probabilities[i - 1];
        }
        assertThat(rises).isTrue();
        if (!histogram.max().atLeast()) {
            assertThat(probabilities[probabilities.length - 1]).isEqualTo(1);
        }
    }

    /** Durations from nanoseconds to days, some tied, none to most of them censored, sometimes all at one age as at the end of a run. */
    private static List<Watched> sample(long seed) {
        Draws draws = new Draws(seed, 0).stream("censored-histogram");
        int n = 1 + draws.below(seed % 10 == 0 ? 5000 : 300, 0, 0);
        double censoredShare = draws.below(4, 0, 1) * 0.25;
        double spread = 0.5 + draws.below(4, 0, 2);
        double typical = StrictMath.exp(draws.below(34, 0, 3));
        long horizon = draws.below(3, 0, 4) == 0 ? (long) (typical * 2) : Long.MAX_VALUE;
        List<Watched> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long nanos = (long) (typical * StrictMath.exp(draws.normal(0, spread, 1, i)));
            if (draws.below(8, 3, i) == 0) {
                nanos = (long) typical;
            }
            boolean censored = draws.uniform(2, i) < censoredShare || nanos > horizon;
            all.add(new Watched(Math.min(nanos, horizon), censored));
        }
        return all;
    }

    private static CensoredHistogram histogram(List<Watched> all) {
        var histogram = new CensoredHistogram();
        for (Watched watched : all) {
            if (watched.censored()) {
                histogram.censor(watched.nanos());
            } else {
                histogram.observe(watched.nanos());
            }
        }
        return histogram;
    }

    /** The smallest value at which the survival is at most 1 - q, one factor for each death; -1 if there is none. */
    private static long kaplanMeier(List<Watched> all, double q) {
        List<Watched> sorted = new ArrayList<>(all);
        sorted.sort(ORDER);
        double survival = 1;
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).censored()) {
                double atRisk = sorted.size() - i;
                survival *= (atRisk - 1) / atRisk;
                if (survival <= 1 - q + 1e-11) {
                    return sorted.get(i).nanos();
                }
            }
        }
        return -1;
    }

    /** Last value of the HdrHistogram bucket with 3 digits: 2,048 buckets of one, then 1,024 to each doubling. */
    private static long bucketEnd(long nanos) {
        int shift = Math.max(0, Long.SIZE - 11 - Long.numberOfLeadingZeros(nanos));
        return nanos | ((1L << shift) - 1);
    }
}
