package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AxisScaleTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | NUMBER | 0 0.2 0.4 0.6 0.8 1",
                "0 | 10800 | NUMBER | 0 2,000 4,000 6,000 8,000 10,000 12,000",
                "0 | 4.4e7 | NUMBER | 0 10M 20M 30M 40M 50M",
                "-3 | 5 | NUMBER | -4 -2 0 2 4 6",
                "0 | 1e24 | NUMBER | 0 2e23 4e23 6e23 8e23 1e24",
                "0 | 1e-7 | NUMBER | 0 2e-8 4e-8 6e-8 8e-8 1e-7",
                "0 | 1 | SHARE | 0% 20% 40% 60% 80% 100%",
                "0 | 0.96 | SHARE | 0% 20% 40% 60% 80% 100%",
                "0 | 0.004 | SHARE | 0% 0.1% 0.2% 0.3% 0.4%",
                "0 | 9000 | SECONDS | 0 30 60 90 120 150",
                "0 | 3e10 | BYTES | 0 5 10 15 20 25 30",
            })
    void marks_of_values_read_well(double min, double max, Quantity quantity, String expected) {
        AxisScale scale = AxisScale.values(min, max, quantity);

        assertThat(texts(scale)).containsExactly(expected.split(" ", -1));
        assertThat(scale.lower()).isLessThanOrEqualTo(min);
        assertThat(scale.upper()).isGreaterThanOrEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 86400 | h | 0 3 6 9 12 15 18 21 24",
                "0 | 604800 | d | 0 1 2 3 4 5 6 7",
                "0 | 2400 | min | 0 5 10 15 20 25 30 35 40",
                "0 | 90 | s | 0 10 20 30 40 50 60 70 80 90",
                "7200 | 7200 | ms | 7,200,000 7,200,200 7,200,400 7,200,600 7,200,800 7,201,000",
                "5000 | 90000 | h | 3 6 9 12 15 18 21 24",
            })
    void simulated_time_has_the_unit_of_its_span(long first, long last, String unit, String expected) {
        AxisScale scale = AxisScale.time(first * SECOND, last * SECOND);

        assertThat(scale.unitText()).isEqualTo(unit);
        assertThat(texts(scale)).containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-30, 1, 7e17, 1e100, Double.MAX_VALUE})
    void every_size_has_a_few_distinct_marks(double max) {
        for (Quantity quantity : Quantity.values()) {
            AxisScale scale = AxisScale.values(-max, max, quantity);

            assertThat(scale.lower()).isLessThan(scale.upper());
            assertThat(texts(scale)).hasSizeBetween(2, 12).doesNotHaveDuplicates();
        }
    }

    @Test
    void zero_has_a_place_on_a_logarithmic_axis() {
        LogScale log = LogScale.of(0.5, 7200, true, Quantity.SECONDS);

        assertThat(texts(log.scale())).containsExactly("0", "1 s", "10 s", "1 min", "10 min", "1 h");
        assertThat(log.position(0)).isEqualTo(log.scale().lower()).isLessThan(log.position(0.5));
        assertThat(log.position(7200)).isEqualTo(log.scale().upper());
    }

    @Test
    void a_logarithmic_axis_of_times_has_marks_between_where_those_of_decades_are_few() {
        assertThat(texts(LogScale.of(4000, 400_000, false, Quantity.SECONDS).scale()))
                .containsExactly("2 h", "5 h", "10 h", "1 d", "2 d");
        assertThat(texts(LogScale.of(12, 90, false, Quantity.SECONDS).scale()))
                .containsExactly("20 s", "50 s", "1 min");
    }

    @Test
    void a_logarithmic_axis_begins_at_a_decade_that_lies_right_below_its_values() {
        assertThat(texts(LogScale.of(1.0005, 5000, false, Quantity.NUMBER).scale()))
                .containsExactly("1", "10", "100", "1,000");
        assertThat(texts(LogScale.of(2, 5000, false, Quantity.NUMBER).scale())).containsExactly("10", "100", "1,000");
    }

    @Test
    void a_logarithmic_axis_of_bytes_has_powers_of_two_with_their_units() {
        double mebi = 1 << 20;
        assertThat(texts(LogScale.of(mebi * 1.0005, mebi * mebi, true, Quantity.BYTES)
                        .scale()))
                .containsExactly("0", "1 MiB", "32 MiB", "1 GiB", "32 GiB", "1 TiB");
        assertThat(texts(LogScale.of(200 * mebi, 300_000 * mebi, false, Quantity.BYTES)
                        .scale()))
                .containsExactly("256 MiB", "1 GiB", "4 GiB", "16 GiB", "64 GiB", "256 GiB");
    }

    @Test
    void what_is_beyond_nine_decades_shares_the_place_of_zero() {
        LogScale log = LogScale.of(1e-20, 1e3, false, Quantity.NUMBER);

        assertThat(texts(log.scale())).startsWith("~0", "1e-6").endsWith("1,000");
        assertThat(log.position(1e-20)).isEqualTo(log.scale().lower());
    }

    @Test
    void marks_do_not_depend_on_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(texts(AxisScale.values(0, 1500.5, Quantity.NUMBER))).contains("1,500");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> texts(AxisScale scale) {
        return scale.ticks().stream().map(AxisTick::text).toList();
    }
}
