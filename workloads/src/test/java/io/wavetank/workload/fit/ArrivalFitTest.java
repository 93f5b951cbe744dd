package io.wavetank.workload.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Mmpp;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Paced;
import io.wavetank.workload.generate.arrival.Poisson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArrivalFitTest {
    private static final double DAY = 86_400;

    static CountSeries counts(Paced process, double binSeconds, int bins, double startHour) {
        var made = new RateSeries("test", process, binSeconds).open(new Draws(3, 0));
        long[] counts = new long[bins];
        for (int i = 0; i < bins; i++) {
            counts[i] = made.next();
        }
        return new CountSeries(binSeconds, startHour, counts);
    }

    private static List<Double> hours() {
        List<Double> hours = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            hours.add(1.0 + hour);
        }
        return hours;
    }

    @Test
    void a_poisson_process_is_told_as_one() {
        ArrivalFit fit = ArrivalFit.of(counts(new Poisson(0.01), 600, 5000, 0), null);

        assertThat(fit.chosen().name()).isEqualTo("poisson");
        assertThat(fit.chosen().process().meanRatePerSecond()).isCloseTo(0.01, within(0.0003));
        assertThat(fit.counts().dispersion()).isCloseTo(1, within(0.06));
    }

    @Test
    void the_hours_and_weekdays_of_a_rhythm_are_found_again() {
        var made = new Cyclic(0.05, new DayShape.Hourly(hours()), List.of(1.0, 2.0, 1.0, 1.0, 1.0, 0.5, 0.25), 30);

        ArrivalFit fit = ArrivalFit.of(counts(made, 1800, 48 * 140, 30), null);

        assertThat(fit.chosen().name()).isEqualTo("cyclic (day and week)");
        var found = (Cyclic) fit.chosen().process();
        assertThat(found.ratePerSecond()).isCloseTo(0.05, within(0.001));
        for (int day = 0; day < 7; day++) {
            assertThat(found.weekdayFactors().get(day))
                    .isCloseTo(made.weekdayFactors().get(day), within(0.05));
        }
        List<Double> weights = ((DayShape.Hourly) found.day()).weights();
        for (int hour = 0; hour < 24; hour++) {
            assertThat(weights.get(hour)).isCloseTo((1.0 + hour) / 12.5, within(0.1));
        }
    }

    @Test
    void the_states_of_a_modulated_process_are_found_again() {
        var made = new Mmpp(List.of(new Mmpp.State(0.002, 20_000), new Mmpp.State(0.05, 5000)));

        ArrivalFit fit = ArrivalFit.of(counts(made, 300, 30_000, 0), "mmpp");

        StatesFit.Result two = StatesFit.of(fit.counts(), all(fit.counts(), 1.0), 2);
        Mmpp.State calm = two.chain().states().get(0);
        Mmpp.State storm = two.chain().states().get(1);
        assertThat(calm.ratePerSecond() / 300).isCloseTo(0.002, within(0.0002));
        assertThat(storm.ratePerSecond() / 300).isCloseTo(0.05, within(0.002));
        assertThat(calm.meanSojournSeconds()).isCloseTo(20_000, within(3000.0));
        assertThat(storm.meanSojournSeconds()).isCloseTo(5000, within(900.0));
        double seen = fit.counts().mean() / 300;
        assertThat(fit.chosen().process().meanRatePerSecond()).isCloseTo(seen, within(seen * 0.05));
    }

    private static double[] all(CountSeries series, double value) {
        double[] values = new double[series.length()];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void bursts_beyond_a_rhythm_are_told_from_the_rhythm() {
        var cycle = new Cyclic(0.02, new DayShape.Hourly(hours()), List.of(), 0);
        var chain = new Mmpp(List.of(new Mmpp.State(0.5, 40_000), new Mmpp.State(3, 10_000)));

        ArrivalFit fit =
                ArrivalFit.of(counts(new Cox(cycle, List.of(new Modulation.States(chain))), 600, 144 * 100, 0), null);

        assertThat(fit.chosen().family()).isEqualTo("cox");
        ArrivalFit.Candidate rhythm = fit.candidates().stream()
                .filter(each -> each.family().equals("cyclic"))
                .findFirst()
                .orElseThrow();
        assertThat(fit.chosen().aic()).isLessThan(rhythm.aic() - 1000);
        assertThat(fit.chosen().distance()).isLessThan(rhythm.distance());
        assertThat(fit.chosen().process().meanRatePerSecond()).isCloseTo(0.02, within(0.002));
    }

    @Test
    void a_wandering_level_is_found_again() {
        var flat = new Cyclic(2, new DayShape.Hourly(Collections.nCopies(24, 1.0)), List.of(), 0);
        var level = new Modulation.LogGaussian(0.6, 7200, 60);
        CountSeries series = counts(new Cox(flat, List.of(level)), 60, 20_000, 0);

        LogGaussianFit.Result found = LogGaussianFit.of(series, all(series, series.mean()), 1);

        assertThat(found.levels().get(0).sigma()).isCloseTo(0.6, within(0.1));
        assertThat(found.levels().get(0).correlationSeconds()).isCloseTo(7200, within(2500.0));
    }

    @Test
    void what_is_missing_counts_neither_for_nor_against() {
        CountSeries whole = counts(new Poisson(0.01), 600, 4000, 0);
        long[] holes = whole.counts();
        for (int i = 0; i < 1000; i++) {
            holes[i] = -1;
        }

        ArrivalFit fit = ArrivalFit.of(new CountSeries(600, 0, holes), null);

        assertThat(fit.chosen().process().meanRatePerSecond()).isCloseTo(0.01, within(0.0004));
        assertThat(fit.counts().known()).isEqualTo(3000);
    }

    @Test
    void with_a_handful_of_arrivals_nothing_but_a_rate_is_fitted() {
        ArrivalFit fit = ArrivalFit.of(new CountSeries(DAY, 0, new long[] {3, 0, 1}), "cox");

        assertThat(fit.candidates()).hasSize(1);
        assertThat(fit.why()).contains("too few arrivals");
    }

    @Test
    void one_series_gives_one_fit_to_the_last_digit() {
        CountSeries series = counts(new Poisson(0.01), 600, 3000, 0);

        assertThat(ArrivalFit.of(series, null)).isEqualTo(ArrivalFit.of(series, null));
    }
}
