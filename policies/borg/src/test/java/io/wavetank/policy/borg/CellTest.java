package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Metered;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell decides, worked out by hand. */
final class CellTest {
    private static final long GIB = 1L << 30;
    private static final PolicyEntry BORG = new BorgFamily().policies().get(0);

    private final List<Scheduler> made = new ArrayList<>();
    private final List<TaskSpec> tasks = new ArrayList<>();

    private CellTest task(String id, long submitted, long run, TaskClass.Builder asked) {
        tasks.add(new TaskSpec(id, asked.build(), submitted, run, -1));
        return this;
    }

    private static TaskClass.Builder cores(int cores, int priority) {
        return TaskClass.builder()
                .cpuMillis(cores * 1000L)
                .memoryBytes(cores * GIB)
                .priority(priority);
    }

    private String run(Map<String, String> options, TestNode... nodes) {
        Scheduler.Factory factory = (cluster, draws) -> {
            Scheduler scheduler =
                    BORG.maker().make(PolicyOptions.of(BORG, options)).create(cluster, draws);
            made.add(scheduler);
            return scheduler;
        };
        var text = new StringBuilder();
        for (SchedulerRun.Entry each : SchedulerRun.of(new Workload(List.of(nodes), tasks, List.of(), 1000), factory, 1)
                .log()) {
            text.append(each.timeNanos())
                    .append(' ')
                    .append(each.what().replace(" devices 0", ""))
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, Long> counts() {
        return ((Metered) made.get(0)).counts();
    }

    private static TestNode machine(int cores) {
        return TestNode.of(cores * 1000L, cores * GIB);
    }

    @Test
    void the_lowest_priority_goes_first_and_of_equals_the_last_that_came() {
        task("low", 0, 10, cores(1, 0)).task("a", 0, 10, cores(1, 1)).task("b", 0, 10, cores(1, 1));
        task("prod", 1, 5, cores(2, 200));

        assertThat(run(Map.of(), machine(3))).startsWith("""
                        0 bind a node 0
                        0 bind b node 0
                        0 bind low node 0
                        1 evict low: preempted
                        1 off low
                        1 evict b: preempted
                        1 off b
                        1 bind prod node 0
                        """);
        assertThat(counts()).containsEntry("preempted.free", 2L);
    }

    @ParameterizedTest(name = "{1} comes while {0} runs: {2}")
    @CsvSource({
        "119, 120, true", // production may stop mid
        "130, 200, false", // but not production
        "130, 400, true", // which monitoring may
        "400, 130, false",
        "0, 1, true", // within free it may
        "0, 0, false"
    })
    void who_may_stop_whom(int runs, int comes, boolean stopped) {
        String log = task("first", 0, 10, cores(1, runs))
                .task("second", 1, 10, cores(1, comes))
                .run(Map.of(), machine(1));

        assertThat(log.contains("1 evict first")).isEqualTo(stopped);
        assertThat(log.contains("1 bind second")).isEqualTo(stopped);
    }

    @Test
    void nobody_is_stopped_while_a_machine_that_was_looked_at_has_room() {
        task("batch", 0, 10, cores(2, 100)).task("prod", 1, 5, cores(2, 200));

        assertThat(run(Map.of(), machine(2), machine(2))).doesNotContain("evict");
    }

    @Test
    void owners_take_turns_within_a_priority_and_higher_ones_come_first() {
        for (String owner : List.of("big", "big", "big", "small", "small")) {
            task(owner + tasks.size(), 0, 10, cores(1, 0).tenant(owner));
        }
        task("urgent", 0, 10, cores(1, 1).tenant("big"));

        assertThat(run(Map.of(), machine(6)).lines().map(line -> line.split(" ", -1)[2]))
                .startsWith("urgent", "big0", "small3", "big1", "small4", "big2");
    }

    @Test
    void batch_waits_for_quota_production_is_turned_away_and_free_always_has_it() {
        String quota = "band=batch;cpu=1|band=production;cpu=2;memory=1Gi";
        task("batch1", 0, 10, cores(1, 100)).task("batch2", 0, 10, cores(1, 100));
        task("free", 0, 10, cores(4, 0)).task("prod", 0, 10, cores(2, 200));

        assertThat(run(Map.of("quota", quota), machine(16))).isEqualTo("""
                        0 reject batch2: 0 of 1 nodes fit: 1 quota
                        0 reject prod: 0 of 1 nodes fit: 1 quota
                        0 bind batch1 node 0
                        0 bind free node 0
                        10 end batch1
                        10 end free
                        10 bind batch2 node 0
                        20 end batch2
                        """);
        assertThat(counts()).containsEntry("turned_away.production", 1L).containsEntry("turned_away.batch", 0L);
    }

    @Test
    void quota_is_for_whole_jobs_one_by_one() {
        for (String id : List.of("a1", "a2", "b1", "b2")) {
            task(id, 0, 10, cores(1, 100).labels(Map.of("job", id.substring(0, 1))));
        }

        assertThat(run(Map.of("quota", "band=batch;cpu=3"), machine(4))).isEqualTo("""
                        0 reject b1: 0 of 1 nodes fit: 1 quota
                        0 reject b2: 0 of 1 nodes fit: 1 quota
                        0 bind a1 node 0
                        0 bind a2 node 0
                        10 end a1
                        10 end a2
                        10 bind b1 node 0
                        10 bind b2 node 0
                        20 end b1
                        20 end b2
                        """);
    }

    @Test
    void batch_of_an_owner_without_quota_is_turned_away() {
        task("own", 0, 10, cores(1, 100).tenant("a"))
                .task("other", 0, 10, cores(1, 100).tenant("b"));

        assertThat(run(Map.of("quota", "band=batch;tenant=a;cpu=1"), machine(4)))
                .isEqualTo("""
                        0 reject other: 0 of 1 nodes fit: 1 quota
                        0 bind own node 0
                        10 end own
                        """);
        assertThat(counts()).containsEntry("turned_away.batch", 1L);
    }

    @Test
    void who_has_the_device_that_is_missing_goes() {
        task("half", 0, 10, cores(1, 0).gpus(1, 500))
                .task("prod", 1, 5, cores(1, 200).gpus(1, 1000));

        assertThat(run(Map.of(), machine(4).gpus(1, "T4"))).startsWith("""
                        0 bind half node 0 devices 1
                        1 evict half: preempted
                        1 off half
                        1 bind prod node 0 devices 1
                        """);
    }

    @Test
    void a_task_goes_where_its_package_is() {
        Map<String, String> label = Map.of("package", "search");
        for (int i = 0; i < 12; i++) {
            task("t" + i, 10L * i, 5, cores(1, 0).labels(label));
        }
        TestNode[] machines = new TestNode[8];
        Arrays.fill(machines, machine(4));

        String log = run(Map.of("score", "e-pvm"), machines);

        assertThat(log.lines()
                        .filter(line -> line.contains("bind"))
                        .map(line -> line.split(" ", -1)[4])
                        .distinct())
                .hasSize(1);
        assertThat(counts()).containsEntry("packages_found", 11L).containsEntry("packages_fetched", 1L);
    }

    @Test
    void a_score_is_used_again_until_its_machine_changes_by_more_than_a_little() {
        for (int i = 0; i < 10; i++) {
            task("t" + i, i, 100, TaskClass.builder().cpuMillis(10).memoryBytes(GIB / 100));
        }

        run(Map.of("small_change", "0.05"), machine(1));

        // the first task has no row, the second makes it; six hundredths are the first change of more than five
        assertThat(counts()).containsEntry("scores_computed", 3L).containsEntry("scores_reused", 7L);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bands | batch=5;mid=4 | Bands begin in their order: batch=5, mid=4, production=120, monitoring=360",
                "bands | batch=low | Option bands, item 1, batch: the lowest priority of the band expected, got 'low'",
                "bands | 2015 | Option bands, item 1: key=value expected, got '2015'",
                "quota | band=free | Option quota, item 1, band: batch, mid, production or monitoring expected, got 'free'",
                "quota | band=mid;memory=many | Option quota, item 1, memory: an amount of memory such as 400Gi expected, got 'many'",
                "quota | band=mid;disk=1 | Option quota, item 1: there is no 'disk'; expected band, tenant, cpu, memory",
                "score | worst | Policy borg, option score: one of hybrid, best-fit, e-pvm expected, got 'worst'"
            })
    void what_is_set_wrongly_is_said_in_a_line(String option, String value, String message) {
        assertThatThrownBy(() -> run(Map.of(option, value), machine(1))).hasMessage(message);
    }
}
