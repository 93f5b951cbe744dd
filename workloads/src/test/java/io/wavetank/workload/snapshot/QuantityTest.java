package io.wavetank.workload.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worked out by hand from the rules of the Kubernetes API. */
final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 1000",
        "100m, 1, 100",
        "0.5, 1, 500",
        ".5, 1, 500",
        "1., 1, 1000",
        "1n, 1, 1",
        "1500u, 1, 2",
        "2k, 2000, 2000000",
        "1.5Gi, 1610612736, 1610612736000",
        "1E, 1000000000000000000, -1",
        "1e3, 1000, 1000000",
        "1E3, 1000, 1000000",
        "5e-1, 1, 500",
        "1e-30, 1, 1",
        "0e999999, 0, 0",
        "+3, 3, 3000",
        "-100m, -1, -100",
        "16Ei, 9223372036854775807, -1",
        "1Ki, 1024, 1024000",
        "1e-999999999, 1, 1"
    })
    void rounds_up_and_knows_all_suffixes(String text, long value, long millis) {
        Quantity quantity = Quantity.parse(text);

        assertThat(quantity.value()).isEqualTo(value);
        if (millis != -1) {
            assertThat(quantity.milliValue()).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1K", "1ki", "1 Gi", "e3", "1e", "1e3Ki", "--1", "1,5", "NaN", "1Ki2", "0x10", "1_000"})
    void refuses_what_is_no_quantity(String text) {
        assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_what_no_64_bit_number_holds() {
        assertThatThrownBy(() -> Quantity.parse("1e400").value()).hasMessageContaining("1e400 is larger than");
        assertThatThrownBy(() -> Quantity.parse("1e99999999999").value()).hasMessageContaining("larger than");
        assertThatThrownBy(() -> Quantity.parse("10E").value()).hasMessageContaining("larger than");
        assertThatThrownBy(() -> Quantity.parse("16Ei").milliValue()).hasMessageContaining("larger than");
    }
}
