package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CalendarTimeTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @ParameterizedTest
    @CsvSource({
        "2023-11-16 18:17:03.9799600,      2023-11-17T02:17:03.979960Z",
        "2017-10-09 07:01:55,              2017-10-09T14:01:55Z",
        "2017-11-05 01:30:00,              2017-11-05T08:30:00Z", // comes twice: the first
        "2017-03-12 02:30:00,              2017-03-12T10:30:00Z", // left out: half an hour later by the new clock
        "6/21/2005 10:54,                  2005-06-21T17:54:00Z",
        "2019-01-04T14:41:12-0500,         2019-01-04T19:41:12Z",
        "2023-03-01 00:18:22+08:00,        2023-02-28T16:18:22Z",
        "2024-05-10 00:00:00.009930+00:00, 2024-05-10T00:00:00.009930Z",
        "2024-05-10T00:00:00Z,             2024-05-10T00:00:00Z",
        "1969-12-31T23:59:59.5Z,           1969-12-31T23:59:59.500Z",
    })
    void dates_are_read_as_traces_write_them(String text, String instant) {
        Instant expected = Instant.parse(instant);
        assertThat(CalendarTime.nanos(text, PACIFIC))
                .isEqualTo(expected.getEpochSecond() * 1_000_000_000L + expected.getNano());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2017-10-09",
                "2017-13-09 07:00:00",
                "2017-02-30 07:00:00",
                "2017-10-09 25:00:00",
                "2017-10-09 07",
                "x-10-09 07:00:00",
                "10-09-2017 07:00:00",
                "2017-10-09 07:00:00+99:00",
                "2017-10-09 -7:00:00",
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> CalendarTime.nanos(text, PACIFIC)).isInstanceOf(DateTimeException.class);
    }
}
