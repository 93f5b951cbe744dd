package io.wavetank.policy.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nine to five, Monday to Friday, in a run that begins on a Thursday. */
final class OfficeHoursTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final OfficeHours hours = new OfficeHours(9 * HOUR, 17 * HOUR, 5, 3);

    @ParameterizedTest
    @CsvSource({
        "3, 9", // Thursday before nine
        "9, 9", // opens
        "12, 12",
        "17, 33", // closes: Friday at nine
        "40, 40", // Friday at four
        "41, 105", // Friday at five: Monday at nine
        "60, 105", // Saturday
        "104, 105",
        "113, 129" // Monday at five
    })
    void it_is_open_next_at(long hour, long opens) {
        assertThat(hours.openFrom(hour * HOUR)).isEqualTo(opens * HOUR);
        assertThat(hours.open(hour * HOUR)).isEqualTo(hour == opens);
    }

    @ParameterizedTest
    @CsvSource({"9, 9, 5", "-1, 9, 5", "9, 25, 5", "9, 17, 0", "9, 17, 8"})
    void an_office_that_never_opens_or_never_closes_is_none(long from, long to, int days) {
        assertThatThrownBy(() -> new OfficeHours(from * HOUR, to * HOUR, days, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
