package io.wavetank.policy.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FirstComeFirstServedTest {
    private static final Scheduler.Factory FCFS = (cluster, draws) -> new FirstComeFirstServed(cluster);

    /** A job of so many processors: members with a core each. */
    private static TaskSpec job(String id, int processors, long submit, long run) {
        return new TaskSpec(
                id, TaskClass.builder().cpuMillis(1000).members(processors).build(), submit, run, run);
    }

    private static TestNode pool(int processors) {
        return TestNode.of(1000L * processors, 0).pods(processors);
    }

    private static Workload workload(int processors, TaskSpec... jobs) {
        return new Workload(List.of(pool(processors)), List.of(jobs), List.of(), 100);
    }

    @Test
    void a_small_job_does_not_pass_a_large_one_by() {
        // 10 processors: a takes 6 until 10; b needs 8 and waits for it; c needs 1, is behind b, and starts with it
        assertThat(SchedulerRun.of(workload(10, job("a", 6, 0, 10), job("b", 8, 1, 5), job("c", 1, 2, 1)), FCFS, 0)
                        .text())
                .isEqualTo("""
                        0 bind a node 0 devices 0
                        1 reject b: 0 of 1 nodes fit: 1 cpu
                        10 end a
                        10 bind b node 0 devices 0
                        10 bind c node 0 devices 0
                        11 end c
                        15 end b
                        """);
    }

    @Test
    void processors_given_back_at_an_instant_serve_the_arrivals_of_that_instant() {
        assertThat(SchedulerRun.of(workload(4, job("a", 4, 0, 10), job("b", 4, 10, 1)), FCFS, 0)
                        .starts())
                .isEqualTo("0 bind a node 0 devices 0\n10 bind b node 0 devices 0\n");
    }

    @Test
    void the_lowest_numbered_node_that_fits_is_taken() {
        Workload three = new Workload(
                List.of(pool(1), pool(3), pool(3)),
                List.of(job("a", 2, 0, 10), job("b", 2, 0, 10), job("c", 1, 0, 10)),
                List.of(),
                100);

        assertThat(SchedulerRun.of(three, FCFS, 0).starts()).isEqualTo("""
                        0 bind a node 1 devices 0
                        0 bind b node 2 devices 0
                        0 bind c node 0 devices 0
                        """);
    }

    @Test
    void a_blocked_head_is_told_of_once_and_costs_nothing_until_something_changes() {
        TestCluster cluster = TestCluster.of(pool(4));
        TestTask large = new TestTask(job("large", 4, 0, 1), 0, 0, 0);
        cluster.used(0, 1000, 0);
        var fcfs = new FirstComeFirstServed(cluster);
        var out = new Answers();

        fcfs.on(new SchedulerEvent.TaskSubmitted(large), out);
        fcfs.on(new SchedulerEvent.Pass(), out);
        fcfs.on(new SchedulerEvent.Pass(), out);
        assertThat(out.decisions).singleElement().isInstanceOf(Decision.Reject.class);
        assertThat(out.considered).isEqualTo(1);

        cluster.used(0, 1000, 0);
        fcfs.on(new SchedulerEvent.Pass(), out);
        assertThat(out.decisions).hasSize(1);
        assertThat(out.considered).isEqualTo(2);
    }

    @Test
    void a_job_whose_start_was_refused_goes_first_again() {
        TestCluster cluster = TestCluster.of(pool(4));
        TestTask first = new TestTask(job("first", 1, 0, 1), 0, 0, 0);
        TestTask second = new TestTask(job("second", 1, 0, 1), 1, 1, 0);
        cluster.enter(first);
        cluster.enter(second);
        var fcfs = new FirstComeFirstServed(cluster);
        var out = new Answers();
        fcfs.on(new SchedulerEvent.TaskSubmitted(first), out);
        fcfs.on(new SchedulerEvent.TaskSubmitted(second), out);

        fcfs.on(new SchedulerEvent.Pass(), out);
        fcfs.on(new SchedulerEvent.Refused(out.decisions.get(0), Refusal.RESOURCES), out);
        fcfs.on(new SchedulerEvent.Pass(), out);

        assertThat(out.decisions).containsExactly(new Decision.Bind(0, 0), new Decision.Bind(0, 0));
    }

    /** Without backfilling the start times obey a recursion; it is worked out here without events. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void starts_are_those_of_the_recursion(long seed) {
        var draws = new Draws(seed, 0).stream("jobs");
        int processors = 1 + draws.below(20, 0, 0);
        List<TaskSpec> jobs = new ArrayList<>();
        long submit = 0;
        for (int i = 0; i < 80; i++) {
            submit += draws.below(4, i, 1) == 0 ? draws.below(20, i, 2) : 0;
            jobs.add(job("j" + i, 1 + draws.below(processors, i, 3), submit, 1 + draws.below(15, i, 4)));
        }

        Workload workload = new Workload(List.of(pool(processors)), jobs, List.of(), 100);
        assertThat(SchedulerRun.of(workload, FCFS, seed).starts()).isEqualTo(recursion(jobs, processors));
    }

    /** A job starts when it and the one before it may and so many processors are free, each being free from a time on. */
    private static String recursion(List<TaskSpec> jobs, int processors) {
        long[] freeFrom = new long[processors];
        var text = new StringBuilder();
        long before = 0;
        for (TaskSpec job : jobs) {
            int needed = job.taskClass().members();
            Arrays.sort(freeFrom);
            long start = Math.max(Math.max(before, job.submitNanos()), freeFrom[needed - 1]);
            Arrays.fill(freeFrom, 0, needed, start + job.runNanos());
            text.append(start).append(" bind ").append(job.id()).append(" node 0 devices 0\n");
            before = start;
        }
        return text.toString();
    }

    private static final class Answers implements Decisions {
        private final List<Decision> decisions = new ArrayList<>();
        private int considered;

        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public void add(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void considered(int tasks, int nodes) {
            considered += tasks;
        }

        @Override
        public void passAgain() {}
    }
}
