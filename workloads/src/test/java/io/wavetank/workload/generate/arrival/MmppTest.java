package io.wavetank.workload.generate.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of a Markov-modulated Poisson process against theory. */
final class MmppTest {
    private static final double CALM = 1;
    private static final double STORM = 8;
    private static final double CALM_SECONDS = 30;
    private static final double STORM_SECONDS = 10;
    private static final int WINDOWS = 400_000;
    private static final Mmpp TWO =
            new Mmpp(List.of(new Mmpp.State(CALM, CALM_SECONDS), new Mmpp.State(STORM, STORM_SECONDS)));

    @Test
    void counts_have_the_mean_variance_and_autocorrelation_of_theory() {
        double window = 5;
        double leave = 1 / CALM_SECONDS + 1 / STORM_SECONDS;
        double calm = CALM_SECONDS / (CALM_SECONDS + STORM_SECONDS);
        double spread = (STORM - CALM) * (STORM - CALM) * calm * (1 - calm);
        double mean = (CALM * calm + STORM * (1 - calm)) * window;
        double turn = leave * window;
        double variance = mean + 2 * spread / (leave * leave) * (turn - 1 + StrictMath.exp(-turn));

        double[] counts = Played.until(TWO, 11, window * WINDOWS).counts(window, WINDOWS);

        assertThat(TWO.meanRatePerSecond() * window).isCloseTo(mean, within(1e-12));
        assertThat(Played.mean(counts)).isCloseTo(mean, within(0.01 * mean));
        assertThat(Played.covariance(counts, 0)).isCloseTo(variance, within(0.015 * variance));
        for (int lag = 1; lag <= 8; lag++) {
            double fall = StrictMath.expm1(-turn);
            double expected = spread / (leave * leave) * fall * fall * StrictMath.exp(-turn * (lag - 1));
            assertThat(Played.covariance(counts, lag) / variance)
                    .as("autocorrelation of counts at lag %s", lag)
                    .isCloseTo(expected / variance, within(0.012));
        }
    }

    @Test
    void gaps_are_more_variable_than_those_of_poisson() {
        // E[gap^2] by the phase-type form of two states: pi_a (Q - L)^-1 solved by hand for this pair
        double[][] minus = {
            {CALM + 1 / CALM_SECONDS, -1 / CALM_SECONDS}, {-1 / STORM_SECONDS, STORM + 1 / STORM_SECONDS}
        };
        double determinant = minus[0][0] * minus[1][1] - minus[0][1] * minus[1][0];
        double[][] inverse = {
            {minus[1][1] / determinant, -minus[0][1] / determinant},
            {-minus[1][0] / determinant, minus[0][0] / determinant}
        };
        double rate = TWO.meanRatePerSecond();
        double[] atArrival = {0.75 * CALM / rate, 0.25 * STORM / rate};
        double first = 0;
        double second = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                first += atArrival[i] * inverse[i][j];
                for (int k = 0; k < 2; k++) {
                    second += 2 * atArrival[i] * inverse[i][j] * inverse[j][k];
                }
            }
        }
        double cv = Math.sqrt(second / (first * first) - 1);

        assertThat(cv).isGreaterThan(1.3);
        assertThat(Played.of(TWO, 12, 1_000_000).cvOfGaps()).isCloseTo(cv, within(0.01 * cv));
    }

    @Test
    void three_states_with_a_matrix_are_visited_as_the_chain_says() {
        var process = new Mmpp(
                List.of(new Mmpp.State(0, 10), new Mmpp.State(1, 20), new Mmpp.State(10, 5)),
                List.of(List.of(0.0, 3.0, 1.0), List.of(1.0, 0.0, 1.0), List.of(1.0, 0.0, 0.0)));
        // visits v = vP: v0 = v1 / 2 + v2, v1 = 3/4 v0, v2 = v0 / 4 + v1 / 2, so (8, 6, 5) / 19; times sojourns (80,
        // 120, 25) / 225
        assertThat(process.stationary().get(0)).isCloseTo(80 / 225.0, within(1e-12));
        assertThat(process.stationary().get(1)).isCloseTo(120 / 225.0, within(1e-12));
        assertThat(process.meanRatePerSecond()).isCloseTo((120 + 250) / 225.0, within(1e-12));
        // the rate's variance is 8.9 and its memory about 6 s: four standard errors over 1.8 million seconds
        assertThat(Played.of(process, 13, 3_000_000).ratePerSecond()).isCloseTo(370 / 225.0, within(0.031));
    }

    @Test
    void it_starts_in_its_stationary_state() {
        int[] arrived = new int[1];
        for (int seed = 0; seed < 20_000; seed++) {
            arrived[0] += Played.until(TWO, seed, 0.1).seconds().length;
        }
        double expected = TWO.meanRatePerSecond() * 0.1;
        assertThat(arrived[0] / 20_000.0).isCloseTo(expected, within(4 * Math.sqrt(expected * 1.5 / 20_000)));
    }

    @Test
    void faults_say_what_would_do() {
        assertThatThrownBy(() -> new Mmpp(List.of(new Mmpp.State(0, 1))))
                .hasMessageContaining("states")
                .hasMessageContaining("at least one must");
        assertThatThrownBy(() -> new Mmpp(List.of(new Mmpp.State(1, 1)), List.of(List.of(1.0, 2.0))))
                .hasMessageContaining("transitions = [[1.0, 2.0]]")
                .hasMessageContaining("1 rows of 1");
        var pair = List.of(new Mmpp.State(1, 1), new Mmpp.State(0, 1));
        assertThatThrownBy(() -> new Mmpp(pair, List.of(List.of(1.0, 0.0), List.of(0.0, 1.0))))
                .hasMessageContaining("falls into parts");
        assertThatThrownBy(() -> new Mmpp(pair, List.of(List.of(0.0, 1.0), List.of(0.0, 1.0))))
                .hasMessageContaining("no state with a rate is ever reached");
    }
}
