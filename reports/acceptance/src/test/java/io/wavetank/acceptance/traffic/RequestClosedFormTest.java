package io.wavetank.acceptance.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services modelled with the whole engine of requests meet their closed forms: 30 replications, the first fifth of each cut, half-width of the 95 %
 * interval at most 1 % of the truth; and over many seeds the interval covers the truth as often as it claims to.
 */
final class RequestClosedFormTest {
    @ParameterizedTest
    @EnumSource
    void the_interval_is_narrow_and_holds_the_truth(RequestModel model) {
        double truth = model.truth();
        Replications found = Replications.of(replication -> model.measure(0, replication, model.requests));

        assertThat(found.halfWidth()).as("half-width, truth %s", truth).isLessThan(0.01 * truth);
        // three half-widths are nearly six standard deviations: a bias shows, bad luck does not
        assertThat(Math.abs(found.mean() - truth)).isLessThan(3 * found.halfWidth());
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void over_two_hundred_seeds_the_interval_covers_the_truth_at_least_92_times_in_100(RequestModel model) {
        double truth = model.truth();
        int covered = 0;
        for (int seed = 0; seed < 200; seed++) {
            long of = seed;
            covered += Replications.of(replication -> model.measure(of, replication, model.requests / 16))
                            .covers(truth)
                    ? 1
                    : 0;
        }

        assertThat(covered).as("%s", model).isGreaterThanOrEqualTo(184);
    }

    @Test
    void the_formulas_meet_values_worked_out_by_hand() {
        // one server: B = a / (1 + a), C = a; two servers, a = 1: B = 1/5, C = 1/3
        assertThat(QueueingFormulas.erlangB(1, 0.5)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(QueueingFormulas.erlangB(2, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(QueueingFormulas.erlangC(1, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(QueueingFormulas.erlangC(2, 1)).isCloseTo(1.0 / 3, within(1e-12));
        // one of n drawn is n queues M/M/1
        assertThat(QueueingFormulas.shortestOfDrawn(2, 1, 0.5)).isCloseTo(2, within(1e-6));
        // a caller that comes again at once all the time is as good as one that waits: M/M/c
        assertThat(QueueingFormulas.retrialLatency(2, 1, 1e6))
                .isCloseTo(1 + QueueingFormulas.erlangC(2, 1), within(1e-4));
    }

    /** A gap like 1/sqrt(n) would halve from 25 to 100 servers, one like 1/n^2 would fall to a sixteenth. */
    @Test
    void the_gap_of_two_drawn_to_its_limit_shrinks_like_one_over_n() {
        TwoDrawnGap few = TwoDrawnGap.measure(25, 30, 1000);
        TwoDrawnGap many = TwoDrawnGap.measure(100, 30, 1000);

        assertThat(many.halfWidth()).isLessThan(0.2 * many.millis());
        assertThat(few.millis() / many.millis()).isBetween(3.0, 5.5);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void from_50_to_400_servers_the_gap_falls_with_an_exponent_of_minus_one() {
        int[] sizes = {50, 100, 200, 400};
        double[] x = new double[sizes.length];
        double[] y = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            TwoDrawnGap gap = TwoDrawnGap.measure(sizes[i], 30, 4000);
            x[i] = StrictMath.log(sizes[i]);
            y[i] = StrictMath.log(gap.millis());
            assertThat(gap.halfWidth()).as(gap.toString()).isLessThan(0.15 * gap.millis());
        }

        // intervals of 10 % make one of 0.07 of the exponent
        assertThat(slope(x, y)).isCloseTo(-1, within(0.1));
    }

    private static double slope(double[] x, double[] y) {
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            mx += x[i] / x.length;
            my += y[i] / x.length;
        }
        double up = 0;
        double down = 0;
        for (int i = 0; i < x.length; i++) {
            up += (x[i] - mx) * (y[i] - my);
            down += (x[i] - mx) * (x[i] - mx);
        }
        return up / down;
    }
}
