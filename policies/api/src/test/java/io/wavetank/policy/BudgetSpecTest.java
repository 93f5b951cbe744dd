package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many disruptions a budget allows, by hand. */
final class BudgetSpecTest {
    @ParameterizedTest(name = "at least {0}, at most {1} down of {2} expected, {3} healthy: {4}")
    @CsvSource({
        "2,    ,    5, 5, 3",
        "2,    ,    5, 1, 0",
        "50%,  ,    5, 5, 2",
        "100%, ,    5, 5, 0",
        "0,    ,    5, 5, 5",
        "1,    ,    0, 0, 0",
        ",     1,   5, 5, 1",
        ",     1,   5, 4, 0",
        ",     30%, 5, 5, 2",
        ",     30%, 5, 4, 1",
        ",     9,   5, 3, 3",
    })
    void percentages_round_up_and_nothing_is_allowed_below_what_must_stay(
            @Nullable String minAvailable, @Nullable String maxUnavailable, int expected, int healthy, int allowed) {
        var budget =
                new BudgetSpec("default", "web", LabelSelector.EVERYTHING, parse(minAvailable), parse(maxUnavailable));

        assertThat(budget.disruptionsAllowed(expected, healthy)).isEqualTo(allowed);
    }

    @ParameterizedTest(
            name = "at least {0}, at most {1} down of {2} expected, {3} healthy: a ready one {4}, another {5}")
    @CsvSource({
        "2,    ,    5, 3, true,  true",
        "2,    ,    5, 2, false, true",
        "2,    ,    5, 1, false, false",
        "0,    ,    5, 0, false, false",
        ",     1,   5, 5, true,  true",
        ",     1,   5, 4, false, true",
        ",     1,   5, 3, false, false",
        ",     0,   4, 4, false, true",
        ",     100%,5, 0, false, false",
    })
    void one_that_is_not_ready_may_go_while_as_many_are_healthy_as_must_be(
            @Nullable String minAvailable,
            @Nullable String maxUnavailable,
            int expected,
            int healthy,
            boolean ready,
            boolean other) {
        var budget =
                new BudgetSpec("default", "web", LabelSelector.EVERYTHING, parse(minAvailable), parse(maxUnavailable));

        assertThat(budget.lets(true, expected, healthy)).isEqualTo(ready);
        assertThat(budget.lets(false, expected, healthy)).isEqualTo(other);
    }

    @Test
    void a_budget_has_one_bound() {
        var one = new CountOrPercentage(1, false);

        assertThatThrownBy(() -> new BudgetSpec("default", "web", LabelSelector.EVERYTHING, one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetSpec("default", "web", LabelSelector.EVERYTHING, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable CountOrPercentage parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        boolean percentage = text.endsWith("%");
        return new CountOrPercentage(Integer.parseInt(text.replace("%", "")), percentage);
    }
}
