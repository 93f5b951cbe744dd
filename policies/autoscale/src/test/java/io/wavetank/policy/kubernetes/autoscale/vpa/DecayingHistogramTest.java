package io.wavetank.policy.kubernetes.autoscale.vpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Worked out by hand. */
final class DecayingHistogramTest {
    private static final long DAY = 86_400_000_000_000L;

    private final DecayingHistogram histogram = new DecayingHistogram(Buckets.CPU, DAY, VpaSettings.YEAR_2023);

    @Test
    void there_are_176_buckets_each_a_twentieth_wider_than_the_one_before() {
        assertThat(Buckets.CPU.count()).isEqualTo(176);
        assertThat(Buckets.MEMORY.count()).isEqualTo(176);
        assertThat(Buckets.CPU.start(0)).isZero();
        assertThat(Buckets.CPU.start(2)).isEqualTo(0.020499999999999987);
        assertThat(Buckets.CPU.of(0.0099)).isZero();
        assertThat(Buckets.CPU.of(1e9)).isEqualTo(175);
    }

    @Test
    void powers_are_those_of_repeated_squaring() {
        assertThat(BinaryPower.of(1.05, 1)).isEqualTo(1.05);
        assertThat(BinaryPower.of(2, 10)).isEqualTo(1024);
        assertThat(BinaryPower.of(4, -2)).isEqualTo(0.0625);
        assertThat(BinaryPower.of(Double.POSITIVE_INFINITY, -2)).isZero();
    }

    @Test
    void an_empty_histogram_says_zero() {
        assertThat(histogram.percentile(0.5)).isZero();
        histogram.add(1, 1, 0);
        histogram.subtract(1, 1, 0);
        assertThat(histogram.percentile(0.5)).isZero();
    }

    @Test
    void after_a_half_life_one_new_sample_outweighs_an_old_one_twice() {
        histogram.add(0.5, 1, 0);
        histogram.add(2, 1, DAY);

        // Weights 1 and 2: a third of the total is below.
        assertThat(histogram.percentile(0.33)).isCloseTo(0.5, within(0.05));
        assertThat(histogram.percentile(0.34)).isGreaterThan(2);
    }

    @Test
    void beyond_a_hundred_half_lives_the_old_is_gone() {
        histogram.add(0.5, 1, 0);
        histogram.add(2, 1, 101 * DAY);

        assertThat(histogram.percentile(0.001)).isGreaterThan(2);
    }

    @Test
    void a_merge_moves_the_older_reference_even_of_the_one_that_is_merged() {
        var other = new DecayingHistogram(Buckets.CPU, DAY, VpaSettings.YEAR_2023);
        histogram.add(2, 1, 10 * DAY);
        other.add(0.5, 1, 0);

        histogram.merge(other);

        assertThat(histogram.percentile(0.0005)).isLessThan(1);
        assertThat(histogram.percentile(0.01)).isGreaterThan(2);
        assertThat(other.save().referenceNanos()).isEqualTo(10 * DAY);
    }

    @Test
    void a_checkpoint_is_in_ten_thousandths_of_the_largest_weight() {
        histogram.add(0.5, 1, 0);
        histogram.add(2, 4, 0);

        DecayingHistogram.Checkpoint saved = histogram.save();

        assertThat(saved.weights().values()).containsExactly(2500, 10_000);
        assertThat(saved.totalWeight()).isEqualTo(5);
        var loaded = new DecayingHistogram(Buckets.CPU, DAY, VpaSettings.YEAR_2023);
        loaded.load(saved);
        assertThat(loaded.percentile(0.19)).isLessThan(1);
        assertThat(loaded.percentile(0.21)).isGreaterThan(2);
        var odd = new DecayingHistogram.Checkpoint(0, new TreeMap<>(Map.of(176, 1)), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> loaded.load(odd));
    }
}
