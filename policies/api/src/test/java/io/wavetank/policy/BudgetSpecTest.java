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
