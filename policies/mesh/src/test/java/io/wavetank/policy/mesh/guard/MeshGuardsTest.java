package io.wavetank.policy.mesh.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.GuardEntry;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of guards: each row makes what it says of its options, all of which are looked at. */
final class MeshGuardsTest {
    private static final long SECOND = 1_000_000_000;
    private static final List<String> BUDGETS = List.of("unlimited", "active", "percent", "share", "tokens");

    static Stream<GuardEntry> rows() {
        return new MeshGuards().guards().stream();
    }

    private static CallGuard.Factory make(GuardEntry entry, Map<String, String> set) {
        return entry.maker().make(PolicyOptions.of(entry.name(), entry.options(), set));
    }

    private static CallGuard.Factory make(String name, Map<String, String> set) {
        return make(rows().filter(each -> each.name().equals(name)).findFirst().orElseThrow(), set);
    }

    private static CallPolicy policy(CallGuard guard) {
        var builder = new CallPolicy.Builder();
        guard.addTo(builder, 0, new Draws(1, 0));
        return builder.build();
    }

    @Test
    void no_two_rows_have_one_name() {
        assertThat(rows().map(GuardEntry::name)).doesNotHaveDuplicates().hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_can_be_made_as_it_comes(GuardEntry entry) {
        CallPolicy policy = policy(make(entry, Map.of()).ofRun());

        assertThat(policy.admit("", 0, 0, 1)).isEqualTo(CallOutcome.OK);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nonsense_in_any_option_is_a_complaint(GuardEntry entry) {
        for (Option option : entry.options()) {
            assertThat(BUDGETS).as(option.name()).anySatisfy(budget -> {
                SortedMap<String, String> set = new TreeMap<>();
                if (option.name().startsWith("budget_")) {
                    set.put("budget", budget);
                }
                set.put(option.name(), "nonsense");
                assertThatThrownBy(() -> make(entry, set)).isInstanceOf(IllegalArgumentException.class);
            });
        }
    }

    @Test
    void a_limit_for_all_is_shared_by_the_sides_of_one_run_and_not_by_two_runs() {
        CallGuard.Factory limit = make("window-limit", Map.of("calls", "1", "scope", "all"));
        CallGuard run = limit.ofRun();

        assertThat(policy(run).admit("", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("", 0, 0, 1)).isEqualTo(CallOutcome.OVER_LIMIT);
        assertThat(policy(limit.ofRun()).admit("", 0, 0, 1)).isEqualTo(CallOutcome.OK);
    }

    @Test
    void a_limit_for_each_caller_is_not() {
        CallGuard run =
                make("window-limit", Map.of("calls", "1", "scope", "caller")).ofRun();

        assertThat(policy(run).admit("", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("", 0, 0, 1)).isEqualTo(CallOutcome.OK);
    }

    @Test
    void tenants_that_are_named_have_numbers_of_their_own_over_all_callers() {
        CallGuard run = make("tenant-limits", Map.of("calls", "1", "per_ns", "" + SECOND, "named", "gold=2,a=b=1"))
                .ofRun();

        assertThat(policy(run).admit("gold", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("gold", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("gold", 0, 0, 1)).isNotEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("tin", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy(run).admit("tin", 0, 0, 1)).isNotEqualTo(CallOutcome.OK);
        assertThatThrownBy(() -> make("tenant-limits", Map.of("named", "gold")))
                .hasMessageContaining("Tenants are named as 'gold=500,free=10'");
    }
}
