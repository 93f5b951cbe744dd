package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Metered;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given out again, worked out by hand: measured every 100 s, down to usage and a quarter by half each time. */
final class ReclamationTest {
    private static final PolicyEntry BORG = new BorgFamily().policies().get(0);
    private static final long SECOND = 1_000_000_000L;
    private static final int PROD = 200;
    private static final int BATCH = 100;

    private final List<TaskSpec> tasks = new ArrayList<>();
    private @Nullable Scheduler cell;

    private ReclamationTest task(String id, long submittedSeconds, int cores, int priority) {
        TaskClass asked = TaskClass.builder()
                .cpuMillis(cores * 1000L)
                .memoryBytes(cores * 1000L)
                .priority(priority)
                .build();
        tasks.add(new TaskSpec(id, asked, submittedSeconds * SECOND, 10_000 * SECOND, -1));
        return this;
    }

    /** Usage of cpu, and of memory, in thousandths of what is asked for, from a time on. */
    private static TaskUsage using(int cpu, int memory, long fromSeconds, int cpuThen, int memoryThen) {
        return new TaskUsage() {
            @Override
            public long cpuMillis(TaskView task, long nowNanos) {
                return task.taskClass().totalRequest(0) * (nowNanos < fromSeconds * SECOND ? cpu : cpuThen) / 1000;
            }

            @Override
            public long memoryBytes(TaskView task, long nowNanos) {
                return task.taskClass().totalRequest(1)
                        * (nowNanos < fromSeconds * SECOND ? memory : memoryThen)
                        / 1000;
            }
        };
    }

    private String run(TaskUsage usage, long untilSeconds, String... more) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "reclaim_every", "100s", "reclaim_margin", "0.25", "reclaim_half_life", "100s", "small_change", "0"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        Scheduler.Factory factory = (cluster, draws) -> {
            cell = BORG.maker().make(PolicyOptions.of(BORG, options)).create(cluster, draws);
            return cell;
        };
        var text = new StringBuilder();
        var workload = new Workload(List.of(TestNode.of(10_000, 10_000)), tasks, List.of(), 1000);
        for (SchedulerRun.Entry each : SchedulerRun.of(workload, factory, 1, usage, untilSeconds * SECOND)
                .log()) {
            text.append(each.timeNanos() / SECOND)
                    .append(' ')
                    .append(each.what().replace(" devices 0", ""))
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, Long> counts() {
        return cell instanceof Metered metered ? metered.counts() : Map.of();
    }

    @ParameterizedTest(name = "{0} reserved of {1}, {2} used: {4}")
    @CsvSource({
        "1000, 1000, 400, true, 750", // half way down to 500
        "1000, 1000, 400, false, 1000", // not in the first 300 s
        "500, 1000, 600, false, 750", // up at once
        "500, 1000, 900, true, 1000", // never more than the limit
        "500, 1000, 400, true, 500"
    })
    void a_reservation_goes_up_at_once_and_down_slowly(long reserved, long limit, long used, boolean old, long next) {
        assertThat(new Reclamation(true, SECOND, 0.25, SECOND).next(reserved, limit, used, 0.5, old))
                .isEqualTo(next);
    }

    @Test
    void batch_goes_where_production_does_not_use_what_it_has_and_production_does_not() {
        task("prod", 0, 8, PROD).task("batch", 100, 4, BATCH).task("prod2", 100, 4, PROD);

        // from 300 s on the reservation goes from 8 cores towards 8 * 0.4 * 1.25 = 4: to 6 at first
        assertThat(run(using(400, 400, 0, 400, 400), 400))
                .contains("0 bind prod node 0\n")
                .contains("300 reclaim node 0 cpu 2000 memory 2000\n")
                .contains("300 bind batch node 0\n")
                .contains("400 reclaim node 0 cpu 1000 memory 1000\n")
                .doesNotContain("bind prod2");
    }

    @Test
    void nothing_is_given_out_again_where_that_is_turned_off() {
        task("prod", 0, 8, PROD).task("batch", 100, 4, BATCH);

        assertThat(run(using(400, 400, 0, 400, 400), 1000, "reclaim", "false"))
                .doesNotContain("reclaim")
                .doesNotContain("bind batch");
    }

    @Test
    void production_makes_room_by_limits_and_what_it_stops_gives_back_its_reservation() {
        task("prod", 0, 8, PROD).task("batch", 100, 4, BATCH).task("prod2", 350, 2, PROD);

        // 8 + 4 of 10 cores asked for: to have its 2 the second stops batch, though 0 are free beside reservations
        assertThat(run(using(400, 400, 0, 400, 400), 360))
                .contains("350 evict batch: preempted\n350 off batch\n350 bind prod2 node 0\n");
    }

    @Test
    void a_machine_out_of_memory_stops_what_is_not_production() {
        task("prod", 0, 8, PROD).task("batch", 100, 4, BATCH);

        // at 500 s all use all of their 12 of 10: the reservation is back at once, and batch is stopped
        assertThat(run(using(400, 400, 450, 400, 1000), 500))
                .contains("500 reclaim node 0 cpu 500 memory -3000\n")
                .contains("500 evict batch: shortage\n")
                .doesNotContain("evict prod");
        assertThat(counts())
                .as("who is stopped for want of memory is not preempted")
                .containsEntry("out_of_memory.batch", 1L)
                .containsEntry("preempted.batch", 0L);
    }

    @Test
    void on_a_machine_out_of_cpu_what_is_not_production_gets_slower_until_there_is_enough_again() {
        task("prod", 0, 8, PROD).task("batch", 100, 4, BATCH);

        // 8 of 10 cores are used by production: 2 are left for the 4 of batch
        assertThat(run(using(400, 400, 450, 1000, 400), 500))
                .contains("500 throttle batch to 500000\n")
                .doesNotContain("evict");
        assertThat(counts())
                .as("8 cores for three times 100 s, then 12 on 10 for twice, of which 2 are missing in the end")
                .containsEntry("core_seconds_of_limits", 4800L)
                .containsEntry("core_seconds_in_reclaimed", 400L)
                .containsEntry("core_seconds_throttled", 200L);
    }

    @Test
    void who_is_not_production_makes_room_by_what_is_reserved() {
        task("low1", 0, 4, BATCH).task("low2", 0, 4, BATCH).task("high", 350, 8, BATCH + 1);

        // 3 of 4 cores are reserved for each by 300 s: 4 are free, and 8 only if both go
        assertThat(run(using(400, 400, 0, 400, 400), 360))
                .contains("300 reclaim node 0 cpu 2000 memory 2000\n")
                .contains("350 evict low2: preempted\n")
                .contains("350 evict low1: preempted\n")
                .contains("350 bind high node 0\n");
    }
}
