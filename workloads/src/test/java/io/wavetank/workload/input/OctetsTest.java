package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight bytes at a time say what one at a time would. */
final class OctetsTest {
    private static final String BEFORE = "9,a0-.8:";

    @Test
    void digits_are_the_number_that_they_spell() {
        var draws = new Draws(1, 0);
        for (int i = 0; i < 20_000; i++) {
            int length = 1 + draws.below(Octets.DIGITS_MAX, i, 0);
            var text = new StringBuilder();
            for (int k = 0; k < length; k++) {
                text.append(draws.below(10, i, k + 1));
            }
            assertThat(digits(text.toString())).isEqualTo(Long.parseLong(text.toString()));
        }
    }

    @Test
    void anything_but_a_digit_in_any_place_is_found() {
        for (int length = 1; length <= Octets.DIGITS_MAX; length++) {
            for (int place = 0; place < length; place++) {
                for (int other = 0; other < 256; other++) {
                    byte[] text = "1234567890123456".substring(0, length).getBytes(StandardCharsets.US_ASCII);
                    text[place] = (byte) other;
                    long value = digits(text);
                    assertThat(value >= 0).isEqualTo(other >= '0' && other <= '9');
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00000000", "99999999", "100000000", "9999999999999999", "0000000000000001"})
    void digits_at_the_edges(String text) {
        assertThat(digits(text)).isEqualTo(Long.parseLong(text));
    }

    @Test
    void zeros_are_found_in_every_byte_and_nowhere_else() {
        for (int place = 0; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                long eight = (0x0180_FF7F_8101_7FFEL & ~(0xFFL << (8 * place))) | ((long) value << (8 * place));
                assertThat(Octets.zeros(eight)).isEqualTo(value == 0 ? 0x80L << (8 * place) : 0);
            }
        }
    }

    private static long digits(String text) {
        return digits(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long digits(byte[] text) {
        byte[] bytes = new byte[BEFORE.length() + text.length + 1];
        System.arraycopy(BEFORE.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, BEFORE.length());
        System.arraycopy(text, 0, bytes, BEFORE.length(), text.length);
        bytes[bytes.length - 1] = '5';
        return Octets.digits(bytes, BEFORE.length(), BEFORE.length() + text.length);
    }
}
