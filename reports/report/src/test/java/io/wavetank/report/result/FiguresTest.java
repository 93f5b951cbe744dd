package io.wavetank.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How figures with intervals are written for people. */
final class FiguresTest {
    private static Estimate of(double mean, double halfWidth) {
        return new Estimate(mean, halfWidth, 10);
    }

    @ParameterizedTest(name = "{0} s +- {1} s is {2}")
    @CsvSource({
        "602.4, 313.8, 10.0 +-5.2 min",
        "1.16, 15, 1.2 +-15.0 s",
        "250.8, 66.8, 4.18 +-1.11 min",
        "2, 194, 0.03 +-3.23 min",
        "0.25, 0.01, 250 +-10 ms",
        "7, 0, 7 s",
        "7, NaN, 7 s",
        "NaN, NaN, -"
    })
    void a_time_and_its_width_share_unit_and_decimals(double mean, double halfWidth, String text) {
        assertThat(Figures.duration(of(mean, halfWidth))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} +- {1} is {2}")
    @CsvSource({
        "0.5921, 0.009, 59.2 +-0.9%",
        "0.5921, 0.0002, 59.21 +-0.02%",
        "0.5921, 0.00001, 59.21 +-<0.01%",
        "0.0023, 0.0001, 0.230 +-0.010%",
        "0.592, 0, 59.2%"
    })
    void a_width_of_a_share_is_never_written_as_zero(double mean, double halfWidth, String text) {
        assertThat(Figures.percent(of(mean, halfWidth))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1, 100.0%",
        "0.9999999999999998, 100.0%",
        "0.999999, 99.9999%",
        "0.999595, 99.96%",
        "0.9994, 99.9%",
        "1.2, 120.0%",
        "0, 0.0%",
        "0.0004, 0.04%"
    })
    void what_is_not_the_whole_does_not_read_as_it(double share, String text) {
        assertThat(Figures.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} +- {1} is {2}")
    @CsvSource({
        "0.1536, 0.0318, 15.4 +-3.2 points",
        "0.00003, 0.00004, 0.00300 +-0.00400 points",
        "0.00002, NaN, 0.002 points"
    })
    void points_keep_three_digits_however_small_they_are(double mean, double halfWidth, String text) {
        assertThat(Figures.points(of(mean, halfWidth))).isEqualTo(text);
    }

    @Test
    void a_width_is_never_written_as_zero() {
        assertThat(Figures.short3(of(1.0, 0.001))).isEqualTo("1.00 +-<0.01");
        assertThat(Figures.short3(of(12345, 0.25))).isEqualTo("12,345 +-<1");
        assertThat(Figures.duration(of(22680, 5))).isEqualTo("6.30 +-<0.01 h");
        assertThat(Figures.short3(of(1.0, 0.005))).isEqualTo("1.00 +-0.01");
    }

    @Test
    void ratios_and_counts_keep_their_thousands_apart() {
        assertThat(Figures.short3(of(1.25, 0.179))).isEqualTo("1.25 +-0.18");
        assertThat(Figures.short3(of(12_345.6, 100))).isEqualTo("12,346 +-100");
        assertThat(Figures.count(of(10_960.4, 61.2))).isEqualTo("10,960 +-62");
        assertThat(Figures.count(of(10_960, 0))).isEqualTo("10,960");
    }

    @ParameterizedTest(name = "{0} +- {1} is {2}")
    @CsvSource({
        "0.2, 0.36, 0.2 +-0.4",
        "0.02, 0.04, 0.02 +-0.04",
        "1, 1.21, 1.0 +-1.3",
        "9.6, 0.3, 9.6 +-0.3",
        "2.5, NaN, 2.5",
        "3, 0, 3",
        "0, 0, 0",
        "10.4, 0.3, 10 +-1"
    })
    void a_mean_of_few_things_is_not_rounded_away(double mean, double halfWidth, String text) {
        assertThat(Figures.count(of(mean, halfWidth))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 0.977 KiB",
        "51539607552, 48 GiB",
        "1030792151040, 960 GiB",
        "1374389534720, 1.25 TiB"
    })
    void memory_is_in_the_unit_that_suits(double bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }
}
