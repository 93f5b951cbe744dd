package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that wait for others, on paper and at random. Times are seconds in the tests. */
final class PrecedenceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, long[]> lives = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();

    private static Submission task(String id, long submit, long work) {
        return new Submission(
                id,
                "",
                submit * SECOND,
                work * SECOND,
                -1,
                TaskClass.builder().cpuMillis(1000).build());
    }

    /** Tasks {@code a-0}, {@code a-1} are those of group {@code a}. */
    private static String group(Submission task) {
        int dash = task.id().indexOf('-');
        return dash < 0 ? task.id() : task.id().substring(0, dash);
    }

    private static Precedence.Builder edges(String... pairs) {
        var builder = new Precedence.Builder(PrecedenceTest::group);
        for (String pair : pairs) {
            builder.edge(pair.substring(0, pair.indexOf('>')), pair.substring(pair.indexOf('>') + 1));
        }
        return builder;
    }

    private RunResult run(int cores, RunSpec spec, Precedence.Builder graph, List<Submission> tasks)
            throws IOException {
        tasks.forEach(graph::task);
        Precedence precedence = graph.build();
        Iterator<Submission> next = tasks.iterator();
        var source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return next.hasNext() ? next.next() : null;
            }

            @Override
            public Precedence precedence() {
                return precedence;
            }
        };
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable table, int task, TaskState state, long endNanos) {
                long[] life = {table.submitNanos(task), table.startNanos(task), endNanos};
                lives.put(table.id(task), life);
                log.add(table.id(task) + (state == TaskState.FINISHED ? "" : " " + state)
                        + " " + life[0] / SECOND + " "
                        + (endNanos < 0 ? "" : life[1] / SECOND + "-" + endNanos / SECOND)
                        + (endNanos < 0 && table.reason(task) != null ? table.reason(task) : ""));
            }
        };
        return Simulation.run(
                spec,
                ClusterSpec.pool(cores),
                source,
                (cluster, draws) -> new QueueScheduler(
                        (task, view, attempt) -> Feasibility.fits(task.taskClass(), view.node(0)) ? 0 : Attempt.NOWHERE,
                        QueueSort.FIFO,
                        QueueScheduler.Blocking.SKIP,
                        cluster,
                        draws),
                listener);
    }

    @Test
    void what_waits_for_a_task_that_has_failed_for_good_fails_too_and_nothing_waits_for_ever() throws IOException {
        var once = new FailoverSettings(null, null, 0L, 0L, 0L, 0L, false, 1);
        var down = new FaultScript.NodesDown("pool", 4 * SECOND, 6 * SECOND, List.of(0));
        RunSpec spec = RunSpec.of(1).withFaults(new FaultScript(List.of(down), once));
        List<Submission> tasks = List.of(
                task("a", 0, 10), task("b", 0, 3), task("c", 0, 1), task("d", 0, 1), task("f", 0, 2), task("e", 5, 1));

        // a fails at 4; c waits for it, d for c, e for b and d; f waits for b alone
        RunResult result = run(4, spec, edges("c>a", "d>c", "e>b", "e>d", "f>b"), tasks);

        assertThat(result.tasks().finished()).isEqualTo(1); // b; f had begun, and failed with the node
        assertThat(result.tasks().failed()).isEqualTo(5);
        assertThat(result.tasks().neverPlaced()).isZero();
        assertThat(result.endNanos()).isEqualTo(5 * SECOND);
    }

    @Test
    void a_task_comes_when_the_last_of_those_that_it_waits_for_has_ended() throws IOException {
        run(
                8,
                RunSpec.of(1),
                edges("c>a", "c>b", "d>c"),
                List.of(task("a", 0, 10), task("b", 0, 20), task("c", 5, 5), task("d", 50, 1)));

        assertThat(log).containsExactly("a 0 0-10", "b 0 0-20", "c 20 20-25", "d 50 50-51");
    }

    @Test
    void a_slower_cluster_delays_what_waits() throws IOException {
        run(1, RunSpec.of(1), edges("c>a", "c>b"), List.of(task("a", 0, 10), task("b", 0, 20), task("c", 5, 5)));

        assertThat(log).containsExactly("a 0 0-10", "b 0 10-30", "c 30 30-35");
    }

    @Test
    void a_group_is_over_when_all_its_tasks_have_ended_even_those_that_come_later_than_what_waits() throws IOException {
        run(
                8,
                RunSpec.of(1),
                edges("b>a"),
                List.of(task("b-0", 0, 1), task("a-0", 0, 10), task("b-1", 2, 1), task("a-1", 20, 3)));

        assertThat(log).containsExactly("a-0 0 0-10", "a-1 20 20-23", "b-0 23 23-24", "b-1 23 23-24");
    }

    @Test
    void what_has_no_task_is_over_with_what_it_waits_for() throws IOException {
        run(
                8,
                RunSpec.of(1),
                edges("c>gone", "gone>a", "d>unknown"),
                List.of(task("a", 0, 10), task("c", 0, 1), task("d", 3, 1)));

        assertThat(log).containsExactly("d 3 3-4", "a 0 0-10", "c 10 10-11");
    }

    @Test
    void what_waits_for_a_task_that_never_ends_is_never_placed() throws IOException {
        var forever = new Submission(
                "a",
                "",
                0,
                Submission.FOREVER,
                -1,
                TaskClass.builder().cpuMillis(1000).build());

        RunResult result =
                run(8, RunSpec.of(1), edges("b>a", "c>b"), List.of(forever, task("b", 1, 1), task("c", 2, 1)));

        assertThat(log)
                .containsExactly(
                        "a RUNNING 0 ",
                        "b PENDING 2 waits for tasks that have not ended",
                        "c PENDING 2 waits for tasks that have not ended");
        assertThat(result.tasks().submitted()).isEqualTo(3);
        assertThat(result.tasks().neverPlaced()).isEqualTo(2);
    }

    @Test
    void a_circle_is_named() {
        assertThatThrownBy(() -> edges("x>a", "a>b", "b>c", "c>a").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tasks wait for each other in a circle: ")
                .hasMessageContaining("a waits for b waits for c")
                .hasMessageNotContaining("x");
        assertThatThrownBy(() -> edges("a>a").build()).hasMessageContaining("a waits for a");
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 100) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void in_any_graph_everything_ends_and_nothing_comes_before_what_it_waits_for(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("graph");
        int count = 1 + draws.below(60, 0, 0);
        List<Submission> tasks = new ArrayList<>();
        var graph = new Precedence.Builder(PrecedenceTest::group);
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task("t" + i, draws.below(50, i, 1), 1 + draws.below(20, i, 2)));
            for (int k = 0; k < draws.below(4, i, 3) && i > 0; k++) {
                int before = draws.below(i, i, 4 + k);
                graph.edge("t" + i, "t" + before);
                edges.add(new int[] {i, before});
            }
        }
        tasks.sort(Comparator.comparingLong(Submission::submitNanos));

        RunResult result = run(1 + draws.below(5, 0, 1), RunSpec.of(seed), graph, tasks);

        assertThat(result.tasks().finished()).isEqualTo(count);
        for (int[] edge : edges) {
            long[] before = Objects.requireNonNull(lives.get("t" + edge[1]));
            long[] after = Objects.requireNonNull(lives.get("t" + edge[0]));
            assertThat(after[0]).isGreaterThanOrEqualTo(before[2]);
        }
        tasks.forEach(task ->
                assertThat(Objects.requireNonNull(lives.get(task.id()))[0]).isGreaterThanOrEqualTo(task.submitNanos()));
    }
}
