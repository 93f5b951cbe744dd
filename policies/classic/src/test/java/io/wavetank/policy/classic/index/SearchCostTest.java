package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a search costs in a full cluster where each start takes the place of an end: how many nodes are looked at closely, and how many rows
 * of nodes and groups. The bounds are about twice what was measured (see the README); a scan looks at every node.
 */
final class SearchCostTest {
    private static final int STEPS = 4000;
    private static final long GIB = 1L << 30;

    private record Running(TaskClass taskClass, int node) {}

    private record Cost(double looks, double rows) {}

    /** Equal nodes, or every other node short of CPU and every other short of memory. */
    private static TestCluster cluster(boolean mixed, int nodes) {
        List<TestNode> specs = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            TestNode even = TestNode.of(64_000, 256 * GIB);
            TestNode poor = i % 2 == 0 ? TestNode.of(96_000, 64 * GIB) : TestNode.of(16_000, 512 * GIB);
            specs.add(mixed ? poor : even);
        }
        return new TestCluster(specs, 1000);
    }

    /** Up to 8 cores and up to 32 GiB, drawn apart from each other, so that hardly two tasks are alike. */
    private static TaskClass task(Draws draws, int step) {
        return TaskClass.builder()
                .cpuMillis(100L * (1 + draws.below(80, step, 0)))
                .memoryBytes((GIB >> 2) * (1 + draws.below(128, step, 1)))
                .build();
    }

    private interface Search {
        int find(TaskClass task);

        long rows();
    }

    private static Search search(String policy, TestCluster cluster, Attempt attempt) {
        if (policy.equals("first-fit")) {
            var tree = new NodeTree(cluster);
            return search(tree::visits, task -> {
                tree.catchUp();
                return tree.first(task, 0, cluster.nodeCount(), attempt);
            });
        }
        var order = new LeftOverOrder(cluster, policy.equals("worst-fit"));
        return search(order::visits, task -> {
            order.catchUp();
            return order.first(task, attempt);
        });
    }

    private static Search search(LongSupplier rows, ToIntFunction<TaskClass> find) {
        return new Search() {
            @Override
            public int find(TaskClass task) {
                return find.applyAsInt(task);
            }

            @Override
            public long rows() {
                return rows.getAsLong();
            }
        };
    }

    private static Cost cost(String policy, boolean mixed, int nodes) {
        var draws = new Draws(1, 0).stream("cost");
        TestCluster cluster = cluster(mixed, nodes);
        var attempt = new Attempt(draws);
        Search search = search(policy, cluster, attempt);
        List<Running> running = new ArrayList<>();
        int step = 0;
        for (int misses = 0; misses < 20; step++) {
            TaskClass task = task(draws, step);
            int node = search.find(task);
            misses += node < 0 ? 1 : 0;
            start(cluster, task, node, running);
        }
        attempt.begin(0);
        long before = search.rows();
        for (int end = step + STEPS; step < end; step++) {
            Running ended = running.remove(draws.below(running.size(), step, 2));
            cluster.giveBack(ended.taskClass(), ended.node(), 0);
            TaskClass task = task(draws, step);
            int node = search.find(task);
            start(cluster, task, node, running);
        }
        return new Cost((double) attempt.scoredNodes() / STEPS, (double) (search.rows() - before) / STEPS);
    }

    private static void start(TestCluster cluster, TaskClass task, int node, List<Running> running) {
        if (node >= 0) {
            cluster.take(task, node, 0);
            running.add(new Running(task, node));
        }
    }

    @ParameterizedTest(name = "{0}, mixed {1}, {2} nodes")
    @CsvSource(textBlock = """
            first-fit, false, 1000, 50
            first-fit, false, 12500, 110
            first-fit, true, 1000, 40
            first-fit, true, 12500, 60
            best-fit, false, 1000, 40
            best-fit, false, 12500, 90
            best-fit, true, 1000, 100
            best-fit, true, 12500, 160
            worst-fit, false, 1000, 30
            worst-fit, false, 12500, 70
            worst-fit, true, 1000, 50
            worst-fit, true, 12500, 100
            """)
    void looks_at_few_nodes(String policy, boolean mixed, int nodes, double rowsAtMost) {
        Cost cost = cost(policy, mixed, nodes);

        assertThat(cost.looks()).as("nodes looked at closely").isLessThan(2);
        assertThat(cost.rows()).as("rows looked at").isLessThan(rowsAtMost);
    }
}
