package io.wavetank.workload.generate.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.Uniform;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rates and gaps of the processes without rhythm; bounds are four standard errors at these fixed seeds' sample sizes. */
final class ArrivalsTest {
    private static final int MANY = 200_000;

    @Test
    void poisson_gaps_are_exponential_and_do_not_know_of_each_other() {
        Played played = Played.of(new Poisson(2.5), 1, MANY);

        assertThat(played.ratePerSecond()).isCloseTo(2.5, within(4 * 2.5 / Math.sqrt(MANY)));
        assertThat(played.cvOfGaps()).isCloseTo(1, within(4 / Math.sqrt(MANY)));
        double[] gaps = played.gaps();
        for (int lag = 1; lag <= 5; lag++) {
            double correlation = Played.covariance(gaps, lag) / Played.covariance(gaps, 0);
            assertThat(correlation).as("lag %s", lag).isCloseTo(0, within(4 / Math.sqrt(MANY)));
        }
        double[] counts = played.counts(10, 7_500);
        assertThat(Played.covariance(counts, 0) / Played.mean(counts)).isCloseTo(1, within(4 * Math.sqrt(2.0 / 7_500)));
    }

    static Stream<Distribution> gaps() {
        return Stream.of(new Uniform(1, 3), Gamma.ofMean(2, 0.25), HyperExponential.ofMean(2, 9));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void renewal_gaps_have_their_mean_and_cv(Distribution gap) {
        Played played = Played.of(new Renewal(gap), 2, MANY);

        assertThat(played.ratePerSecond()).isCloseTo(0.5, within(0.5 * 4 * gap.cv() / Math.sqrt(MANY)));
        assertThat(played.cvOfGaps()).isCloseTo(gap.cv(), within(0.02 * gap.cv()));
    }

    @Test
    void constant_gaps_tick_like_a_clock() {
        ArrivalClock clock = new Renewal(new Constant(0.25)).start(new Draws(1, 0));

        for (long i = 1; i <= 1000; i++) {
            assertThat(clock.nextNanos()).isEqualTo(250_000_000L * i);
        }
    }

    @Test
    void batches_come_at_one_instant_and_have_their_sizes() {
        var batches = new Batches(new Poisson(1), new Empirical(List.of(1.0, 10.0), List.of(3.0, 1.0)));
        Played played = Played.of(batches, 3, MANY);

        assertThat(batches.meanRatePerSecond()).isCloseTo(3.25, within(1e-12));
        double errorOfRate = Math.sqrt((0.75 + 25.0) / 3.25 / MANY) * 3.25;
        assertThat(played.ratePerSecond()).isCloseTo(3.25, within(4 * errorOfRate));
        double[] counts = played.counts(100, 600);
        assertThat(Played.covariance(counts, 0) / Played.mean(counts))
                .as("variance over mean of counts: E[B^2] / E[B]")
                .isCloseTo((0.75 + 25) / 3.25, within(0.2 * 25.75 / 3.25));
        long together = 0;
        for (double gap : played.gaps()) {
            together += gap == 0 ? 1 : 0;
        }
        assertThat(together / (double) MANY).isCloseTo(9 * 0.25 / 3.25, within(0.01));
    }

    @Test
    void what_is_there_at_the_start_comes_at_0_and_then_never() {
        ArrivalClock clock = new AtStart(2).start(new Draws(1, 0));

        assertThat(clock.nextNanos()).isZero();
        assertThat(clock.nextNanos()).isZero();
        assertThat(clock.nextNanos()).isEqualTo(ArrivalClock.NEVER);
        assertThat(clock.nextNanos()).isEqualTo(ArrivalClock.NEVER);
    }

    static Stream<Arrivals> rated() {
        return Stream.of(
                new Poisson(0.3),
                new Renewal(new Gamma(2, 3)),
                new Cyclic(0.3, new DayShape.Sinusoid(1, 16), List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.5), 30.5),
                new Mmpp(List.of(new Mmpp.State(0, 50), new Mmpp.State(2, 10))),
                new Batches(new Poisson(0.1), new Uniform(1, 4)),
                new Cox(
                        new Cyclic(0.3, new DayShape.Sinusoid(0.5, 12)),
                        List.of(new Modulation.LogGaussian(0.5, 60, 10))),
                new Cox(
                        new Cyclic(0.3, new DayShape.Sinusoid(0, 12)),
                        List.of(new Modulation.States(
                                new Mmpp(List.of(new Mmpp.State(0, 50), new Mmpp.State(5, 10)))))));
    }

    /** The most variable of them has a standard error of 0.6 %. */
    @ParameterizedTest
    @MethodSource("rated")
    void the_stated_mean_rate_is_met_scaled_and_repeated(Arrivals arrivals) {
        double weeks = 4 * 7 * 86_400.0;
        Played once = Played.until(arrivals, 4, weeks);
        double stated = arrivals.meanRatePerSecond();

        assertThat(once.seconds().length / weeks).isCloseTo(stated, within(0.025 * stated));
        assertThat(arrivals.scaled(3).meanRatePerSecond()).isCloseTo(3 * stated, within(1e-9));
        assertThat(Played.until(arrivals.scaled(3), 4, weeks).seconds().length / weeks)
                .isCloseTo(3 * stated, within(3 * 0.025 * stated));
        assertThat(Played.until(arrivals, 4, weeks).seconds()).isEqualTo(once.seconds());
        assertThat(Played.until(arrivals, 5, weeks).seconds()).isNotEqualTo(once.seconds());
    }

    @Test
    void a_doubled_rate_halves_each_time_and_keeps_the_luck() {
        double[] slow = Played.of(new Poisson(1), 6, 1000).seconds();
        double[] fast = Played.of(new Poisson(2), 6, 1000).seconds();

        for (int i = 0; i < slow.length; i++) {
            assertThat(fast[i]).isCloseTo(slow[i] / 2, within(1e-8));
        }
    }

    @Test
    void a_longer_run_begins_like_a_shorter_one() {
        var process = new Mmpp(List.of(new Mmpp.State(0.5, 50), new Mmpp.State(2, 10)));

        assertThat(Played.of(process, 1, 5000).seconds())
                .startsWith(Played.of(process, 1, 500).seconds());
    }
}
