package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shortest decimals by the rule of {@code Double.toString} since JDK 19; before that the second and the floats came out longer, or as others. */
final class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0x1.999999999999ap-4, 0.1",
        "0x1p-25, 2.9802322387695312E-8",
        "0x1.5555555555555p-2, 0.3333333333333333",
        "0x1.2a05f2p+33, 1E+10",
        "-0x1.8p1, -3",
        "0x0p0, 0",
        "0x1.0000000000001p0, 1.0000000000000002",
    })
    void a_double_is_what_it_was_written_as(String bits, String decimal) {
        assertThat(ShortestDecimal.of(Double.parseDouble(bits))).isEqualByComparingTo(new BigDecimal(decimal));
    }

    @ParameterizedTest
    @CsvSource({"0x1.99999ap-4f, 0.1", "0x1.3b6a56p26f, 82684250", "0x1.baa31ep+27f, 232069360", "0x1p-149f, 1.4013E-45"
    })
    void a_float_is_the_double_that_is_written_alike(String bits, double decimal) {
        assertThat(ShortestDecimal.ofFloat(Float.parseFloat(bits))).isEqualTo(decimal);
    }

    @Test
    void what_is_no_number_stays_so() {
        assertThat(ShortestDecimal.ofFloat(Float.NaN)).isNaN();
        assertThat(ShortestDecimal.ofFloat(Float.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void every_number_is_read_as_itself_again() {
        var draws = new Draws(1, 0);
        for (int i = 0; i < 20_000; i++) {
            long bits = (long) draws.below(1 << 30, i, 0) << 34 ^ (long) draws.below(1 << 30, i, 1) << 8 ^ i;
            double value = Double.longBitsToDouble(bits);
            if (Double.isFinite(value)) {
                assertThat(ShortestDecimal.of(value).doubleValue()).isEqualTo(value);
                float single = Float.intBitsToFloat((int) (bits >>> 32));
                if (Float.isFinite(single)) {
                    assertThat((float) ShortestDecimal.ofFloat(single)).isEqualTo(single);
                }
            }
        }
    }
}
