package io.wavetank.policy.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.TaskFilter;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which machine is there for what. */
final class MachinesTest {
    private final TestCluster cluster = TestCluster.of(TestNode.of(4, 4), TestNode.of(8, 8), TestNode.of(4, 4));

    private static Role role(int machines) {
        return new Role(TaskFilter.ALL, machines, false);
    }

    @Test
    void a_machine_that_comes_later_is_there_for_all_where_all_are_and_stands_by_where_they_are_not() {
        var forAll = new Machines(cluster, List.of(role(Role.REST)), 1);
        var forSome = new Machines(cluster, List.of(role(1), role(Role.REST)), 1);
        var few = new Machines(cluster, List.of(role(2)), 0);
        cluster.add(TestNode.of(4, 4));

        assertThat(forAll.roleOf(2)).isEqualTo(Machines.SPARE);
        assertThat(forAll.roleOf(3)).isZero();
        assertThat(forSome.roleOf(1)).isEqualTo(1);
        assertThat(forSome.roleOf(3)).isEqualTo(Machines.SPARE);
        assertThat(few.roleOf(3)).isEqualTo(Machines.SPARE);
    }

    @Test
    void the_least_used_by_its_share_is_taken_and_the_first_of_equals() {
        var machines = new Machines(cluster, List.of(role(Role.REST)), 0);
        TaskClass one = TaskClass.builder().cpuMillis(1).build();

        assertThat(machines.place(one, 0)).isZero();
        cluster.used(0, 1, 0);
        cluster.used(1, 1, 0);
        cluster.used(2, 1, 0);
        assertThat(machines.place(one, 0)).as("an eighth").isEqualTo(1);
        cluster.used(1, 1, 0);
        assertThat(machines.place(one, 0)).as("a quarter of each").isZero();
        cluster.used(0, 3, 0);
        assertThat(machines.place(one, 0)).as("the first is full").isEqualTo(1);
    }
}
