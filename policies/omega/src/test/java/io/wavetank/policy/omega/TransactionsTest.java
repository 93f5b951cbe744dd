package io.wavetank.policy.omega;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch task and a service task come at the same time, each for a scheduler of its own; when they start is worked out by hand. */
final class TransactionsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long GIB = 1L << 30;
    private static final String TWO =
            "name=batch;takes=kind=batch;t_job=1s;t_task=0s|name=service;takes=not kind=batch;t_job=3s;t_task=0s";

    private final List<Scheduler> made = new ArrayList<>();

    private static TaskSpec task(String id, Map<String, String> labels) {
        var asked = TaskClass.builder()
                .cpuMillis(1000)
                .memoryBytes(GIB)
                .labels(labels)
                .build();
        return new TaskSpec(id, asked, 0, 10 * SECOND, -1);
    }

    private SortedMap<String, Long> run(String policy, Map<String, String> options, int... cores) {
        return run(
                policy,
                options,
                List.of(task("batch", Map.of("kind", "batch")), task("service", Map.of("kind", "service"))),
                cores);
    }

    private SortedMap<String, Long> run(
            String policy, Map<String, String> options, List<TaskSpec> tasks, int... cores) {
        PolicyEntry entry = new OmegaFamily()
                .policies().stream()
                        .filter(each -> each.name().equals(policy))
                        .findFirst()
                        .orElseThrow();
        Scheduler.Factory factory = (cluster, draws) -> {
            Scheduler scheduler =
                    entry.maker().make(PolicyOptions.of(entry, options)).create(cluster, draws);
            made.add(scheduler);
            return scheduler;
        };
        List<TestNode> nodes = new ArrayList<>();
        for (int each : cores) {
            nodes.add(TestNode.of(each * 1000L, 64 * GIB));
        }
        var workload = new Workload(nodes, tasks, List.of(), 1000);
        SortedMap<String, Long> starts = new TreeMap<>();
        for (SchedulerRun.Entry each : SchedulerRun.of(workload, factory, 1).log()) {
            String[] words = each.what().split(" ", -1);
            if (words[0].equals("bind")) {
                starts.put(words[1], each.timeNanos() / 1_000_000);
            }
        }
        return starts;
    }

    private SortedMap<String, Long> counts() {
        return ((Metered) made.get(0)).counts();
    }

    @ParameterizedTest(name = "{0} on {1} cores: conflicts={2}")
    @CsvSource({
        // the service's claim fits beside the batch task's
        "fit,      4, 0, 1, 0, 1000,  3000",
        // the batch task's start changed the node meanwhile: three seconds more
        "sequence, 4, 1, 2, 0, 1000,  6000",
        // the only core went to the batch task: a conflict at 3 s, no room at 6 s, tried again when the core is free at
        // 11 s
        "fit,      1, 1, 2, 1, 1000, 14000",
    })
    void a_claim_conflicts_with_what_was_committed_since(
            String conflicts,
            int cores,
            long conflicted,
            long transactions,
            long fruitless,
            long batchMillis,
            long serviceMillis) {
        var starts = run("omega", Map.of("schedulers", TWO, "conflicts", conflicts), cores);

        assertThat(starts).containsEntry("batch", batchMillis).containsEntry("service", serviceMillis);
        assertThat(counts())
                .containsEntry("jobs_tried.service", 1L)
                .containsEntry("first_wait_ms.service", 0L)
                .containsEntry("transactions.service", transactions)
                .containsEntry("conflicted.service", conflicted)
                .containsEntry("claims.service", transactions)
                .containsEntry("claims_refused.service", conflicted)
                .containsEntry("fruitless.service", fruitless)
                .containsEntry("conflicted.batch", 0L)
                .containsEntry("jobs_placed.service", 1L)
                .containsEntry("busy_ms.service", 3000 * (transactions + fruitless))
                .containsEntry("busy_ms.batch", 1000L);
    }

    @ParameterizedTest(name = "{0} more nodes")
    @ValueSource(ints = {0, 1, 2})
    void of_two_levels_one_holds_what_it_is_offered_while_it_thinks(int more) {
        int[] cores = new int[1 + more];
        Arrays.fill(cores, 4);
        var starts = run("two-level", Map.of("schedulers", TWO), cores);

        assertThat(starts).containsEntry("batch", 1000L).containsEntry("service", 4000L);
    }

    /** A second for the job and a tenth for each task; or two jobs of a task, one after the other. */
    @ParameterizedTest(name = "of one job: {0}")
    @CsvSource({"true, 1200, 1200, 0, 1", "false, 1100, 2200, 1100, 2"})
    void tasks_of_a_job_that_come_together_are_decided_about_together(
            boolean together, long first, long second, long waited, long jobs) {
        var starts = run(
                "monolithic",
                Map.of("t_job", "1s", "t_task", "100ms"),
                List.of(task("one", Map.of("job", "a")), task("two", Map.of("job", together ? "a" : "b"))),
                4);

        assertThat(starts).containsEntry("one", first).containsEntry("two", second);
        assertThat(counts())
                .containsEntry("jobs_tried.all", jobs)
                .containsEntry("jobs_placed.all", jobs)
                .containsEntry("first_wait_ms.all", waited);
    }

    @ParameterizedTest(name = "fast={0}")
    @CsvSource({"kind=batch, 100, 3100", "'', 3000, 6000"})
    void one_scheduler_decides_about_one_job_after_the_other(String fast, long batchMillis, long serviceMillis) {
        var starts = run("monolithic", Map.of("t_job", "3s", "t_task", "0s", "fast", fast, "fast_t_task", "0s"), 4);

        assertThat(starts).containsEntry("batch", batchMillis).containsEntry("service", serviceMillis);
    }

    /** One of two cores is taken from 1 s to 11 s; the job of two tasks is tried from then on for a second, and again when the core is free. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"incremental, 2000, 12000", "all-or-nothing, 12000, 12000"})
    void a_job_that_has_room_for_one_of_its_tasks_starts_it_or_waits_for_all(String commit, long first, long second) {
        var starts = run(
                "omega",
                Map.of("schedulers", "t_job=1s;t_task=0s", "commit", commit),
                List.of(
                        task("one", Map.of("job", "a")),
                        task("two", Map.of("job", "b")),
                        task("three", Map.of("job", "b"))),
                2);

        assertThat(starts)
                .containsEntry("one", 1000L)
                .containsEntry("two", first)
                .containsEntry("three", second);
    }
}
