package io.wavetank.acceptance.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services modelled with the whole engine of requests meet their closed forms: 30 replications, the first fifth of each cut, half-width of the 95 %
 * interval at most 1 % of the truth; and over many seeds the interval covers the truth as often as it claims to.
 */
final class RequestClosedFormTest {
    private static final double MS = 1e6;

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
            covered += Replications.of(replication -> model.measure(of, replication, model.requests / 4))
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

    /** The gap to the limit of many servers, times the number of servers. */
    @Test
    void the_gap_of_two_drawn_to_its_limit_shrinks_like_one_over_n() {
        double limit = QueueingFormulas.twoDrawnOfManyLatency(0.9);
        double[] scaled = new double[2];
        int[] sizes = {10, 40};
        for (int i = 0; i < 2; i++) {
            int servers = sizes[i];
            Replications found = Replications.of(replication -> twoDrawn(servers, replication, 31_250 * servers));
            scaled[i] = (found.mean() - limit) * servers;
            assertThat(found.halfWidth()).isLessThan(0.1 * (found.mean() - limit));
        }

        // a gap like 1/sqrt(n) would double the product, one like 1/n^2 would quarter it
        assertThat(scaled[1] / scaled[0]).isBetween(0.75, 1.33);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void from_50_to_400_servers_the_gap_falls_with_an_exponent_of_minus_one() {
        double limit = QueueingFormulas.twoDrawnOfManyLatency(0.9);
        int[] sizes = {50, 100, 200, 400};
        double[] x = new double[sizes.length];
        double[] y = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            int servers = sizes[i];
            Replications found =
                    Replications.of(replication -> twoDrawn(servers, replication, 200 * servers * servers));
            x[i] = StrictMath.log(servers);
            y[i] = StrictMath.log(found.mean() - limit);
        }

        assertThat(slope(x, y)).isCloseTo(-1, within(0.15));
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

    /** Mean latency at load 0.9, in milliseconds. */
    private static double twoDrawn(int servers, int replication, int requests) {
        var draws = new Draws(11, replication);
        double nanos = requests / (0.9 * servers) * MS;
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.sharing("s", (client, stream) -> new PowerOfTwo(false))),
                List.of(OperationSpec.work("o", 0, RequestModel::exponential)),
                List.of(EntrySpec.open("u", 0, RequestModel.poisson(MS / (0.9 * servers), draws.stream("arrivals")))),
                (long) (nanos / 5));
        var loop = new TrafficLoop(spec, draws);
        for (int i = 0; i < servers; i++) {
            loop.fleet().addReady(0);
        }
        loop.advanceTo((long) nanos);
        return loop.finish().entries().get(0).latency().observedMeanNanos() / MS;
    }
}
