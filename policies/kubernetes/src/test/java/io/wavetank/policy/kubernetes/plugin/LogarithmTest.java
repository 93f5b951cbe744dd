package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LogarithmTest {
    /** The number is that of {@code golden/kube/FORMAT.md}, where it was measured on the original. */
    @Test
    void it_differs_from_strict_math_for_19_of_the_first_20000_numbers() {
        assertThat(IntStream.rangeClosed(1, 20_000).filter(n -> Logarithm.of(n) != StrictMath.log(n)))
                .hasSize(19);
    }

    @Test
    void it_never_differs_by_more_than_one_unit_in_the_last_place() {
        assertThat(IntStream.rangeClosed(1, 1_000_000)
                        .filter(n -> Math.abs(Logarithm.of(n) - StrictMath.log(n)) > Math.ulp(StrictMath.log(n))))
                .isEmpty();
    }
}
