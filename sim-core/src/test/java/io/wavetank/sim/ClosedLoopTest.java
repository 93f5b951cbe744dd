package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users who come again when a task of theirs is over, on paper. Times are seconds. */
final class ClosedLoopTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> log = new ArrayList<>();

    private static Submission task(String user, long visit, long submit, long work) {
        TaskClass one = TaskClass.builder().cpuMillis(1000).build();
        return new Submission(new Visits(user), visit, 0, submit * SECOND, work * SECOND, -1, one);
    }

    /** Task {@code a2} is the third of user {@code a}. */
    private record Visits(String user) implements TaskNames {
        @Override
        public String id(long job, long index) {
            return user + job;
        }

        @Override
        public String job(long job, long index) {
            return "";
        }
    }

    /** Every user comes so many times, after so long a pause, with the same work again. */
    private record Users(Iterator<Submission> first, long visits, long pause) implements SubmissionSource, ClosedLoop {
        @Override
        public @Nullable Submission next() {
            return first.hasNext() ? first.next() : null;
        }

        @Override
        public ClosedLoop closedLoop() {
            return this;
        }

        @Override
        public void over(Submission task, long nowNanos, Consumer<Submission> next) {
            if (task.jobNumber() + 1 < visits) {
                next.accept(new Submission(
                        task.names(),
                        task.jobNumber() + 1,
                        0,
                        nowNanos + pause * SECOND,
                        task.workNanos(),
                        -1,
                        task.taskClass()));
            }
        }
    }

    private RunResult run(int cores, RunSpec spec, SubmissionSource source) throws IOException {
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable table, int task, TaskState state, long endNanos) {
                log.add(table.id(task) + " " + table.submitNanos(task) / SECOND
                        + (state == TaskState.FINISHED ? " " : " " + state + " ")
                        + table.startNanos(task) / SECOND + "-" + (endNanos < 0 ? "" : endNanos / SECOND));
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

    private static Users users(long visits, long pause, Submission... first) {
        return new Users(List.of(first).iterator(), visits, pause);
    }

    @Test
    void the_next_task_of_a_user_comes_after_the_end_of_the_one_before() throws IOException {
        RunResult result = run(1, RunSpec.of(1), users(3, 5, task("a", 0, 0, 10), task("b", 0, 1, 10)));

        assertThat(log)
                .containsExactly("a0 0 0-10", "b0 1 10-20", "a1 15 20-30", "b1 25 30-40", "a2 35 40-50", "b2 45 50-60");
        assertThat(result.tasks().finished()).isEqualTo(6);
    }

    @Test
    void a_wider_cluster_is_asked_sooner() throws IOException {
        run(2, RunSpec.of(1), users(2, 5, task("a", 0, 0, 10), task("b", 0, 1, 10)));

        assertThat(log).containsExactly("a0 0 0-10", "b0 1 1-11", "a1 15 15-25", "b1 16 16-26");
    }

    @Test
    void who_thinks_when_the_run_ends_submits_no_more() throws IOException {
        RunResult result = run(1, RunSpec.of(1).withUntil(12 * SECOND), users(9, 5, task("a", 0, 0, 10)));

        assertThat(log).containsExactly("a0 0 0-10");
        assertThat(result.tasks().submitted()).isEqualTo(1);
    }

    @Test
    void tasks_of_users_and_tasks_that_come_by_themselves_share_a_run() throws IOException {
        Submission lone = new Submission(
                "lone",
                "",
                12 * SECOND,
                SECOND,
                -1,
                TaskClass.builder().cpuMillis(1000).build());
        Users users = users(2, 1, task("a", 0, 0, 10), lone);
        run(1, RunSpec.of(1), new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return users.next();
            }

            @Override
            public ClosedLoop closedLoop() {
                return (task, now, next) -> {
                    if (task.names() instanceof Visits) {
                        users.over(task, now, next);
                    }
                };
            }
        });

        assertThat(log).containsExactly("a0 0 0-10", "a1 11 11-21", "lone 12 21-22");
    }

    @Test
    void what_would_come_before_it_follows_is_refused() {
        assertThatThrownBy(() -> run(1, RunSpec.of(1), users(2, -3, task("a", 0, 0, 10))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Task a1 follows from one that was over at 10000000000 ns");
    }

    @Test
    void without_waiting_every_task_ends_its_run_time_after_it_comes() throws IOException {
        SubmissionSource source =
                WithoutWaiting.of(users(3, 5, task("a", 0, 0, 10), task("b", 0, 1, 10), task("c", 0, 40, 1)));
        for (Submission task = source.next(); task != null; task = source.next()) {
            log.add(task.id() + " " + task.submitNanos() / SECOND);
        }

        assertThat(log).containsExactly("a0 0", "b0 1", "a1 15", "b1 16", "a2 30", "b2 31", "c0 40", "c1 46", "c2 52");
    }
}
