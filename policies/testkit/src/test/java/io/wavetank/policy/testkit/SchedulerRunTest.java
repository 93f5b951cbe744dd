package io.wavetank.policy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Decision;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness finds what it is there to find. */
final class SchedulerRunTest {
    private static final TaskClass THREE_CORES =
            TaskClass.builder().cpuMillis(3000).build();
    private static final TaskClass HALF_A_GPU = TaskClass.builder().gpus(1, 500).build();

    /** Starts every task on node 0 as soon as it is told of it. */
    private static final Scheduler.Factory RECKLESS = (cluster, draws) -> (event, out) -> {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            out.add(new Decision.Bind(submitted.task().index(), 0));
        }
    };

    private static Workload workload(TestNode node, TaskSpec... tasks) {
        return new Workload(List.of(node), List.of(tasks), List.of(), 100);
    }

    private static TaskSpec task(String id, TaskClass taskClass, long submit, long run) {
        return new TaskSpec(id, taskClass, submit, run, -1);
    }

    @Test
    void a_run_is_written_down_line_by_line() {
        Workload one = workload(
                TestNode.of(4000, 0).gpus(2, "T4"), task("a", THREE_CORES, 5, 10), task("b", HALF_A_GPU, 7, 3));

        assertThat(SchedulerRun.of(one, RECKLESS, 0).text()).isEqualTo("""
                        5 bind a node 0 devices 0
                        7 bind b node 0 devices 1
                        10 end b
                        15 end a
                        """);
    }

    @Test
    void at_one_instant_completions_come_before_arrivals() {
        Workload handOver =
                workload(TestNode.of(4000, 0), task("a", THREE_CORES, 0, 10), task("b", THREE_CORES, 10, 1));

        assertThat(SchedulerRun.of(handOver, RECKLESS, 0).starts())
                .isEqualTo("0 bind a node 0 devices 0\n10 bind b node 0 devices 0\n");
    }

    @Test
    void too_much_on_a_node_is_found() {
        Workload tooMuch = workload(TestNode.of(4000, 0), task("a", THREE_CORES, 0, 10), task("b", THREE_CORES, 9, 1));

        assertThatThrownBy(() -> SchedulerRun.of(tooMuch, RECKLESS, 0)).hasMessageContaining("capacity: cpu");
    }

    @Test
    void a_cordoned_node_is_found() {
        Workload cordoned = workload(TestNode.of(4000, 0).cordon(), task("a", THREE_CORES, 0, 10));

        assertThatThrownBy(() -> SchedulerRun.of(cordoned, RECKLESS, 0)).hasMessageContaining("cordoned");
    }

    @Test
    void a_task_bound_twice_is_found() {
        Scheduler.Factory twice = (cluster, draws) -> (event, out) -> {
            if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                out.add(new Decision.Bind(submitted.task().index(), 0));
                out.add(new Decision.Bind(submitted.task().index(), 0));
            }
        };

        assertThatThrownBy(
                        () -> SchedulerRun.of(workload(TestNode.of(8000, 0), task("a", THREE_CORES, 0, 10)), twice, 0))
                .hasMessageContaining("TASK_STATE");
    }

    @Test
    void devices_in_pieces_are_found() {
        TaskClass whole = TaskClass.builder().gpus(1, 1000).build();
        Scheduler.Factory secondDevice = (cluster, draws) -> (event, out) -> {
            if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                out.add(new Decision.Bind(submitted.task().index(), 0, 0b10));
            }
        };
        Workload pieces =
                workload(TestNode.of(4000, 0).gpus(2, "T4"), task("a", HALF_A_GPU, 0, 10), task("b", whole, 1, 1));

        assertThatThrownBy(() -> SchedulerRun.of(pieces, secondDevice, 0)).hasMessageContaining("devices 2");
    }

    @Test
    void a_scheduler_that_forgets_a_task_does_not_pass() {
        Scheduler.Factory idle = (cluster, draws) -> (event, out) -> {};
        var entry = new PolicyEntry("idle", "does nothing", "none", List.of(), options -> idle);

        assertThatThrownBy(() -> SchedulerProperties.of(entry).check(1)).hasMessageContaining("tasks left");
        assertThatThrownBy(() -> SchedulerProperties.of(entry).neverIdle().check(1))
                .hasMessageContaining("waits though it fits");
    }
}
