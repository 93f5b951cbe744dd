package io.wavetank.policy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Times in the options of policies. */
final class OptionItemsTest {
    @Test
    void a_time_is_read_to_the_nanosecond() {
        assertThat(OptionItems.nanosOf("t", "1.5ms")).isEqualTo(1_500_000);
        assertThat(OptionItems.nanosOf("t", "0.000000001s")).isEqualTo(1);
        assertThat(OptionItems.nanosOf("t", "0s")).isZero();
    }

    @Test
    void a_time_finer_than_that_is_a_mistake_and_no_time_at_all() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionItems.nanosOf("Option t", "0.0000001ms"))
                .withMessage("Option t: a time up to 1000h in whole nanoseconds expected, such as 5s, 20ms or 10m,"
                        + " got '0.0000001ms'");
    }
}
