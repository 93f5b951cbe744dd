package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class BucketCountsTest {
    @Test
    void a_sum_beyond_64_bits_comes_through_whole() {
        var histogram = new CensoredHistogram();
        for (int i = 0; i < 5; i++) {
            histogram.observe(Long.MAX_VALUE);
        }
        histogram.censor(7);

        BigInteger five = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(5));
        assertThat(histogram.observed().sum()).isEqualTo(five);
        assertThat(histogram.censored().sum()).isEqualTo(BigInteger.valueOf(7));
        var again = new CensoredHistogram(histogram.observed(), histogram.censored());
        assertThat(again.observed().sum()).isEqualTo(five);
        assertThat(again.mean()).isEqualTo(histogram.mean());
    }

    @Test
    void what_comes_in_after_a_question_counts_at_the_next() {
        var histogram = new CensoredHistogram();
        histogram.observe(10);
        assertThat(histogram.quantile(1).nanos()).isEqualTo(10);
        histogram.observe(1000);
        histogram.censor(5);

        assertThat(histogram.quantile(1).nanos()).isEqualTo(1000);
        assertThat(histogram.observed().size()).isEqualTo(2);
        assertThat(histogram.censored().size()).isEqualTo(1);
        assertThat(histogram.cdf().probabilities()).containsExactly(0.5, 1);
    }

    @Test
    void nothing_is_nothing_again() {
        var empty = new CensoredHistogram();

        assertThat(new CensoredHistogram(empty.observed(), empty.censored()).max())
                .isEqualTo(empty.max());
        assertThat(empty.observed().size()).isZero();
    }

    @Test
    void what_no_histogram_can_hold_is_refused() {
        assertThatThrownBy(() -> new BucketCounts(new long[] {5, 5}, new long[] {1, 1}, BigInteger.TEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BucketCounts(new long[] {5}, new long[] {0}, BigInteger.TEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BucketCounts(new long[] {5}, new long[0], BigInteger.TEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BucketCounts(new long[0], new long[0], BigInteger.TEN.negate()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
