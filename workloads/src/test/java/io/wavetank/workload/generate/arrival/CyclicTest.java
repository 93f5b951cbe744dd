package io.wavetank.workload.generate.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Constant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rhythm of day and week against its formula, and surges on top of it. */
final class CyclicTest {
    private static final int HOUR = 3600;
    private static final int WEEK_HOURS = 168;
    private static final int WEEKS = 40;
    private static final List<Double> FACTORS = List.of(1.0, 1.2, 1.0, 1.0, 0.8, 0.5, 0.0);

    static Stream<Cyclic> processes() {
        List<Double> table =
                IntStream.range(0, 24).mapToObj(hour -> (double) (hour % 7)).toList();
        return Stream.of(
                new Cyclic(0.2, new DayShape.Sinusoid(0.75, 16)),
                new Cyclic(0.2, new DayShape.Sinusoid(1, 3), FACTORS, 0),
                new Cyclic(0.2, new DayShape.Sinusoid(0.5, 12), FACTORS, 163.25),
                new Cyclic(0.2, new DayShape.Hourly(table), FACTORS, 0),
                new Cyclic(0.2, new DayShape.Hourly(table), List.of(), 40.75));
    }

    /** The rate at an instant, written down anew. */
    private static double rate(Cyclic process, double seconds) {
        double hours = seconds / HOUR + process.startHour();
        double sum = process.weekdayFactors().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double factor = process.weekdayFactors().get((int) (hours / 24) % 7) * 7 / sum;
        double shape = process.day() instanceof DayShape.Sinusoid wave
                ? 1 + wave.swing() * StrictMath.cos(2 * Math.PI * (hours - wave.peakHour()) / 24)
                : ((DayShape.Hourly) process.day()).weights().get((int) (hours % 24));
        return process.ratePerSecond() * factor * shape;
    }

    private static double expected(Cyclic process, double from, double to) {
        int steps = 120;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += rate(process, from + (to - from) * (i + 0.5) / steps) * (to - from) / steps;
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("processes")
    void each_hour_of_the_week_has_its_share(Cyclic process) {
        double[] counts =
                Played.until(process, 21, WEEKS * WEEK_HOURS * (double) HOUR).counts(HOUR, WEEKS * WEEK_HOURS);
        double all = 0;
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            double came = 0;
            for (int week = 0; week < WEEKS; week++) {
                came += counts[week * WEEK_HOURS + hour];
            }
            double wanted = WEEKS * expected(process, hour * (double) HOUR, (hour + 1.0) * HOUR);
            assertThat(came).as("hour %s", hour).isCloseTo(wanted, within(4.2 * Math.sqrt(wanted) + 0.5));
            all += wanted;
        }
        assertThat(all / (WEEKS * WEEK_HOURS * (double) HOUR)).isCloseTo(0.2, within(1e-3));
    }

    /** With the count of each window deterministic plus Poisson, the autocovariance of counts is that of the expected counts. */
    @ParameterizedTest
    @MethodSource("processes")
    void counts_are_correlated_as_the_rhythm_says(Cyclic process) {
        int windows = WEEKS * WEEK_HOURS;
        double[] counts = Played.until(process, 22, windows * (double) HOUR).counts(HOUR, windows);
        double[] wanted = new double[windows];
        for (int i = 0; i < windows; i++) {
            wanted[i] =
                    i < WEEK_HOURS ? expected(process, i * (double) HOUR, (i + 1.0) * HOUR) : wanted[i - WEEK_HOURS];
        }
        double variance = Played.covariance(wanted, 0) + Played.mean(wanted);
        assertThat(Played.covariance(counts, 0) / variance).isCloseTo(1, within(0.03));
        for (int lag : new int[] {1, 6, 12, 24, 84, 168}) {
            assertThat(Played.covariance(counts, lag) / variance)
                    .as("lag %s hours", lag)
                    .isCloseTo(Played.covariance(wanted, lag) / variance, within(0.02));
        }
    }

