package io.wavetank.policy.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.compose.TaskFilter;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of the operator, worked out by hand: response 100, set-up 50, no spread. Machines 0 and 1 work, 2 and 3 stand by. */
final class OperatorTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final TestCluster cluster =
            TestCluster.of(TestNode.of(4, 4), TestNode.of(4, 4), TestNode.of(2, 4), TestNode.of(4, 4));
    private final FleetCounts counts = new FleetCounts();
    private final Machines machines = new Machines(cluster, List.of(new Role(TaskFilter.ALL, Role.REST, false)), 2);
    private final List<String> given = new ArrayList<>();
    private long now;
    private final LostNodePolicy.Marks marks = new LostNodePolicy.Marks() {
        @Override
        public void begin(int node) {
            given.add(now + ": " + node);
        }

        @Override
        public void stop(int node) {
            given.add(now + ": stop " + node);
        }
    };

    private Operator operator(int operators, long onCall, OfficeHours hours) {
        return new Operator(
                new OperatorSettings(operators, 100, 0, onCall, 50, hours), machines, counts, 0, new Draws(1, 0));
    }

    private void lose(Operator operator, long at, int node) {
        now = at;
        cluster.cordon(node, true);
        operator.lost(at, node, marks);
    }

    private void run(Operator operator, long until) {
        while (operator.wakeNanos() <= until) {
            now = operator.wakeNanos();
            operator.act(now, marks);
        }
    }

    @Test
    void a_spare_takes_the_place_after_the_response_and_the_set_up() {
        Operator operator = operator(1, 0, OfficeHours.ALWAYS);
        lose(operator, 1000, 0);

        assertThat(operator.wakeNanos()).isEqualTo(1150);
        run(operator, 2000);

        assertThat(given).containsExactly("1150: 0");
        assertThat(machines.roleOf(3)).as("machine 2 is too small").isEqualTo(0);
        assertThat(machines.roleOf(2)).isEqualTo(Machines.SPARE);
        assertThat(machines.roleOf(0)).as("mended, it stands by").isEqualTo(Machines.SPARE);
        assertThat(counts.byName()).containsEntry("operator_called", 1L).containsEntry("operator_replaced", 1L);
    }

    @Test
    void one_operator_sees_to_one_machine_after_the_other() {
        Operator operator = operator(1, 0, OfficeHours.ALWAYS);
        lose(operator, 1000, 0);
        lose(operator, 1010, 1);
        run(operator, 5000);

        assertThat(given).containsExactly("1150: 0", "1300: 1");
        assertThat(counts.byName()).as("no spare is left for the second").containsEntry("operator_moved", 1L);

        Operator two = operator(2, 0, OfficeHours.ALWAYS);
        given.clear();
        machines.replace(3);
        lose(two, 6000, 1);
        assertThat(two.wakeNanos()).isEqualTo(6150);
    }

    @Test
    void a_machine_that_is_back_before_keeps_its_place() {
        Operator operator = operator(1, 0, OfficeHours.ALWAYS);
        lose(operator, 1000, 0);
        operator.back(1100, 0, marks);

        assertThat(operator.wakeNanos()).isEqualTo(LostNodePolicy.NEVER);
        assertThat(machines.roleOf(0)).isEqualTo(0);
    }

    @Test
    void at_night_it_waits_for_the_morning_or_for_those_on_call() {
        var nineToFive = new OfficeHours(9 * HOUR, 17 * HOUR, 5, 0);
        Operator nobody = operator(1, 0, nineToFive);
        lose(nobody, 3 * HOUR, 0);
        assertThat(nobody.wakeNanos()).isEqualTo(9 * HOUR + 150);
        run(nobody, 9 * HOUR + 150);
        assertThat(counts.byName()).as("six hours").containsEntry("operator_wait_ms", 21_600_000L);

        Operator onCall = operator(1, 7000, nineToFive);
        lose(onCall, 3 * HOUR, 1);
        assertThat(onCall.wakeNanos()).isEqualTo(3 * HOUR + 7050);
    }

    @Test
    void nobody_is_called_for_a_spare() {
        Operator operator = operator(1, 0, OfficeHours.ALWAYS);
        lose(operator, 1000, 2);

        assertThat(operator.wakeNanos()).isEqualTo(LostNodePolicy.NEVER);
    }

    @ParameterizedTest(name = "office from {0} o'clock, response {1} s, on call {2} s")
    @CsvSource({"0, 100, 0", "9, 1, 100"})
    void responses_have_the_mean_that_is_set_whatever_their_spread(long opens, long response, long onCall) {
        long second = 1_000_000_000L;
        var hours = new OfficeHours(opens * HOUR, 24 * HOUR, 7, 0);
        var settings = new OperatorSettings(1, response * second, 0.8, onCall * second, 0, hours);
        double sum = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var operator = new Operator(settings, machines, counts, 0, new Draws(seed, 0));
            operator.lost(0, 0, marks);
            sum += operator.wakeNanos() / 1e9;
        }

        assertThat(sum / 20_000).isBetween(97.0, 103.0); // 100; the mean of so many has a standard error of 0.67
    }
}
