package io.wavetank.policy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.Profile;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Why a task waits is told when it becomes the first of those that wait for the same, and again only when there is news. */
final class QueueSchedulerReasonsTest {
    private static String rejects(Blocking blocking, List<TestNode> nodes, TaskSpec... tasks) {
        Scheduler.Factory factory = (cluster, draws) -> new QueueScheduler(
                Profile.of((task, node) -> 0, DeviceChoice.LOWEST_INDEX), QueueSort.FIFO, blocking, cluster, draws);
        return SchedulerRun.of(new Workload(nodes, List.of(tasks), List.of(), 100), factory, 0)
                .text()
                .lines()
                .filter(line -> line.contains("reject"))
                .collect(Collectors.joining("\n"));
    }

    private static TaskSpec task(String id, TaskClass taskClass, long submit, long run) {
        return new TaskSpec(id, taskClass, submit, run, -1);
    }

    private static TaskClass cores(int cores) {
        return TaskClass.builder().cpuMillis(1000L * cores).build();
    }

    @Test
    void reasons_are_counted_node_by_node() {
        TaskClass picky = TaskClass.builder()
                .cpuMillis(4000)
                .memoryBytes(10)
                .nodeSelector(Map.of("zone", "a"))
                .build();

        assertThat(rejects(
                        Blocking.SKIP,
                        List.of(
                                TestNode.of(8000, 0).label("zone", "a"),
                                TestNode.of(1000, 10).label("zone", "a"),
                                TestNode.of(2000, 10).label("zone", "a"),
                                TestNode.of(8000, 10),
                                TestNode.of(8000, 10).cordon()),
                        task("t", picky, 3, 1)))
                .isEqualTo("3 reject t: 0 of 5 nodes fit: 2 cpu, 1 label, 1 memory, 1 unavailable");
    }

    @Test
    void each_first_of_its_class_is_told_of_once() {
        // a runs until 10; b, then c of the same class wait for it; d of another class starts beside it
        assertThat(rejects(
                        Blocking.SKIP,
                        List.of(TestNode.of(4000, 0)),
                        task("a", cores(3), 0, 10),
                        task("b", cores(4), 1, 10),
                        task("c", cores(4), 2, 10),
                        task("d", cores(1), 3, 2)))
                .isEqualTo("1 reject b: 0 of 1 nodes fit: 1 cpu\n10 reject c: 0 of 1 nodes fit: 1 cpu");
    }

    @Test
    void each_head_of_the_line_is_told_of_once() {
        assertThat(rejects(
                        Blocking.HEAD_OF_LINE,
                        List.of(TestNode.of(4000, 0)),
                        task("a", cores(3), 0, 10),
                        task("b", cores(4), 1, 10),
                        task("d", cores(1), 3, 2)))
                .isEqualTo("1 reject b: 0 of 1 nodes fit: 1 cpu\n10 reject d: 0 of 1 nodes fit: 1 cpu");
    }
}
