package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evictions with grace, places that are held, nominations: decisions at set times on one node of 2 cores. Times are seconds. */
final class LostPlacesTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> log = new ArrayList<>();
    private final Map<Integer, List<Decision>> script = new TreeMap<>();

    @Test
    void an_evicted_task_keeps_its_place_for_its_grace_and_does_no_work_then() throws IOException {
        at(0, new Decision.Bind(0, 0));
        at(4, evict(0, 3), new Decision.Bind(1, 0));
        at(7, new Decision.Bind(1, 0));
        at(8, new Decision.Bind(0, 0));
        at(17, new Decision.Bind(0, 0));

        RunResult result = run(task("victim", 5, 2), task("next", 10, 2));

        assertThat(log)
                .containsExactly(
                        "0 submitted victim",
                        "0 submitted next",
                        "0 started victim n0",
                        "4 stopping victim n0 preempted: for next",
                        "4 RESOURCES",
                        "7 evicted victim n0 preempted: for next",
                        "7 lost victim",
                        "7 started next n0",
                        "8 RESOURCES",
                        "17 finished next n0",
                        "17 started victim n0",
                        "22 finished victim n0");
        assertThat(result.tasks().evictionsByCause())
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(
                        "abandoned",
                        0L,
                        "drained",
                        0L,
                        "moved",
                        0L,
                        "preempted",
                        1L,
                        "reclaimed",
                        0L,
                        "shortage",
                        0L,
                        "tainted",
                        0L)));
        assertThat(result.allocation().get(0).meanToLastEnd()).isEqualTo(1.0);
        assertThat(result.queueingDelay().max().nanos()).isEqualTo(7 * SECOND);
    }

    @Test
    void what_is_being_stopped_cannot_be_stopped_again_and_runs_if_the_run_ends_first() throws IOException {
        at(0, new Decision.Bind(0, 0));
        at(2, evict(0, 100));
        at(3, evict(0, 0));

        RunResult result = run(RunSpec.of(1).withUntil(10 * SECOND), task("a", 5, 1));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "2 stopping a n0 preempted: for next",
                        "3 TASK_STATE",
                        "left a running");
        assertThat(result.tasks().evictions()).isZero();
    }

    @Test
    void a_held_place_is_taken_but_nothing_runs_there_until_it_is_bound() throws IOException {
        at(0, hold(0, 10));
        at(1, new Decision.Bind(1, 0));
        at(5, new Decision.Bind(0, 0));
        at(7, new Decision.Bind(1, 0));

        RunResult result = run(task("a", 2, 2), task("b", 1, 1));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 submitted b",
                        "0 held a n0",
                        "1 RESOURCES",
                        "5 started a n0",
                        "7 finished a n0",
                        "7 started b n0",
                        "8 finished b n0");
        assertThat(result.allocation().get(0).meanToLastStart()).isEqualTo(1.0);
        assertThat(result.tasks().evictions()).isZero();
    }

    @Test
    void a_held_place_is_lost_at_its_deadline_or_when_it_is_released() throws IOException {
        at(0, hold(0, 3), hold(1, 9));
        at(2, new Decision.Release(1), new Decision.Release(1));

        RunResult result = run(RunSpec.of(1).withUntil(20 * SECOND), task("a", 2, 1), task("b", 2, 1));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 submitted b",
                        "0 held a n0",
                        "0 held b n0",
                        "2 released b n0",
                        "2 lost b",
                        "2 TASK_STATE",
                        "3 released a n0",
                        "3 lost a",
                        "left a never_placed",
                        "left b never_placed");
        assertThat(result.tasks().neverPlaced()).isEqualTo(2);
    }

    @Test
    void what_is_held_when_the_run_ends_was_never_placed() throws IOException {
        at(0, hold(0, 100));

        RunResult result = run(RunSpec.of(1).withUntil(20 * SECOND), task("a", 2, 1));

        assertThat(log).containsExactly("0 submitted a", "0 held a n0", "left a never_placed");
        assertThat(result.tasks().neverPlaced()).isEqualTo(1);
    }

    @Test
    void a_nomination_is_noted_until_the_task_starts() throws IOException {
        at(0, new Decision.Nominate(0, 0), new Decision.Nominate(0, 7));
        at(1, new Decision.Bind(0, 0));
        at(2, new Decision.Nominate(0, 0));

        run(task("a", 5, 1));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 nominated a for 0",
                        "0 NODE_UNAVAILABLE",
                        "1 started a n0",
                        "2 TASK_STATE",
                        "6 finished a n0");
    }

    @Test
    void what_was_on_its_node_before_holds_its_place_and_is_in_no_wait() throws IOException {
        at(0, new Decision.Bind(0, 0));
        at(10, new Decision.Bind(0, 0));

        RunResult result = run(task("next", 5, 2), task("old", 10, 2).boundTo(0));

        assertThat(log)
                .containsExactly(
                        "0 submitted next",
                        "0 submitted old",
                        "0 started old n0",
                        "0 RESOURCES",
                        "10 finished old n0",
                        "10 started next n0",
                        "15 finished next n0");
        assertThat(result.tasks().finished()).isEqualTo(2);
        assertThat(result.queueingDelay().observedCount()).isEqualTo(1);
        assertThat(result.queueingDelay().max().nanos()).isEqualTo(10 * SECOND);
        assertThat(result.completion().observedCount()).isEqualTo(1);
    }

    @Test
    void what_was_on_its_node_before_can_be_evicted_and_comes_back() throws IOException {
        at(2, evict(1, 0));
        at(3, new Decision.Bind(1, 0));

        run(task("next", 5, 3), task("old", 10, 2).boundTo(0));

        assertThat(log).contains("2 lost old", "3 started old n0", "13 finished old n0", "left next never_placed");
    }

    @Test
    void what_never_ends_has_no_slowdown() throws IOException {
        at(0, new Decision.Bind(0, 0), new Decision.Bind(1, 0));
        TaskClass oneCore = TaskClass.builder().cpuMillis(1000).build();
        var service = new Submission("service", "", 0, Submission.FOREVER, -1, oneCore);

        RunResult result = run(RunSpec.of(1).withUntil(100 * SECOND), service, task("batch", 5, 1));

        assertThat(result.tasks().running()).isEqualTo(1);
        assertThat(result.slowdown().censoredCount()).isZero();
        assertThat(result.slowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT).isEqualTo(1.0);
    }

    /** The first has waited for 2 s and goes on until 22 s at the earliest; the second has waited for 10 s, and has its 5 s before it. */
    @Test
    void what_has_not_ended_has_at_least_the_slowdown_that_it_has_if_nothing_else_comes_between() throws IOException {
        at(2, new Decision.Bind(0, 0));

        RunResult result = run(RunSpec.of(1).withUntil(10 * SECOND), task("runs", 20, 1), task("waits", 5, 9));

        assertThat(result.slowdown().censoredCount()).isEqualTo(2);
        assertThat(result.slowdown().mean().atLeast()).isTrue();
        assertThat(result.slowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT).isEqualTo((1.1 + 3.0) / 2, within(1e-6));
        assertThat(result.boundedSlowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT)
                .isEqualTo((1.1 + 1.5) / 2, within(1e-6));
    }

    @Test
    void what_tasks_do_not_use_is_given_out_again_until_it_is_taken_back() throws IOException {
        at(0, new Decision.Bind(0, 0), new Decision.Bind(1, 0), new Decision.Reclaim(0, -1, 0));
        at(1, new Decision.Reclaim(0, 2001, 0), new Decision.Reclaim(0, 1000, 0), new Decision.Bind(1, 0));
        at(2, new Decision.Reclaim(0, -1000, 0), new Decision.Reclaim(1, 1, 0));

        RunResult result = run(RunSpec.of(1).withUsage(draws -> HALF), task("a", 5, 2), task("b", 5, 1));

        // a has all; half of it is given to b for a second, and then 3 cores of 2 are held
        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 submitted b",
                        "0 started a n0",
                        "0 RESOURCES",
                        "0 RESOURCES",
                        "1 RESOURCES",
                        "1 started b n0",
                        "2 NODE_UNAVAILABLE",
                        "5 finished a n0",
                        "6 finished b n0");
        assertThat(result.allocation().get(0).meanToLastEnd())
                .isEqualTo((2 + 2 + 3 + 3 + 3 + 1) / 2.0 / 6, within(1e-9));
    }

    @Test
    void a_task_that_is_throttled_works_at_that_part_of_the_speed_until_it_is_not_or_starts_anew() throws IOException {
        at(0, new Decision.Bind(0, 0), new Decision.Throttle(1, 0));
        at(2, new Decision.Throttle(0, 500_000));
        at(6, new Decision.Throttle(0, 1_000_000));
        at(7, new Decision.Throttle(0, 0));
        at(9, evict(0, 0), new Decision.Bind(0, 0));

        run(RunSpec.of(1).withUsage(draws -> HALF), task("a", 8, 2), task("b", 1, 2));

        // 2 s, half of 4 s and 1 s are 5 of its 8 s; then it stands still, and begins anew
        assertThat(log).contains("0 TASK_STATE", "9 started a n0", "17 finished a n0");
    }

    @Test
    void a_throttled_task_ends_when_its_work_is_done() throws IOException {
        at(0, new Decision.Bind(0, 0));
        at(2, new Decision.Throttle(0, 500_000));
        at(6, new Decision.Throttle(0, 1_000_000));

        run(RunSpec.of(1).withUsage(draws -> HALF), task("a", 8, 2));

        assertThat(log).contains("10 finished a n0");
    }

    @Test
    void nothing_can_be_throttled_where_nobody_measures_what_tasks_use() throws IOException {
        at(0, new Decision.Bind(0, 0), new Decision.Throttle(0, 500_000));

        run(task("a", 8, 2));

        assertThat(log).contains("0 TASK_STATE", "8 finished a n0");
    }

    private static final TaskUsage HALF = new TaskUsage() {
        @Override
        public long cpuMillis(TaskView task, long nowNanos) {
            return task.taskClass().totalRequest(Resources.CPU) / 2;
        }

        @Override
        public long memoryBytes(TaskView task, long nowNanos) {
            return task.taskClass().totalRequest(Resources.MEMORY) / 2;
        }
    };

    private void at(int second, Decision... decisions) {
        script.put(second, List.of(decisions));
    }

    private static Decision evict(int task, int graceSeconds) {
        return new Decision.Evict(task, EvictionCause.PREEMPTED, graceSeconds * SECOND, "for next");
    }

    private static Decision hold(int task, int untilSecond) {
        return new Decision.Hold(task, 0, 0, untilSecond * SECOND);
    }

    private static Submission task(String id, long workSeconds, int cores) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000L * cores).build();
        return new Submission(id, "", 0, workSeconds * SECOND, -1, asks);
    }

    private RunResult run(Submission... tasks) throws IOException {
        return run(RunSpec.of(1), tasks);
    }

    private RunResult run(RunSpec spec, Submission... tasks) throws IOException {
        var node = NodeSpec.builder("n0").capacity(Resources.CPU, 2000).build();
        Iterator<Submission> rest = List.of(tasks).iterator();
        var source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
        return Simulation.run(
                spec, new ClusterSpec(Resources.basic(), List.of(node)), source, scripted(), new MomentLog());
    }

    private Scheduler.Factory scripted() {
        return (cluster, draws) -> (event, out) -> {
            if (event instanceof SchedulerEvent.TaskSubmitted submitted
                    && submitted.task().sequence() == 0
                    && out.nowNanos() == 0) {
                script.keySet().forEach(second -> out.add(new Decision.WakeAt(second * SECOND, second)));
            } else if (event instanceof SchedulerEvent.TimerFired timer) {
                script.getOrDefault(timer.token(), List.of()).forEach(out::add);
            } else if (event instanceof SchedulerEvent.PlaceLost lost) {
                log.add(out.nowNanos() / SECOND + " lost " + lost.task().id());
            } else if (event instanceof SchedulerEvent.Refused refused) {
                log.add(out.nowNanos() / SECOND + " " + refused.reason());
            }
        };
    }

    private final class MomentLog implements RunListener {
        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            String text = nowNanos / SECOND + " " + moment.name().toLowerCase(Locale.ROOT) + " " + tasks.id(task);
            text += moment == Moment.NOMINATED ? " for " + tasks.nominatedNode(task) : "";
            text += tasks.node(task) < 0 ? "" : " n" + tasks.node(task);
            log.add(text + (tasks.reason(task) == null ? "" : " " + tasks.reason(task)));
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            if (endNanos < 0) {
                log.add("left " + tasks.id(task) + " " + state.finalName());
            }
        }
    }
}
