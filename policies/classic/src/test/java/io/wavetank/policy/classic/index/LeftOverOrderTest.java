package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With blocks of 4 entries nearly every change splits or merges, with few allowed states one index is left for the other; the order must stand it. */
final class LeftOverOrderTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void small_blocks_answer_as_a_scan_does(long seed) {
        var draws = new Draws(seed, 0).stream("order");
        var churn = new Churn(seed, 20 + draws.below(60, 0, 0));
        int fewStates = (int) (seed % 3) * 20;
        var least = new LeftOverOrder(churn.cluster(), false, fewStates, 4);
        var most = new LeftOverOrder(churn.cluster(), true, fewStates, 4);
        var attempt = new Attempt(draws);
        for (int step = 0; step < 600; step++) {
            TaskClass task = churn.task(step);
            least.catchUp();
            most.catchUp();
            int expectedLeast = Scan.leastLeft(task, churn.cluster());
            int expectedMost = Scan.mostLeft(task, churn.cluster());
            assertThat(least.first(task, attempt))
                    .as("least left, seed %d, step %d", seed, step)
                    .isEqualTo(expectedLeast);
            assertThat(most.first(task, attempt))
                    .as("most left, seed %d, step %d", seed, step)
                    .isEqualTo(expectedMost);
            churn.change(step, task, step / 300 % 2 == 0 ? expectedMost : expectedLeast);
        }
    }

    /** Three of four nodes go, one after the other, to the end of the order: blocks in front stay a quarter full, those behind half full. */
    @Test
    void grows_when_it_needs_more_blocks_than_it_began_with() {
        int nodes = 2000;
        var cluster = new TestCluster(Collections.nCopies(nodes, TestNode.of(1_000_000, 0)), 1000);
        var most = new LeftOverOrder(cluster, true);
        for (int node = 0; node < nodes; node++) {
            if (node % 4 != 0) {
                cluster.used(node, 100L * node, 0);
                most.catchUp();
            }
        }

        TaskClass task = TaskClass.builder().cpuMillis(500_000).build();
        var attempt = new Attempt(new Draws(0, 0));
        for (int i = 0; i < nodes; i++) {
            most.catchUp();
            int node = most.first(task, attempt);
            assertThat(node).isEqualTo(Scan.mostLeft(task, cluster));
            cluster.take(task, node, 0);
        }
    }

    /** Node 1 comes to 3 of 4 cores and all of the memory, node 0 to all of the cores and 3 of 4 parts of the memory. */
    @ParameterizedTest(name = "{0} states at most are few")
    @ValueSource(ints = {0, 128})
    void the_lowest_number_goes_first_among_states_with_as_much_left(int fewStates) {
        for (boolean mostFirst : new boolean[] {false, true}) {
            var cluster = TestCluster.of(TestNode.of(4000, 4096), TestNode.of(4000, 4096), TestNode.of(1000, 1024));
            var order = new LeftOverOrder(cluster, mostFirst, fewStates, 4);
            cluster.used(1, 1000, 0);
            order.catchUp();
            cluster.used(0, 0, 1024);
            order.catchUp();

            TaskClass task = TaskClass.builder().cpuMillis(2000).build();
            assertThat(order.first(task, new Attempt(new Draws(0, 0)))).isZero();
        }
    }

    /** Slots above a bound are not told apart; a task that needs more of them is, and labels are not told apart at all. */
    @ParameterizedTest(name = "{0} states at most are few")
    @ValueSource(ints = {0, 128})
    void looks_at_each_node_where_a_state_does_not_settle_it(int fewStates) {
        TestNode node = TestNode.of(4000, 4096).pods(100);
        var cluster =
                TestCluster.of(node, node, node.label("disk", "ssd"), node.taint("a", "b", Taint.Effect.NO_SCHEDULE));
        for (int i = 0; i < 60; i++) {
            cluster.used(0, 0, 0);
        }
        var order = new LeftOverOrder(cluster, false, fewStates, 4);
        var attempt = new Attempt(new Draws(0, 0));

        assertThat(order.first(TaskClass.builder().members(40).build(), attempt))
                .isZero();
        assertThat(order.first(TaskClass.builder().members(41).build(), attempt))
                .isEqualTo(1);
        assertThat(order.first(TaskClass.builder().members(101).build(), attempt))
                .isEqualTo(Attempt.NOWHERE);
        TaskClass picky =
                TaskClass.builder().nodeSelector(Map.of("disk", "ssd")).build();
        assertThat(order.first(picky, attempt)).isEqualTo(2);
        TaskClass beyond = TaskClass.builder().cpuMillis(4001).build();
        assertThat(order.first(beyond, attempt)).isEqualTo(Attempt.NOWHERE);
    }

    /** No two tasks alike, then only few sizes: states come and go by the thousand, then are shared. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void states_come_and_go(long seed) {
        var draws = new Draws(seed, 0).stream("states");
        int nodes = 40 + draws.below(100, 0, 0);
        var cluster = new TestCluster(Collections.nCopies(nodes, TestNode.of(32_000, 1 << 27)), 1000);
        var least = new LeftOverOrder(cluster, false, 0, seed % 2 == 0 ? 4 : 64);
        var most = new LeftOverOrder(cluster, true, 0, seed % 2 == 0 ? 4 : 64);
        var attempt = new Attempt(draws);
        List<TaskClass> tasks = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int step = 0; step < 4000; step++) {
            boolean apart = step / 1000 % 2 == 0;
            int unit = apart ? 1 : 4000;
            TaskClass task = TaskClass.builder()
                    .cpuMillis((long) unit * (1 + draws.below(8000 / unit, step, 1)))
                    .memoryBytes(apart ? draws.below(1 << 25, step, 2) : 1 << 20)
                    .build();
            least.catchUp();
            most.catchUp();
            int expectedLeast = Scan.leastLeft(task, cluster);
            int expectedMost = Scan.mostLeft(task, cluster);
            assertThat(least.first(task, attempt))
                    .as("least left, step %d", step)
                    .isEqualTo(expectedLeast);
            assertThat(most.first(task, attempt)).as("most left, step %d", step).isEqualTo(expectedMost);
            int node = step / 500 % 2 == 0 ? expectedLeast : expectedMost;
            if (node >= 0) {
                cluster.take(task, node, 0);
                tasks.add(task);
                places.add(node);
            }
            for (int ends = draws.below(3, step, 3); ends > 0 && (node < 0 || ends > 1) && !tasks.isEmpty(); ends--) {
                int ended = draws.below(tasks.size(), step, 4 + ends);
                cluster.giveBack(tasks.remove(ended), places.remove(ended), 0);
            }
        }
    }
}
