package io.wavetank.report.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against the printed table of Student's t, and how often they hold the truth. */
final class EstimateTest {
    /** The standard deviation of a row of -1 and 1 is known, and so is what the table says for one degree of freedom less. */
    @ParameterizedTest(name = "{0} replications")
    @CsvSource({"2, 12.706", "3, 4.303", "5, 2.776", "10, 2.262", "20, 2.093", "30, 2.045", "101, 1.984"})
    void the_half_width_is_that_of_the_table(int replications, double t) {
        double[] values =
                DoubleStream.iterate(-1, value -> -value).limit(replications).toArray();
        double mean = replications % 2 == 0 ? 0 : -1.0 / replications;
        double squares = replications * (1 - mean * mean);
        double deviation = Math.sqrt(squares / (replications - 1));

        Estimate found = Estimate.of(DoubleStream.of(values));

        assertThat(found.mean()).isCloseTo(mean, within(1e-12));
        assertThat(found.halfWidth() / (deviation / Math.sqrt(replications))).isCloseTo(t, within(6e-4));
        assertThat(found.replications()).isEqualTo(replications);
    }

    @Test
    void one_replication_has_no_interval_and_none_has_no_mean() {
        assertThat(Estimate.of(DoubleStream.of(7)).mean()).isEqualTo(7);
        assertThat(Estimate.of(DoubleStream.of(7)).hasInterval()).isFalse();
        assertThat(Estimate.of(DoubleStream.empty()).mean()).isNaN();
    }

    @Test
    void replications_without_the_figure_are_left_out() {
        Estimate found = Estimate.of(DoubleStream.of(1, Double.NaN, 3, Double.POSITIVE_INFINITY));

        assertThat(found.mean()).isEqualTo(2);
        assertThat(found.halfWidth()).isCloseTo(12.706, within(1e-3));
        assertThat(found.replications()).isEqualTo(2);
    }

    @Test
    void a_difference_is_one_where_its_interval_leaves_out_zero() {
        assertThat(new Estimate(-2, 1, 5).isNotZero()).isTrue();
        assertThat(new Estimate(1, 1, 5).isNotZero()).isFalse();
        assertThat(new Estimate(0, 0, 5).isNotZero()).isFalse();
        assertThat(new Estimate(3, Double.NaN, 1).isNotZero()).isFalse();
    }
}
