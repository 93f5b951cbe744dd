package io.wavetank.workload.generate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault names the key, its value, and what would do. */
final class DistributionFaultsTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                fault(() -> new Constant(-1), "value = -1.0", "would do"),
                fault(() -> new Uniform(3, 3), "max = 3.0", "constant"),
                fault(() -> new Exponential(0), "mean = 0.0", "600 would do"),
                fault(() -> new Exponential(Double.NaN), "mean = NaN", "600 would do"),
                fault(() -> new LogNormal(1, -2), "sigma = -2.0", "1 would do"),
                fault(() -> LogNormal.ofMean(10, 0), "cv = 0.0", "1 would do"),
                fault(() -> new Weibull(0, 1), "shape = 0.0", "would do"),
                fault(() -> new Gamma(1, Double.POSITIVE_INFINITY), "scale = Infinity", "600 would do"),
                fault(() -> new Pareto(1.5, 10, 5), "max = 5.0", "min = 10.0"),
                fault(() -> new Pareto(1e-300, 1, 2), "shape = 1.0E-300", "1.5 would do"),
                fault(() -> HyperExponential.ofMean(1, 0.5), "cv_squared = 0.5", "gamma"),
                fault(() -> new HyperExponential(List.of(1.0), List.of(1.0, 2.0)), "weights = [1.0]", "as many"),
                fault(() -> new Empirical(List.of(2.0, 1.0), List.of(1.0, 1.0)), "values = [2.0, 1.0]", "sort"),
                fault(() -> new Empirical(List.of(2.0), List.of(0.0)), "weights = [0.0]", "above 0"),
                fault(
                        () -> new Quantiles(List.of(0.1, 1.0), List.of(1.0, 2.0), false),
                        "probabilities",
                        "first must be 0"),
                fault(() -> new Quantiles(List.of(0.0, 1.0), List.of(0.0, 2.0), true), "values = 0.0", "above 0"),
                fault(() -> new Exponential(1).truncated(100, 200), "min, max = 100.0, 200.0", "bounds around 0.69"),
                fault(() -> new Exponential(1).truncated(5, 4), "max = 4.0", "min = 5.0"),
                fault(() -> new Constant(3).truncated(5, 9), "value = 3.0", "move the bounds"),
                fault(
                        () -> new Empirical(List.of(1.0), List.of(1.0)).truncated(2, 3),
                        "min, max = 2.0, 3.0",
                        "none of the values"));
    }

    private static Arguments fault(ThrowingCallable made, String keyAndValue, String wouldDo) {
        return Arguments.of(made, keyAndValue, wouldDo);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void a_fault_names_the_key_its_value_and_what_would_do(ThrowingCallable made, String keyAndValue, String wouldDo) {
        assertThatThrownBy(made)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(keyAndValue)
                .hasMessageContaining(wouldDo);
    }

    @Test
    void an_endless_tail_says_that_it_has_no_mean_or_no_variance() {
        assertThat(new Pareto(1, 1).mean()).isInfinite();
        assertThat(new Pareto(1.5, 1).mean()).isEqualTo(3);
        assertThat(new Pareto(1.5, 1).variance()).isInfinite();
    }
}
