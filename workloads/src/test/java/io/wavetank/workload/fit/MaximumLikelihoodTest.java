package io.wavetank.workload.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Quantiles;
import io.wavetank.workload.generate.distribution.Uniform;
import io.wavetank.workload.generate.distribution.Weibull;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MaximumLikelihoodTest {
    private static final int MANY = 20_000;

    static Sample drawn(Distribution distribution, int count) {
        Draws draws = new Draws(7, 0).stream("sample");
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = distribution.sample(draws, i, 0);
        }
        return Sample.of(values);
    }

    private static Offset<Double> share(double of, double share) {
        return within(of * share);
    }

    @Test
    void log_normal_parameters_are_found_again() {
        LogNormal found = MaximumLikelihood.logNormal(drawn(new LogNormal(600, 1.7), MANY));

        assertThat(found.median()).isCloseTo(600, share(600, 0.04));
        assertThat(found.sigma()).isCloseTo(1.7, share(1.7, 0.02));
    }

    @Test
    void weibull_parameters_are_found_again() {
        Weibull found = MaximumLikelihood.weibull(drawn(new Weibull(0.45, 300), MANY));

        assertThat(found.shape()).isCloseTo(0.45, share(0.45, 0.02));
        assertThat(found.scale()).isCloseTo(300, share(300, 0.05));
    }

    @Test
    void gamma_parameters_are_found_again() {
        Gamma found = MaximumLikelihood.gamma(drawn(new Gamma(0.3, 5000), MANY));

        assertThat(found.shape()).isCloseTo(0.3, share(0.3, 0.03));
        assertThat(found.scale()).isCloseTo(5000, share(5000, 0.05));
    }

    @Test
    void pareto_parameters_are_found_again() {
        Pareto found = MaximumLikelihood.pareto(drawn(new Pareto(1.3, 20), MANY));

        assertThat(found.shape()).isCloseTo(1.3, share(1.3, 0.03));
        assertThat(found.min()).isCloseTo(20, share(20, 0.001));
    }

    @Test
    void the_mean_of_exponential_numbers_is_found_again() {
        assertThat(MaximumLikelihood.exponential(drawn(new Exponential(42), MANY))
                        .mean())
                .isCloseTo(42, share(42, 0.03));
    }

    @Test
    void the_parts_of_a_hyper_exponential_are_found_again() {
        var drawn = new HyperExponential(List.of(0.8, 0.2), List.of(10.0, 2000.0));

        HyperExponential found = HyperExponentialFit.of(drawn(drawn, MANY), 2);

        assertThat(found.weights().get(0)).isCloseTo(0.8, within(0.02));
        assertThat(found.means().get(0)).isCloseTo(10, share(10, 0.05));
        assertThat(found.means().get(1)).isCloseTo(2000, share(2000, 0.05));
    }

    @Test
    void expectation_and_maximisation_never_make_it_worse() {
        Sample sample = drawn(new LogNormal(100, 2), 2000);

        double two = LogDensity.sum(HyperExponentialFit.of(sample, 2), sample);
        double three = LogDensity.sum(HyperExponentialFit.of(sample, 3), sample);

        assertThat(two).isGreaterThan(LogDensity.sum(MaximumLikelihood.exponential(sample), sample));
        assertThat(three).isGreaterThanOrEqualTo(two - 1e-6);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("log-normal", new LogNormal(600, 1.7)),
                Arguments.of("weibull", new Weibull(0.45, 300)),
                Arguments.of("gamma", new Gamma(3, 50)),
                Arguments.of("pareto", new Pareto(1.3, 20)),
                Arguments.of("exponential", new Exponential(42)),
                Arguments.of("hyper-exponential", new HyperExponential(List.of(0.8, 0.2), List.of(10.0, 2000.0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void the_family_that_made_the_numbers_is_chosen_by_its_criterion(String family, Distribution made) {
        MarginalFit fit = MarginalFit.of("x", "s", drawn(made, MANY), null);

        assertThat(fit.chosen().family()).isEqualTo(family);
        assertThat(fit.chosen().distance()).isLessThan(0.015);
        assertThat(fit.fits().get(0)).isEqualTo(fit.chosen());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void a_density_is_the_slope_of_its_distribution_function(String family, Distribution made) {
        for (double u : new double[] {0.05, 0.3, 0.5, 0.9, 0.99}) {
            double x = made.quantile(u);
            double step = x * 1e-5;
            double slope = (made.cdf(x + step) - made.cdf(x - step)) / (2 * step);

            assertThat(LogDensity.at(made, x)).as(family + " at " + x).isCloseTo(Math.log(slope), within(1e-4));
        }
    }

    @Test
    void where_no_formula_comes_near_the_table_of_what_was_observed_is_chosen() {
        var twoHumps = new Empirical(List.of(1.0, 2.0, 1000.0, 1001.0), List.of(1.0, 1.0, 1.0, 1.0));

        MarginalFit fit = MarginalFit.of("x", "s", drawn(twoHumps, 4000), null);

        assertThat(fit.chosen().family()).isEqualTo("empirical");
        assertThat(fit.chosen().distribution()).isInstanceOf(Empirical.class);
        assertThat(fit.chosen().distance()).isLessThan(1e-9);
        assertThat(fit.why()).contains("is above 0.05");
    }

    @Test
    void many_different_numbers_become_quantiles_that_stay_near() {
        MarginalFit fit = MarginalFit.of("x", "s", drawn(new LogNormal(100, 2), MANY), "empirical");

        assertThat(fit.chosen().distribution()).isInstanceOf(Quantiles.class);
        assertThat(fit.chosen().distance()).isLessThan(0.005);
        assertThat(fit.why()).isEqualTo("asked for");
    }

    @Test
    void numbers_that_are_all_alike_are_a_constant() {
        MarginalFit fit = MarginalFit.of("x", "s", Sample.of(5, 5, 5), null);

        assertThat(fit.chosen().distribution()).isEqualTo(new Constant(5));
    }

    @Test
    void the_distance_of_a_sample_to_a_distribution_is_the_largest_gap_at_either_side_of_a_step() {
        assertThat(Sample.of(0.2, 0.9).distanceTo(new Uniform(0, 1))).isCloseTo(0.4, within(1e-9));
        assertThat(Sample.of(1, 1, 2, 2).distanceTo(new Empirical(List.of(1.0, 2.0), List.of(1.0, 3.0))))
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void the_distance_of_two_samples_counts_ties_on_both_sides_at_once() {
        assertThat(Sample.of(1, 2, 2, 3).distanceTo(Sample.of(2, 2, 3, 4))).isCloseTo(0.25, within(1e-12));
        assertThat(Sample.of(1, 2).distanceTo(Sample.of(1, 2))).isZero();
    }
}
