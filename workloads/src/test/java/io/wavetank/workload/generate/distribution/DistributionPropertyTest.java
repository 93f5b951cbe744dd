package io.wavetank.workload.generate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every distribution, checked on the same rows: the inverse against the closed forms, and samples against both. */
final class DistributionPropertyTest {
    private static final int SAMPLES = 200_000;
    private static final int STEPS = 400_000;

    static Stream<Distribution> continuous() {
        return Stream.of(
                new Uniform(2, 7),
                new Exponential(3),
                new LogNormal(600, 0.7),
                LogNormal.ofMean(600, 2),
                new Weibull(0.6, 100),
                new Weibull(3, 100),
                new Gamma(0.4, 5),
                new Gamma(1, 5),
                Gamma.ofMean(300, 0.3),
                new Pareto(4.5, 2),
                new Pareto(0.8, 1, 1000),
                new Pareto(1, 1, 1000),
                new Pareto(2, 1, 50),
                HyperExponential.ofMean(10, 4),
                new HyperExponential(List.of(0.7, 0.2, 0.1), List.of(1.0, 10.0, 40.0)),
                new Quantiles(List.of(0.0, 0.5, 0.9, 1.0), List.of(1.0, 4.0, 20.0, 30.0), false),
                new Quantiles(List.of(0.0, 0.5, 0.9, 1.0), List.of(1.0, 10.0, 100.0, 2000.0), true),
                new LogNormal(600, 2).truncated(10, 10_000),
                new Exponential(3).truncated(1, 4),
                new Gamma(0.4, 5).truncated(2, 30),
                new Weibull(0.6, 100).truncated(0, 200),
                new Pareto(1.2, 1).truncated(3, 80),
                HyperExponential.ofMean(10, 4).truncated(5, 60));
    }

    static Stream<Distribution> all() {
        return Stream.concat(
                continuous(),
                Stream.of(
                        new Constant(5),
                        new Empirical(List.of(1.0, 2.0, 8.0), List.of(5.0, 0.0, 1.0)),
                        new Empirical(List.of(1.0, 2.0, 8.0, 9.0), List.of(5.0, 3.0, 1.0, 1.0)).truncated(2, 8),
                        new Quantiles(List.of(0.0, 0.5, 1.0), List.of(3.0, 3.0, 6.0), false)));
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void the_inverse_undoes_the_distribution_function(Distribution distribution) {
        for (double u : new double[] {1e-6, 0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.9999, 1 - 1e-7}) {
            assertThat(distribution.cdf(distribution.quantile(u)))
                    .as("u = %s", u)
                    .isCloseTo(u, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_larger_draw_never_makes_a_smaller_value(Distribution distribution) {
        double before = distribution.min();
        for (int i = 0; i < 20_000; i++) {
            double value = distribution.quantile((i + 0.5) / 20_000);
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
        }
        assertThat(before).isLessThanOrEqualTo(distribution.max());
        assertThat(distribution.quantile(0x1p-53)).isGreaterThanOrEqualTo(distribution.min());
        assertThat(distribution.quantile(1 - 0x1p-53))
                .isLessThanOrEqualTo(distribution.max())
                .isFinite();
    }

    /** The midpoint rule over the inverse, with the substitution {@code u = 3 s^2 - 2 s^3} that tames both tails. */
    @ParameterizedTest
    @MethodSource("all")
    void moments_and_partial_moments_agree_with_the_integral_of_the_inverse(Distribution distribution) {
        double bound = distribution.quantile(0.8);
        double[] whole = new double[3];
        double[] below = new double[3];
        for (int i = 0; i < STEPS; i++) {
            double s = (i + 0.5) / STEPS;
            double value = distribution.quantile(s * s * (3 - 2 * s));
            double weight = 6 * s * (1 - s) / STEPS;
            for (int order = 0; order < 3; order++) {
                double part = weight * Constant.power(value, order);
                whole[order] += part;
                below[order] += value <= bound ? part : 0;
            }
        }
        for (int order = 0; order < 3; order++) {
            double full = distribution.partialMoment(order, Double.POSITIVE_INFINITY);
            assertThat(whole[order] / full).as("moment %s", order).isCloseTo(1, within(2e-3));
            assertThat(distribution.partialMoment(order, bound) / below[order])
                    .as("moment %s up to %s", order, bound)
                    .isCloseTo(1, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void samples_have_the_mean_the_variance_and_the_quantiles(Distribution distribution) {
        Draws draws = new Draws(7, 0).stream("samples");
        double mean = distribution.mean();
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        int[] below = new int[3];
        double[] probabilities = {0.1, 0.5, 0.9};
        for (int i = 0; i < SAMPLES; i++) {
            double value = distribution.sample(draws, i, 0);
            double off = value - mean;
            sum += off;
            squares += off * off;
            fourths += off * off * off * off;
            for (int q = 0; q < 3; q++) {
                below[q] += value <= distribution.quantile(probabilities[q]) ? 1 : 0;
            }
        }
        double variance = distribution.variance();
        double error = Math.sqrt(variance / SAMPLES);
        assertThat(sum / SAMPLES).as("mean is off by").isCloseTo(0, within(4 * error + 1e-12));
        double errorOfVariance = Math.sqrt((fourths / SAMPLES - variance * variance) / SAMPLES);
        assertThat(squares / SAMPLES).as("variance").isCloseTo(variance, within(4.5 * errorOfVariance + 1e-9));
        for (int q = 0; q < 3; q++) {
            double reached = distribution.cdf(distribution.quantile(probabilities[q]));
            double spread = Math.sqrt(reached * (1 - reached) / SAMPLES);
            assertThat(below[q] / (double) SAMPLES).isCloseTo(reached, within(4 * spread + 1e-12));
        }
    }
}
