package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With blocks of 4 entries nearly every change splits or merges; the order must stand it. */
final class LeftOverOrderTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void small_blocks_answer_as_a_scan_does(long seed) {
        var draws = new Draws(seed, 0).stream("order");
        var churn = new Churn(seed, 20 + draws.below(60, 0, 0));
        var least = new LeftOverOrder(churn.cluster(), false, 4);
        var most = new LeftOverOrder(churn.cluster(), true, 4);
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
}