    /** In the clock of the cumulative rate the gaps are exponential with mean 1: the inversion is exact. */
    @ParameterizedTest
    @MethodSource("processes")
    void gaps_in_the_clock_of_the_rate_are_those_of_poisson(Cyclic process) {
        double[] seconds = Played.of(process, 23, 4000).seconds();
        double[] gaps = new double[seconds.length];
        double before = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = expected(process, before, seconds[i]);
            before = seconds[i];
        }
        Arrays.sort(gaps);
        double farthest = 0;
        for (int i = 0; i < gaps.length; i++) {
            double cdf = -StrictMath.expm1(-gaps[i]);
            farthest = Math.max(farthest, Math.max(cdf - i / 4000.0, (i + 1) / 4000.0 - cdf));
        }
        assertThat(farthest).as("Kolmogorov-Smirnov at 1 %%").isLessThan(1.63 / Math.sqrt(4000));
    }

    @Test
    void a_surge_multiplies_the_rate_for_its_time_and_shifts_no_clock() {
        var base = new Cyclic(5, new DayShape.Sinusoid(0.5, 12));
        var surge = new Surge(20 * HOUR, 2 * HOUR, 6);
        var outage = new Surge(30 * HOUR, HOUR, 0);
        double[] counts = Played.until(new Surges(base, List.of(surge, outage)), 24, 48.0 * HOUR)
                .counts(HOUR, 48);

        for (int hour = 0; hour < 48; hour++) {
            double factor = hour == 20 || hour == 21 ? 6 : hour == 30 ? 0 : 1;
            double wanted = factor * expected(base, hour * (double) HOUR, (hour + 1.0) * HOUR);
            assertThat(counts[hour]).as("hour %s", hour).isCloseTo(wanted, within(4 * Math.sqrt(wanted)));
        }
    }

    @Test
    void what_comes_once_in_an_age_never_comes_and_is_not_waited_for() {
        var rare = new Cyclic(1e-99, new DayShape.Hourly(Collections.nCopies(24, 1.0)), List.of(), 0);

        assertThat(rare.start(new Draws(1, 0)).nextNanos()).isEqualTo(ArrivalClock.NEVER);
    }

    @Test
    void surges_that_overlap_multiply() {
        var surges = new Surges(new Poisson(10), List.of(new Surge(100, 200, 3), new Surge(200, 200, 2)));
        double[] counts = Played.until(surges, 25, 500).counts(100, 5);

        double[] wanted = {1000, 3000, 6000, 2000, 1000};
        for (int i = 0; i < 5; i++) {
            assertThat(counts[i]).isCloseTo(wanted[i], within(4 * Math.sqrt(wanted[i])));
        }
    }

    @Test
    void a_surge_of_a_metronome_ticks_faster() {
        var ticks = new Renewal(new Constant(10));
        double[] seconds = Played.of(new Surges(ticks, List.of(new Surge(15, 20, 5))), 1, 14)
                .seconds();

        // the second tick is half done at 15 and needs 1 s more; then every 2 s until 35, where half a tick is left
        // over
        assertThat(seconds).startsWith(10, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 40, 50, 60);
    }

    @Test
    void faults_say_what_would_do() {
        var flat = new DayShape.Sinusoid(0, 0);
        assertThatThrownBy(() -> new DayShape.Sinusoid(1.5, 12)).hasMessageContaining("swing = 1.5");
        assertThatThrownBy(() -> new DayShape.Hourly(List.of(1.0))).hasMessageContaining("one for each of 24");
        assertThatThrownBy(() -> new Cyclic(1, flat, List.of(1.0), 0)).hasMessageContaining("seven from Monday");
        assertThatThrownBy(() -> new Cyclic(1, flat, Collections.nCopies(7, 0.0), 0))
                .hasMessageContaining("weekday_factors")
                .hasMessageContaining("at least one must be above 0");
        assertThatThrownBy(() -> new Cyclic(1, flat, List.of(), 200)).hasMessageContaining("start_hour = 200.0");
        assertThatThrownBy(() -> new Surge(0, 0, 2)).hasMessageContaining("duration_seconds = 0.0");
        assertThatThrownBy(() -> new Surges(new Poisson(1), List.of())).hasMessageContaining("surges = []");
        assertThatThrownBy(() -> new Poisson(-1)).hasMessageContaining("rate_per_second = -1.0");
        assertThatThrownBy(() -> new AtStart(0)).hasMessageContaining("count = 0");
    }
}
