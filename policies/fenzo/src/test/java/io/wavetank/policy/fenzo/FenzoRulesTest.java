package io.wavetank.policy.fenzo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.testkit.SchedulerProperties;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where tasks go, worked out by hand, and beside a best fit of our own where one resource alone counts. */
final class FenzoRulesTest {
    private static final long GIB = 1L << 30;
    private static final long MILLI = 1_000_000L;

    static LongStream seeds() {
        return SchedulerProperties.seeds().limit(50);
    }

    private static Scheduler.Factory fenzo(Map<String, String> options) {
        var entry = new FenzoFamily().policies().get(0);
        return entry.maker().make(PolicyOptions.of(entry, options));
    }

    private static TaskSpec task(String id, long cpuMillis, long memoryGib, long submitNanos, long runNanos) {
        var asked = TaskClass.builder()
                .cpuMillis(cpuMillis)
                .memoryBytes(memoryGib * GIB)
                .build();
        return new TaskSpec(id, asked, submitNanos, runNanos, -1);
    }

    private static List<String> places(SchedulerRun run) {
        return run.log().stream()
                .map(SchedulerRun.Entry::what)
                .filter(each -> each.startsWith("bind"))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource({
        // node 0: 8 cores, 16 GiB; node 1: 4 cores, 64 GiB. Of cpu, node 1 is fuller with the task, of memory node 0
        "cpuBinPacker,    1, 1",
        "memoryBinPacker, 0, 0",
        "cpuSpreader,     0, 1", // b: (2 + 1)/8 against 1/4
        "memorySpreader,  1, 0", // b: 1/16 against (4 + 1)/64
        // (2/8 + 4/16) / 2 = 1/4 against (2/4 + 4/64) / 2 = 9/32
        "cpuMemBinPacker, 1, 1",
    })
    void a_task_goes_to_the_node_of_the_best_fitness(String fitness, int first, int second) {
        var nodes = List.of(TestNode.of(8000, 16 * GIB), TestNode.of(4000, 64 * GIB));
        var tasks = List.of(task("a", 2000, 4, 0, 1000 * MILLI), task("b", 1000, 1, 0, 1000 * MILLI));

        var run = SchedulerRun.of(new Workload(nodes, tasks, List.of(), 1000), fenzo(Map.of("fitness", fitness)), 1);

        assertThat(places(run))
                .containsExactly("bind a node " + first + " devices 0", "bind b node " + second + " devices 0");
        assertThat(run.log().get(0).timeNanos()).isEqualTo(50 * MILLI);
    }

    /** The node with the least cpu left, the lower number first. */
    private static int leastCpuLeft(TaskView task, ClusterView cluster) {
        int best = Attempt.NOWHERE;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (Feasibility.fits(task.taskClass(), cluster.node(node))
                    && (best < 0
                            || cluster.node(node).free(Resources.CPU)
                                    < cluster.node(best).free(Resources.CPU))) {
                best = node;
            }
        }
        return best;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void on_equal_nodes_where_cpu_alone_counts_it_packs_as_best_fit_does(long seed) {
        var draws = new Draws(seed, 0).stream("tasks");
        List<TestNode> nodes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            nodes.add(TestNode.of(16_000, 1024 * GIB));
        }
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long cpu = 500L * (1 + draws.below(16, i, 0));
            tasks.add(task("t" + i, cpu, 0, draws.below(100, i, 1) * MILLI, (1 + draws.below(60, i, 2)) * MILLI));
        }
        tasks.sort(Comparator.comparingLong(TaskSpec::submitNanos));
        var workload = new Workload(nodes, tasks, List.of(), 1000);

        var fenzo = SchedulerRun.of(workload, fenzo(Map.of("fitness", "cpuBinPacker", "interval", "0s")), seed);
        var bestFit = SchedulerRun.of(
                workload,
                (cluster, chance) -> new QueueScheduler(
                        (task, view, attempt) -> leastCpuLeft(task, view),
                        QueueSort.FIFO,
                        QueueScheduler.Blocking.SKIP,
                        cluster,
                        chance),
                seed);

        assertThat(places(fenzo)).containsExactlyElementsOf(places(bestFit));
    }
}
