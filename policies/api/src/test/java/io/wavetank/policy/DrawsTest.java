package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrawsTest {
    private static final Draws DRAWS = new Draws(42, 0).stream("test");

    /** The vectors of Random123 for philox2x64 with 10 rounds: two counter words, the key, two words out. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0000000000000000, 0000000000000000, ca00a0459843d731, 66c24222c9a845b5",
        "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 65b021d60cd8310f, 4d02f3222f86df20",
        "243f6a8885a308d3, 13198a2e03707344, a4093822299f31d0, 0a5e742c2997341c, b0f883d38000de5d",
    })
    void gives_the_known_answers_of_random123(
            String counter0, String counter1, String key, String word0, String word1) {
        assertThat(Draws.philox(hex(key), hex(counter0), hex(counter1), 0)).isEqualTo(hex(word0));
        assertThat(Draws.philox(hex(key), hex(counter0), hex(counter1), 1)).isEqualTo(hex(word1));
    }

    /** Frozen: a change here changes the result of every stochastic run. */
    @Test
    void keeps_its_values_for_ever() {
        assertThat(DRAWS.bits(0, 0)).isEqualTo(0xdd38874145b2940eL);
        assertThat(DRAWS.bits(7, 3)).isEqualTo(0xcc9801e141603565L);
        assertThat(new Draws(-1, 9).stream("a").stream("b").bits(-5, Long.MAX_VALUE))
                .isEqualTo(0x29ec42e16f62e4b0L);
    }

    @Test
    void gives_the_same_value_whatever_the_order_of_asking() {
        long[] forwards = new long[1000];
        for (int i = 0; i < forwards.length; i++) {
            forwards[i] = DRAWS.bits(i % 10, i / 10);
        }
        Draws again = new Draws(42, 0).stream("test");
        for (int i = forwards.length - 1; i >= 0; i--) {
            again.below(7, i, i);
            assertThat(again.bits(i % 10, i / 10)).isEqualTo(forwards[i]);
        }
    }

    @Test
    void differs_by_seed_replication_stream_nesting_subject_and_k() {
        Draws root = new Draws(1, 0);
        var seen = new TreeSet<Long>();
        int asked = 0;
        for (long seed = -100; seed < 100; seed++) {
            for (int replication = 0; replication < 20; replication++) {
                seen.add(new Draws(seed, replication).bits(0, 0));
                asked++;
            }
        }
        for (int i = 0; i < 20_000; i++) {
            seen.add(root.stream("node-" + i).bits(0, 0));
            seen.add(root.stream("x").bits(i, 0));
            seen.add(root.stream("y").bits(0, i));
            asked += 3;
        }
        seen.add(root.stream("a").stream("b").bits(0, 0));
        seen.add(root.stream("b").stream("a").bits(0, 0));
        seen.add(root.stream("ab").bits(0, 0));
        seen.add(root.stream("").bits(0, 0));
        assertThat(seen).hasSize(asked + 4);
    }

    @Test
    void keeps_uniform_inside_the_open_interval_with_the_moments_of_the_uniform_distribution() {
        int n = 1 << 18;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double u = DRAWS.uniform(i, 0);
            assertThat(u > 0 && u < 1).isTrue();
            sum += u;
            squares += u * u;
        }
        assertThat(sum / n).isCloseTo(1.0 / 2, within(4.5 * StrictMath.sqrt(1.0 / 12 / n)));
        assertThat(squares / n).isCloseTo(1.0 / 3, within(4.5 * StrictMath.sqrt(4.0 / 45 / n)));
    }

    @Test
    void draws_below_a_bound_evenly() {
        int[] counts = new int[6];
        int n = 600_000;
        for (int i = 0; i < n; i++) {
            counts[DRAWS.below(6, 3, i)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - n / 6.0) * (count - n / 6.0) / (n / 6.0);
        }
        assertThat(chiSquare).isLessThan(35); // 5 degrees of freedom: exceeded by chance once in 700,000
        assertThat(DRAWS.below(1, 0, 0)).isZero();
        assertThat(DRAWS.below(Integer.MAX_VALUE, 0, 0)).isBetween(0, Integer.MAX_VALUE - 1);
    }

    @Test
    void draws_exponentials_with_the_mean_variance_and_tail_of_the_distribution() {
        int n = 1 << 18;
        double sum = 0;
        double squares = 0;
        int beyondThreeMeans = 0;
        for (int i = 0; i < n; i++) {
            double x = DRAWS.exponential(2.0, i, 1);
            sum += x;
            squares += x * x;
            beyondThreeMeans += x > 6 ? 1 : 0;
        }
        double tail = StrictMath.exp(-3);
        assertThat(sum / n).isCloseTo(2, within(4.5 * 2 / StrictMath.sqrt(n)));
        assertThat(squares / n).isCloseTo(8, within(4.5 * StrictMath.sqrt(320.0 / n))); // Var(X^2) = 20 mean^4
        assertThat(beyondThreeMeans / (double) n).isCloseTo(tail, within(4.5 * StrictMath.sqrt(tail * (1 - tail) / n)));
    }

    @Test
    void draws_normals_with_the_mean_variance_and_tail_of_the_distribution() {
        int n = 1 << 18;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < n; i++) {
            double z = (DRAWS.normal(10, 3, i, 2) - 10) / 3;
            sum += z;
            squares += z * z;
            beyondTwo += z > 2 ? 1 : 0;
        }
        double tail = 0.022750131948179;
        assertThat(sum / n).isCloseTo(0, within(4.5 / StrictMath.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(4.5 * StrictMath.sqrt(2.0 / n)));
        assertThat(beyondTwo / (double) n).isCloseTo(tail, within(4.5 * StrictMath.sqrt(tail * (1 - tail) / n)));
        assertThat(DRAWS.normal(10, 0, 1, 1)).isEqualTo(10);
    }

    @Test
    void refuses_arguments_without_a_meaning() {
        assertThatThrownBy(() -> new Draws(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> DRAWS.below(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        for (double mean : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> DRAWS.exponential(mean, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> DRAWS.normal(Double.NaN, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DRAWS.normal(0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DRAWS.normal(0, Double.NaN, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
