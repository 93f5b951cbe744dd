package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantities are read exactly, or not at all. */
final class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "CPU, 32, 32000",
        "CPU, 32000m, 32000",
        "CPU, 0.5, 500",
        "CPU, 1e3, 1000000",
        "CPU, 2k, 2000000",
        "CPU, 0, 0",
        "BYTES, 128Gi, 137438953472",
        "BYTES, 128G, 128000000000",
        "BYTES, 1.5Ki, 1536",
        "BYTES, 1e3, 1000",
        "BYTES, 500k, 500000",
        "BYTES, 7Ei, 8070450532247928832",
        "BYTES, 1E3, 1000",
        "BYTES, 1E, 1000000000000000000",
        "DURATION, 250ms, 250000000",
        "DURATION, 36h, 129600000000000",
        "DURATION, 1h30m, 5400000000000",
        "DURATION, 1.5s, 1500000000",
        "DURATION, 0, 0",
        "DURATION, 5min, 300000000000",
        "DURATION, 2d, 172800000000000",
        "TIME, 13:20, 48000000000000",
        "TIME, 0:00:01.5, 1500000000",
        "TIME, 90m, 5400000000000",
        "COUNT, 12, 12"
    })
    void is_read_exactly(Unit unit, String text, long amount) {
        assertThat(unit.complaint(text, true)).isNull();
        assertThat(unit.whole(text)).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, 500M, 500m",
        "CPU, 4cores, 4",
        "CPU, -1, ''",
        "CPU, x, ''",
        "CPU, 1_000, 1000",
        "CPU, 010, 10",
        "DURATION, 05m, 5m",
        "BYTES, 128Gb, 128Gi",
        "BYTES, 128GB, 128Gi",
        "BYTES, 64GiB, 64Gi",
        "BYTES, 5K, 5Ki",
        "BYTES, 5 Gi, 5Gi",
        "BYTES, 128gi, 128Gi",
        "BYTES, 500m, 500Mi",
        "BYTES, '', ''",
        "DURATION, 36, 36s",
        "DURATION, 5 min, 5m",
        "DURATION, 36H, 36h",
        "DURATION, 3 days, 3d",
        "DURATION, 20 msec, 20ms",
        "DURATION, 1h 30m, ''",
        "DURATION, 5w, ''",
        "RATE, 5, 5/s",
        "RATE, 5/w, ''",
        "COUNT, 010, 10",
        "COUNT, ten, ''"
    })
    void is_refused_with_what_would_do(Unit unit, String text, String near) {
        String complaint = unit.complaint(text, true);

        assertThat(complaint).isNotNull();
        if (near.isEmpty()) {
            assertThat(complaint).doesNotContain("did you mean");
        } else {
            assertThat(complaint).endsWith("did you mean '" + near + "'?");
        }
    }

    @Test
    void rates_are_counted_by_the_second() {
        assertThat(Unit.RATE.number("1200/h")).isEqualTo(1 / 3.0);
        assertThat(Unit.RATE.number("0.5/s")).isEqualTo(0.5);
        assertThat(Unit.RATE.number("30/m")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"86400000000000, 1d", "17280000000000, 288m", "1500000000, 1500ms", "7, 7ns", "0, 0s"})
    void durations_are_written_in_the_largest_unit_that_is_exact(long nanos, String text) {
        assertThat(Unit.duration(nanos)).isEqualTo(text);
        assertThat(Unit.DURATION.whole(text)).isEqualTo(nanos);
    }
}
