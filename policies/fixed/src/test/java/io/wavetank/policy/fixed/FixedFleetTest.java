package io.wavetank.policy.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ScalingFamily;
import io.wavetank.policy.testkit.SchedulerProperties;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes where in a fixed fleet, and what is set about it. */
final class FixedFleetTest {
    private static final TaskClass WEB = TaskClass.builder()
            .cpuMillis(2)
            .memoryBytes(1)
            .labels(Map.of("app", "web"))
            .build();
    private static final TaskClass STORE = TaskClass.builder()
            .cpuMillis(1)
            .memoryBytes(1)
            .labels(Map.of("app", "store"))
            .build();

    private static FleetSettings settings(Map<String, String> options) {
        PolicyEntry entry = new FixedFamily().policies().get(0);
        return FleetText.settings(PolicyOptions.of(entry, options));
    }

    private static TestCluster four() {
        return TestCluster.of(TestNode.of(4, 9), TestNode.of(4, 9), TestNode.of(4, 9), TestNode.of(4, 9));
    }

    private static List<Integer> placed(TestCluster cluster, Machines machines, TaskClass task, int count) {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int node = machines.place(task, machines.roleFor(task));
            nodes.add(node);
            if (node >= 0) {
                cluster.take(task, node, 0);
            }
        }
        return nodes;
    }

    @TestFactory
    DynamicNode a_fleet_that_is_there_for_all_meets_what_every_scheduler_must_meet() {
        return SchedulerProperties.of(new FixedFamily(), FleetText.NAME)
                .neverIdle()
                .tests();
    }

    @Test
    void what_runs_is_spread_over_the_machines_of_its_role_and_waits_though_others_are_empty() {
        FleetSettings settings = settings(Map.of("roles", "takes=app=web;machines=2|takes=app=store", "spares", "1"));
        TestCluster cluster = four();
        var machines = new Machines(cluster, settings.roles(), settings.spares());

        assertThat(placed(cluster, machines, WEB, 5)).containsExactly(0, 1, 0, 1, -1);
        assertThat(placed(cluster, machines, STORE, 5)).containsExactly(2, 2, 2, 2, -1);
        assertThat(machines.roleOf(3)).isEqualTo(Machines.SPARE);
        assertThat(machines.roleFor(TaskClass.builder().cpuMillis(1).build())).isEqualTo(Machines.SPARE);
    }

    @Test
    void an_exclusive_machine_runs_one_task() {
        FleetSettings settings = settings(Map.of("roles", "takes=all;exclusive=true", "spares", "1"));
        TestCluster cluster = four();

        assertThat(placed(cluster, new Machines(cluster, settings.roles(), settings.spares()), STORE, 4))
                .containsExactly(0, 1, 2, -1);
    }

    @Test
    void roles_that_ask_for_more_machines_than_there_are_get_those_that_are_left() {
        FleetSettings settings = settings(Map.of("roles", "takes=app=web;machines=3|takes=app=store;machines=3"));
        var machines = new Machines(four(), settings.roles(), settings.spares());

        assertThat(List.of(0, 1, 2, 3)).extracting(machines::roleOf).containsExactly(0, 0, 0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "roles ! takes=app ! all, a label as key=value, tenant=NAME or priority>=N expected",
                "roles ! machines=-1 ! a whole number from 0 to 1000000 expected",
                "roles ! exclusive=maybe ! true or false expected",
                "roles ! size=3 ! expected takes, machines, exclusive",
                "office_hours ! 17-9 ! two hours of a day expected, such as 9-17",
                "office_hours ! 9-9 ! two hours of a day expected, such as 9-17",
                "office_hours ! 9-25 ! two hours of a day expected, such as 9-17",
                "monitor ! 0s ! a time above 0 expected"
            })
    void what_will_not_do_is_refused_with_what_would(String option, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"100, 0.3, 50, 0, 3", "100, 0, 50, 1, 3", "1, 0, 50, 0, 1", "100, 0.1, 55, 0, 2"})
    void a_plan_covers_the_peak_with_headroom_and_what_may_be_lost(
            double peak, double headroom, double requests, int spare, int replicas) {
        var plan = new CapacityPlan(peak, headroom, requests, spare);

        assertThat(plan.leastReplicas()).isEqualTo(replicas);
        assertThat(plan.mostReplicas()).isEqualTo(replicas);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, 0", "1, -0.1, 1, 0", "1, 0, 0, 0", "1, 0, 1, -1", "NaN, 0, 1, 0"})
    void what_is_no_plan_is_refused(double peak, double headroom, double requests, int spare) {
        assertThatThrownBy(() -> new CapacityPlan(peak, headroom, requests, spare))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_tables_are_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("fixed-fleet"));
        assertThat(ServiceLoader.load(ScalingFamily.class))
                .singleElement()
                .satisfies(family ->
                        assertThat(family.replicaAutoscalers().get(0).name()).isEqualTo("planned"));
    }
}
