package io.wavetank.workload.generate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounding up to a grid, and what that does to the mean. */
final class WholeTest {
    @ParameterizedTest
    @CsvSource({
        "0,250,0,0",
        "0.1,250,0,250",
        "250,250,0,250",
        "250.1,250,0,500",
        "0,1,1,1",
        "1e300,7,0,2305843009213693951"
    })
    void values_are_rounded_up_to_the_grid(double value, long step, long least, long expected) {
        assertThat(Whole.up(value, step, least)).isEqualTo(expected);
    }

    static List<Distribution> distributions() {
        return List.of(
                new Constant(3.5),
                new Uniform(0, 2000),
                new Exponential(20),
                new LogNormal(900, 2.25),
                new Pareto(0.34, 1, 5000),
                new Pareto(1.5, 100),
                new Empirical(List.of(0.0, 3.2, 900.0), List.of(1.0, 2.0, 1.0)));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void the_mean_of_rounded_values_is_that_of_the_values_rounded(Distribution distribution) {
        for (long step : new long[] {1, 250}) {
            double sum = 0;
            int steps = 400_000;
            for (int i = 0; i < steps; i++) {
                double s = (i + 0.5) / steps;
                sum += Whole.up(distribution.quantile(s * s * (3 - 2 * s)), step, 0) * 6 * s * (1 - s) / steps;
            }
            assertThat(Whole.meanUp(distribution, step, 0) / sum)
                    .as("step %s", step)
                    .isCloseTo(1, within(3e-3));
        }
    }
}
