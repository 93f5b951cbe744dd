package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Held against StrictMath, which is off by less than one unit in the last place itself. */
final class LogarithmTest {
    private static final Draws DRAWS = new Draws(1, 0);

    @Test
    void is_that_of_strict_math_but_for_the_last_two_bits() {
        double worst = 0;
        int equal = 0;
        int numbers = 1_000_000;
        for (int i = 0; i < numbers; i++) {
            double x = DRAWS.uniform(i, 0);
            double off = unitsOff(x);
            worst = Math.max(worst, off);
            equal += off == 0 ? 1 : 0;
        }
        assertThat(worst).isLessThanOrEqualTo(2);
        assertThat(equal).isGreaterThan(numbers * 8 / 10);
    }

    @Test
    void loses_nothing_close_to_one_and_at_the_ends_of_what_is_drawn() {
        for (int bits = 1; bits <= 53; bits++) {
            double step = StrictMath.scalb(1, -bits);
            for (double x : new double[] {1 - step, 1 + step, step, 3 * step, 1 / step, 0.75 + step / 4, 1.5 - step}) {
                assertThat(unitsOff(x)).as("%s", x).isLessThanOrEqualTo(1);
            }
        }
        assertThat(Logarithm.of(1)).isZero();
        assertThat(unitsOff(Double.MIN_NORMAL)).isLessThanOrEqualTo(1);
        assertThat(unitsOff(Double.MAX_VALUE)).isLessThanOrEqualTo(1);
    }

    @Test
    void has_the_same_bits_everywhere() {
        long digest = 0;
        for (int i = 0; i < 10_000; i++) {
            digest = 31 * digest + Double.doubleToRawLongBits(Logarithm.of(DRAWS.uniform(i, 1)));
        }
        assertThat(digest).isEqualTo(-1335721964237943720L);
    }

    private static double unitsOff(double x) {
        double expected = StrictMath.log(x);
        return Math.abs(Logarithm.of(x) - expected) / Math.ulp(expected);
    }
}
