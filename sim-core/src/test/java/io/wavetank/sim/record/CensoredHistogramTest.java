package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CensoredHistogramTest {
    private final CensoredHistogram histogram = new CensoredHistogram();

    /**
     * The remission times of the 21 leukaemia patients of Freireich et al. (1963) who were given 6-MP, the textbook example: observed 6, 6, 6,
     * 7, 10, 13, 16, 22, 23; censored 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35. By hand S(6) = 18/21, S(7) = S(6) * 16/17,
     * S(10) = S(7) * 14/15, S(13) = S(10) * 11/12, S(16) = S(13) * 10/11, S(22) = S(16) * 6/7, S(23) = S(22) * 5/6.
     */
    @Test
    void gives_the_hand_computed_survival_of_the_textbook_example() {
        for (int time : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            histogram.observe(time);
        }
        for (int time : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            histogram.censor(time);
        }
        DistributionCurve curve = histogram.cdf();

        assertThat(curve.nanos()).containsExactly(6, 7, 10, 13, 16, 22, 23);
        double[] survival = {0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482};
        for (int i = 0; i < survival.length; i++) {
            assertThat(1 - curve.probabilities()[i]).isCloseTo(survival[i], within(5e-5));
        }
        assertThat(histogram.quantile(0.5)).isEqualTo(new Quantile(23, false));
        assertThat(histogram.quantile(0.25)).isEqualTo(new Quantile(13, false));
        assertThat(histogram.quantile(0.6)).isEqualTo(new Quantile(35, true));
        assertThat(histogram.max()).isEqualTo(new Quantile(35, true));
        assertThat(histogram.observedMeanNanos()).isEqualTo(109.0 / 9);
        assertThat(histogram.mean()).isEqualTo(new Quantile(359.0 / 21, true));
        assertThat(histogram.count()).isEqualTo(21);
        assertThat(histogram.observedCount()).isEqualTo(9);
        assertThat(histogram.censoredCount()).isEqualTo(12);
    }

    @Test
    void gives_ordinary_quantiles_when_nothing_is_censored() {
        for (int i = 1; i <= 1000; i++) {
            histogram.observe(i);
        }
        assertThat(histogram.quantile(0)).isEqualTo(new Quantile(1, false));
        for (int i = 1; i <= 1000; i++) {
            assertThat(histogram.quantile(i / 1000.0)).isEqualTo(new Quantile(i, false));
        }
        assertThat(histogram.quantile(0.9501)).isEqualTo(new Quantile(951, false));
        assertThat(histogram.max()).isEqualTo(new Quantile(1000, false));
        assertThat(histogram.mean()).isEqualTo(new Quantile(500.5, false));
    }

    @Test
    void lets_the_observed_come_before_the_censored_at_one_duration() {
        histogram.observe(5);
        histogram.censor(5);

        assertThat(histogram.quantile(0.5)).isEqualTo(new Quantile(5, false));
        assertThat(histogram.quantile(0.51)).isEqualTo(new Quantile(5, true));
        assertThat(histogram.max()).isEqualTo(new Quantile(5, true));
    }

    @Test
    void knows_only_a_lower_bound_when_all_is_censored() {
        histogram.censor(7);
        histogram.censor(3_000_001);

        assertThat(histogram.quantile(0.01)).isEqualTo(new Quantile(3_000_001, true));
        assertThat(histogram.cdf().nanos()).isEmpty();
        assertThat(histogram.observedMeanNanos()).isNaN();
    }

    @Test
    void says_not_a_number_when_there_is_nothing() {
        assertThat(histogram.quantile(0.5)).isEqualTo(new Quantile(Double.NaN, false));
        assertThat(histogram.max()).isEqualTo(new Quantile(Double.NaN, false));
        assertThat(histogram.mean()).isEqualTo(new Quantile(Double.NaN, false));
        assertThat(histogram.cdf().probabilities()).isEmpty();
    }

    @Test
    void holds_everything_from_zero_to_centuries_in_less_than_a_megabyte() {
        long century = 3_155_760_000_000_000_000L;
        for (long nanos = 1; nanos > 0; nanos *= 3) {
            histogram.observe(nanos % century);
            histogram.censor(nanos % century);
        }
        histogram.observe(0);
        histogram.observe(Long.MAX_VALUE);
        histogram.censor(Long.MAX_VALUE);

        assertThat(histogram.footprintBytes()).isLessThan(1_000_000);
        assertThat(histogram.max()).isEqualTo(new Quantile(Long.MAX_VALUE, true));
        assertThat(histogram.quantile(0)).isEqualTo(new Quantile(0, false));
    }

    @Test
    void has_an_exact_mean_beyond_the_range_of_a_long() {
        for (int i = 0; i < 5; i++) {
            histogram.observe(Long.MAX_VALUE);
        }
        assertThat(histogram.observedMeanNanos()).isEqualTo(0x1p63);
    }

    @Test
    void refuses_negative_durations_and_impossible_quantiles() {
        assertThatThrownBy(() -> histogram.observe(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.censor(-1)).isInstanceOf(IllegalArgumentException.class);
        for (double q : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> histogram.quantile(q)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(histogram.count()).isZero();
    }
}
