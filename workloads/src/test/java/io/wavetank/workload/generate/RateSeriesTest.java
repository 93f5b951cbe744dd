package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.arrival.Renewal;
import io.wavetank.workload.generate.distribution.Constant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateSeriesTest {
    @ParameterizedTest(name = "mean {0}")
    @ValueSource(doubles = {0.3, 7, 399, 401, 20_000})
    void counts_have_the_mean_and_the_variance_of_a_poisson_number(double mean) {
        var counts = new RateSeries("test", new Poisson(mean / 60), 60).open(new Draws(1, 0));
        double sum = 0;
        double squares = 0;
        int intervals = 20_000;
        for (int i = 0; i < intervals; i++) {
            double count = counts.next();
            sum += count;
            squares += count * count;
        }

        double found = sum / intervals;
        assertThat(found).isCloseTo(mean, within(4 * Math.sqrt(mean / intervals)));
        assertThat(squares / intervals - found * found).isCloseTo(mean, within(0.05 * mean));
    }

    @Test
    void a_day_is_in_the_counts_as_it_is_in_the_process() {
        var day = new Cyclic(1, new DayShape.Sinusoid(0.5, 12));
        var counts = new RateSeries("test", day, 3600).open(new Draws(1, 0));
        double[] hours = new double[24];
        for (int hour = 0; hour < 24 * 50; hour++) {
            hours[hour % 24] += counts.next() / 50.0 / 3600;
        }

        assertThat(hours[11]).isCloseTo(1.5, within(0.01));
        assertThat(hours[23]).isCloseTo(0.5, within(0.01));
    }

    @Test
    void a_random_factor_has_the_mean_one_and_the_variance_that_it_is_given() {
        var flat = new Cyclic(1000, new DayShape.Sinusoid(0, 12));
        var cox = new Cox(flat, List.of(new Modulation.LogGaussian(0.5, 300, 60)));
        var counts = new RateSeries("test", cox, 60).open(new Draws(2, 0));
        double sum = 0;
        double squares = 0;
        int intervals = 50_000;
        for (int i = 0; i < intervals; i++) {
            double factor = counts.next() / 60_000.0;
            sum += factor;
            squares += factor * factor;
        }

        double mean = sum / intervals;
        assertThat(mean).isCloseTo(1, within(0.03));
        assertThat(squares / intervals - mean * mean).isCloseTo(Math.expm1(0.25), within(0.04));
    }

    /** Counts of 60,000 in the mean are the factor itself; that of a log-normal level has the covariance {@code exp(sigma^2 r) - 1} at its correlation r. */
    @Test
    void a_wandering_factor_is_correlated_as_stated() {
        var flat = new Cyclic(1000, new DayShape.Sinusoid(0, 12));
        var cox = new Cox(flat, List.of(new Modulation.LogGaussian(0.5, 300, 60)));
        var counts = new RateSeries("test", cox, 60).open(new Draws(3, 0));
        double[] factors = new double[200_000];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = counts.next() / 60_000.0;
        }

        for (int lag : new int[] {1, 3, 5, 10, 30}) {
            double sum = 0;
            for (int i = lag; i < factors.length; i++) {
                sum += (factors[i] - 1) * (factors[i - lag] - 1);
            }
            double expected = StrictMath.expm1(0.25 * StrictMath.exp(-lag * 60 / 300.0));
            assertThat(sum / (factors.length - lag)).as("lag %s", lag).isCloseTo(expected, within(0.02));
        }
    }

    @Test
    void one_seed_makes_one_series_and_another_another() {
        var series = new RateSeries("test", new Poisson(1), 60);

        assertThat(first(series, 1)).isEqualTo(first(series, 1)).isNotEqualTo(first(series, 2));
    }

    private static List<Long> first(RateSeries series, long seed) {
        var counts = series.open(new Draws(seed, 0));
        return List.of(counts.next(), counts.next(), counts.next(), counts.next());
    }

    @Test
    void a_renewal_process_is_refused() {
        assertThatThrownBy(() -> new RateSeries("test", new Renewal(new Constant(1)), 60))
                .hasMessageContaining("not Poisson");
    }
}
