package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs in allocs, worked out by hand. */
final class AllocsTest {
    private static final PolicyEntry BORG = new BorgFamily().policies().get(0);

    private final List<TaskSpec> tasks = new ArrayList<>();

    private AllocsTest task(String id, long submitted, long run, int cores, int priority, String label) {
        var asked = TaskClass.builder()
                .cpuMillis(cores * 1000L)
                .memoryBytes(cores * 1000L)
                .priority(priority);
        if (!label.isEmpty()) {
            asked.labels(Map.of(label, "web"));
        }
        tasks.add(new TaskSpec(id, asked.build(), submitted, run, -1));
        return this;
    }

    private String run(int... cores) {
        List<TestNode> nodes = new ArrayList<>();
        for (int each : cores) {
            nodes.add(TestNode.of(each * 1000L, each * 1000L));
        }
        Scheduler.Factory factory = (cluster, draws) ->
                BORG.maker().make(PolicyOptions.of(BORG, Map.of())).create(cluster, draws);
        var text = new StringBuilder();
        for (SchedulerRun.Entry each : SchedulerRun.of(new Workload(nodes, tasks, List.of(), 1000), factory, 1)
                .log()) {
            text.append(each.timeNanos())
                    .append(' ')
                    .append(each.what().replace(" devices 0", ""))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void tasks_run_inside_and_what_is_reserved_stays_when_they_end() {
        task("alloc", 0, 100, 4, 200, Allocs.SET).task("in1", 1, 10, 3, 200, Allocs.INSIDE);
        task("in2", 2, 10, 1, 200, Allocs.INSIDE).task("in3", 3, 10, 1, 200, Allocs.INSIDE);
        task("other", 12, 10, 1, 200, "");

        // the machine is the alloc's: another task waits for its end, however little runs inside
        assertThat(run(4)).isEqualTo("""
                        0 bind alloc node 0
                        1 reclaim node 0 cpu 3000 memory 3000
                        1 bind in1 node 0
                        2 reclaim node 0 cpu 1000 memory 1000
                        2 bind in2 node 0
                        3 reject in3: 0 of 1 nodes fit: 1 cpu
                        11 end in1
                        11 reclaim node 0 cpu -3000 memory -3000
                        11 reclaim node 0 cpu 1000 memory 1000
                        11 bind in3 node 0
                        12 end in2
                        12 reclaim node 0 cpu -1000 memory -1000
                        12 reject other: 0 of 1 nodes fit: 1 cpu
                        21 end in3
                        21 reclaim node 0 cpu -1000 memory -1000
                        100 end alloc
                        100 bind other node 0
                        110 end other
                        """);
    }

    @Test
    void tasks_wait_for_an_alloc_and_go_to_the_one_with_the_fewest() {
        task("in1", 0, 50, 1, 200, Allocs.INSIDE).task("in2", 6, 50, 1, 200, Allocs.INSIDE);
        task("alloc1", 5, 100, 4, 200, Allocs.SET).task("alloc2", 5, 100, 4, 200, Allocs.SET);

        String log = run(4, 4, 8);

        assertThat(log).doesNotContain("0 bind in").contains("5 bind in1 node ", "6 bind in2 node ");
        assertThat(log.lines()
                        .filter(line -> line.contains(" bind in"))
                        .map(line -> line.substring(line.length() - 1))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void when_an_alloc_goes_its_tasks_are_stopped_and_go_to_another() {
        task("alloc1", 0, 20, 2, 100, Allocs.SET).task("in", 1, 50, 2, 100, Allocs.INSIDE);
        task("alloc2", 5, 100, 2, 100, Allocs.SET);

        assertThat(run(2, 2))
                .contains("20 end alloc1\n")
                .contains("20 evict in: moved\n20 off in\n")
                .containsPattern("20 bind in node \\d\n")
                .contains("70 end in\n");
    }

    @Test
    void production_preempts_an_alloc_of_batch_with_all_that_runs_inside() {
        task("alloc", 0, 100, 2, 100, Allocs.SET).task("in", 1, 50, 2, 100, Allocs.INSIDE);
        task("prod", 5, 10, 2, 200, "");

        assertThat(run(2)).contains("""
                        5 evict alloc: preempted
                        5 off alloc
                        5 evict in: moved
                        5 off in
                        5 reclaim node 0 cpu -2000 memory -2000
                        """).contains("5 bind prod node 0\n").contains("15 bind alloc node 0\n");
    }
}
