package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With bounds of what few states are that are passed at once, after a while, and late. */
final class NodeTreeTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void answers_as_a_scan_does_and_looks_at_as_many_nodes_with_few_states_as_with_many(long seed) {
        var draws = new Draws(seed, 0).stream("tree");
        var churn = new Churn(seed, 20 + draws.below(200, 0, 0));
        var some = new NodeTree(churn.cluster(), (int) (seed % 4) * 30 + 10);
        var none = new NodeTree(churn.cluster(), 0);
        for (int step = 0; step < 300; step++) {
            TaskClass task = churn.task(step);
            int nodes = churn.cluster().nodeCount();
            int from = step % 2 == 0 ? 0 : draws.below(nodes, step, 1);
            some.catchUp();
            none.catchUp();
            var attempt = new Attempt(draws);
            var inTree = new Attempt(draws);
            int expected = Scan.firstAround(task, churn.cluster(), from);
            assertThat(some.firstAround(task, from, attempt))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected)
                    .isEqualTo(none.firstAround(task, from, inTree));
            int[] found = new int[nodes];
            int[] foundInTree = new int[nodes];
            int count = some.all(task, found, attempt);
            assertThat(none.all(task, foundInTree, inTree)).isEqualTo(count);
            assertThat(found).as("seed %d, step %d", seed, step).isEqualTo(foundInTree);
            assertThat(firstOf(found, count)).containsExactlyElementsOf(scan(task, churn, nodes));
            assertThat(attempt.scoredNodes()).isEqualTo(inTree.scoredNodes());
            churn.change(step, task, expected);
        }
    }

    private static List<Integer> firstOf(int[] found, int count) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(found[i]);
        }
        return list;
    }

    private static List<Integer> scan(TaskClass task, Churn churn, int nodes) {
        List<Integer> list = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (Feasibility.fits(task, churn.cluster().node(node))) {
                list.add(node);
            }
        }
        return list;
    }
}
