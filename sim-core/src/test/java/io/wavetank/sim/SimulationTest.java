package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Trigger;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs small enough to work out on paper. Times are seconds in the tests. */
final class SimulationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PlacementPolicy FIRST_FIT = (task, cluster, attempt) -> {
        for (int node = 0; node < cluster.nodeCount(); node++) {
            attempt.scored(1);
            if (Feasibility.fits(task.taskClass(), cluster.node(node))) {
                return node;
            }
        }
        return Attempt.NOWHERE;
    };

    private final List<String> log = new ArrayList<>();

    @Test
    void completions_come_before_arrivals_and_a_pass_comes_last() throws IOException {
        run(RunSpec.of(1), skipping(), task("a", 0, 10, 2), task("b", 10, 5, 2));

        assertThat(log).containsExactly("a finished 0-10 n0", "b finished 10-15 n0");
    }

    @Test
    void a_task_that_finds_no_place_holds_up_only_those_behind_it_in_one_line() throws IOException {
        Submission[] tasks = {task("big", 0, 10, 2), task("wide", 1, 10, 2), task("small", 2, 3, 1)};

        run(RunSpec.of(1), twoNodes(), QueueScheduler.Blocking.SKIP, tasks);
        assertThat(log).containsExactly("small finished 2-5 n1", "big finished 0-10 n0", "wide finished 10-20 n0");

        log.clear();
        run(RunSpec.of(1), twoNodes(), QueueScheduler.Blocking.HEAD_OF_LINE, tasks);
        assertThat(log).containsExactly("big finished 0-10 n0", "small finished 10-13 n1", "wide finished 10-20 n0");
    }

    @Test
    void thinking_passes_between_two_decisions_and_shows_in_the_queueing_delay() throws IOException {
        var spec = RunSpec.of(1).withDecisionTime(new DecisionTime(SECOND, 2 * SECOND, 3 * SECOND));

        RunResult result = run(spec, skipping(), task("a", 0, 100, 1), task("b", 0, 100, 1));

        // one pass each: 1 + 2 for the task + 3 for the one node that was looked at
        assertThat(log).containsExactly("a finished 6-106 n0", "b finished 12-112 n0");
        assertThat(result.queueingDelay().max().nanos()).isEqualTo(12.0 * SECOND);
    }

    @Test
    void batches_come_at_whole_multiples_of_their_interval_or_when_enough_have_come() throws IOException {
        var spec = RunSpec.of(1).withTrigger(new Trigger(60 * SECOND, 3));

        run(
                spec,
                skipping(),
                task("a", 1, 5, 1),
                task("b", 61, 5, 1),
                task("c", 62, 5, 1),
                task("d", 63, 5, 1),
                task("e", 120, 5, 1));

        // at 63 three have come, but a still holds one of the two cores; what is freed at 65 and 68 waits for the next
        // batch
        assertThat(log)
                .containsExactly(
                        "a finished 60-65 n0",
                        "b finished 63-68 n0",
                        "c finished 120-125 n0",
                        "d finished 120-125 n0",
                        "e finished 180-185 n0");
    }

    @Test
    void work_goes_faster_on_a_faster_node() throws IOException {
        var node = NodeSpec.builder("n0").capacity(Resources.CPU, 2000).speed(4).build();
        var cluster = new ClusterSpec(Resources.basic(), List.of(node));

        run(RunSpec.of(1), cluster, QueueScheduler.Blocking.SKIP, task("a", 0, 10, 1));

        assertThat(log).containsExactly("a finished 0-2.5 n0");
    }

    @Test
    void what_cannot_be_placed_ends_as_never_placed_with_its_reason_and_is_censored() throws IOException {
        RunResult result =
                run(RunSpec.of(1), skipping(), task("huge", 0, 10, 5), task("a", 5, 15, 1), task("huger", 7, 10, 5));

        assertThat(log)
                .containsExactly(
                        "a finished 5-20 n0",
                        "huge never_placed 0 of 1 nodes fit: 1 cpu",
                        "huger never_placed 0 of 1 nodes fit: 1 cpu");
        assertThat(result.tasks().neverPlaced()).isEqualTo(2);
        assertThat(result.queueingDelay().censoredCount()).isEqualTo(2);
        assertThat(result.queueingDelay().max().atLeast()).isTrue();
        assertThat(result.queueingDelay().max().nanos()).isEqualTo(20.0 * SECOND);
    }

    @Test
    void a_run_that_is_cut_off_leaves_tasks_running_and_pending() throws IOException {
        RunResult result = run(
                RunSpec.of(1).withUntil(8 * SECOND),
                skipping(),
                task("a", 0, 10, 2),
                task("b", 5, 10, 2),
                task("c", 9, 1, 1));

        assertThat(log).containsExactly("a running 0-", "b never_placed 0 of 1 nodes fit: 1 cpu");
        assertThat(result.tasks().submitted()).isEqualTo(2);
        assertThat(result.endNanos()).isEqualTo(8 * SECOND);
    }

    @Test
    void allocation_is_weighed_by_time_from_the_first_to_the_last_submission() throws IOException {
        RunResult result =
                run(RunSpec.of(1), skipping(), task("a", 10, 20, 1), task("b", 20, 5, 1), task("c", 50, 50, 2));

        // cpu held: 1 in 10-20, 2 in 20-25, 1 in 25-30, 0 in 30-50; 25 core-seconds of 2 x 40
        var cpu = result.allocation().get(0);
        assertThat(cpu.resource()).isEqualTo("cpu");
        assertThat(cpu.mean()).isCloseTo(25.0 / 80, within(1e-12));
        assertThat(cpu.peak()).isEqualTo(1.0);
        assertThat(cpu.meanToLastEnd()).isCloseTo(125.0 / 180, within(1e-12));
    }

    /** Of 2 cores: 1 held in 10-20, 2 in 20-25, 1 in 25-30, none in 30-50, 2 in 50-100. */
    @ParameterizedTest(name = "{0} to {1} s")
    @CsvSource({
        "22,   28, 0.75,               1.0, 0", // 2 x 3 + 1 x 3 of 2 x 6
        "20,   60, 0.4375,             1.0, 2", // 10 + 5 + 20 of 2 x 40
        "26,  150, 0.4193548387096774, 1.0, 1", // 4 + 100 of 2 x 124: after the run nothing is held
        "28, last, 0.0454545454545454, 0.5, 1", // 2 of 2 x 22, to the last submission
        "60, last, 1.0,                1.0, 0", // no submission after that: to the end of the run
        "200, 300, 0.0,                0.0, 0"
    })
    void a_window_cuts_means_by_time_and_distributions_by_submission(
            long from, String to, double mean, double peak, int counted) throws IOException {
        long toNanos = to.equals("last") ? Window.LAST_SUBMISSION : Long.parseLong(to) * SECOND;
        var spec = RunSpec.of(1).withWindow(new Window(from * SECOND, toNanos));

        RunResult result = run(spec, skipping(), task("a", 10, 20, 1), task("b", 20, 5, 1), task("c", 50, 50, 2));

        assertThat(result.fromNanos()).isEqualTo(from * SECOND);
        assertThat(result.allocation().get(0).mean()).isCloseTo(mean, within(1e-12));
        assertThat(result.allocation().get(0).peak()).isEqualTo(peak);
        assertThat(result.allocation().get(0).meanToLastEnd()).isCloseTo(125.0 / 180, within(1e-12));
        assertThat(result.completion().count()).isEqualTo(counted);
        assertThat(result.queueingDelay().count()).isEqualTo(counted);
        assertThat(result.tasks().finished()).isEqualTo(3);
    }

    @Test
    void a_window_within_a_run_that_is_cut_off_censors_only_its_own_tasks() throws IOException {
        var spec = RunSpec.of(1).withUntil(8 * SECOND).withWindow(new Window(4 * SECOND, 8 * SECOND));

        RunResult result = run(spec, skipping(), task("a", 0, 10, 2), task("b", 5, 10, 2));

        assertThat(result.completion().censoredCount()).isEqualTo(1);
        assertThat(result.queueingDelay().max().nanos()).isEqualTo(3.0 * SECOND);
        assertThat(result.tasks().submitted()).isEqualTo(2);
        assertThat(result.allocation().get(0).mean()).isEqualTo(1.0);
    }

    @Test
    void a_window_beyond_the_end_of_the_run_is_refused() {
        var spec = RunSpec.of(1).withUntil(8 * SECOND);

        assertThatThrownBy(() -> spec.withWindow(new Window(4 * SECOND, 9 * SECOND)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spec.withWindow(new Window(8 * SECOND, Window.LAST_SUBMISSION)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(5, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_evicted_task_waits_again_and_starts_anew() throws IOException {
        Scheduler.Factory evicting = (cluster, draws) -> {
            var inner = queue(QueueScheduler.Blocking.SKIP).create(cluster, draws);
            return (event, out) -> {
                if (event instanceof SchedulerEvent.Applied applied
                        && applied.decision() instanceof Decision.Bind
                        && out.nowNanos() == 0) {
                    out.add(new Decision.WakeAt(4 * SECOND, 7));
                } else if (event instanceof SchedulerEvent.TimerFired timer && timer.token() == 7) {
                    out.add(new Decision.Evict(0, EvictionCause.MOVED, 0, "makes room"));
                }
                inner.on(event, out);
            };
        };

        RunResult result = Simulation.run(RunSpec.of(1), oneNode(), source(task("a", 0, 10, 1)), evicting, listener());

        assertThat(log).containsExactly("a finished 4-14 n0");
        assertThat(result.tasks().evictions()).isEqualTo(1);
        assertThat(result.queueingDelay().max().nanos()).isZero();
    }

    @Test
    void a_decision_that_the_truth_does_not_allow_is_refused_and_changes_nothing() throws IOException {
        List<String> answers = new ArrayList<>();
        Scheduler.Factory reckless = (cluster, draws) -> (event, out) -> {
            if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                int task = submitted.task().index();
                out.add(new Decision.Bind(task, 7));
                out.add(new Decision.Bind(task, 0, 1));
                out.add(new Decision.Bind(task, 0));
                out.add(new Decision.Bind(task, 0));
            } else if (event instanceof SchedulerEvent.Refused refused) {
                answers.add(refused.reason().name());
            } else if (event instanceof SchedulerEvent.Applied) {
                answers.add("applied");
            }
        };

        RunResult result = Simulation.run(RunSpec.of(1), oneNode(), source(task("a", 0, 10, 1)), reckless, listener());

        assertThat(answers).containsExactly("NODE_UNAVAILABLE", "DEVICES", "applied", "TASK_STATE");
        assertThat(result.refusals()).isEqualTo(3);
        assertThat(log).containsExactly("a finished 0-10 n0");
    }

    @Test
    void submissions_out_of_time_order_are_a_mistake_of_the_source() {
        assertThatThrownBy(() -> run(RunSpec.of(1), skipping(), task("a", 5, 1, 1), task("b", 4, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Task b is out of time order");
    }

    private static ClusterSpec oneNode() {
        return new ClusterSpec(Resources.basic(), List.of(node("n0", 2)));
    }

    private static ClusterSpec twoNodes() {
        return new ClusterSpec(Resources.basic(), List.of(node("n0", 2), node("n1", 1)));
    }

    private static NodeSpec node(String name, int cores) {
        return NodeSpec.builder(name).capacity(Resources.CPU, 1000L * cores).build();
    }

    private static QueueScheduler.Blocking skipping() {
        return QueueScheduler.Blocking.SKIP;
    }

    private static Scheduler.Factory queue(QueueScheduler.Blocking blocking) {
        return (cluster, draws) -> new QueueScheduler(FIRST_FIT, QueueSort.PRIORITY_FIFO, blocking, cluster, draws);
    }

    private static Submission task(String id, long submitSeconds, long workSeconds, int cores) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000L * cores).build();
        return new Submission(id, "", submitSeconds * SECOND, workSeconds * SECOND, -1, asks);
    }

    private RunResult run(RunSpec spec, QueueScheduler.Blocking blocking, Submission... tasks) throws IOException {
        return run(spec, oneNode(), blocking, tasks);
    }

    private RunResult run(RunSpec spec, ClusterSpec cluster, QueueScheduler.Blocking blocking, Submission... tasks)
            throws IOException {
        return Simulation.run(spec, cluster, source(tasks), queue(blocking), listener());
    }

    private static SubmissionSource source(Submission... tasks) {
        Iterator<Submission> rest = List.of(tasks).iterator();
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
    }

    private RunListener listener() {
        return new RunListener() {
            @Override
            public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
                String text = tasks.id(task) + " " + state.finalName() + " ";
                if (tasks.startNanos(task) >= 0) {
                    text += seconds(tasks.startNanos(task)) + "-"
                            + (endNanos < 0 ? "" : seconds(endNanos) + " n" + tasks.node(task));
                } else {
                    text += tasks.reason(task);
                }
                log.add(text);
            }
        };
    }

    private static String seconds(long nanos) {
        return nanos % SECOND == 0 ? Long.toString(nanos / SECOND) : Double.toString(nanos / (double) SECOND);
    }
}
