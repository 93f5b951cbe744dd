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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch task and a service task come at the same time, each for a scheduler of its own; when they start is worked out by hand. */
final class TransactionsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long GIB = 1L << 30;
    private static final String TWO =
            "name=batch;takes=kind=batch;t_job=1s;t_task=0s|name=service;takes=not kind=batch;t_job=3s;t_task=0s";

    private final List<Scheduler> made = new ArrayList<>();

    private static TaskSpec task(String id, String kind) {
        var asked = TaskClass.builder()
                .cpuMillis(1000)
                .memoryBytes(GIB)
                .labels(Map.of("kind", kind))
                .build();
        return new TaskSpec(id, asked, 0, 10 * SECOND, -1);
    }

    private SortedMap<String, Long> run(String policy, Map<String, String> options, int cores) {
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
        var workload = new Workload(
                List.of(TestNode.of(cores * 1000L, 64 * GIB)),
                List.of(task("batch", "batch"), task("service", "service")),
                List.of(),
                1000);
        SortedMap<String, Long> starts = new TreeMap<>();
        for (SchedulerRun.Entry each : SchedulerRun.of(workload, factory, 1).log()) {
            String[] words = each.what().split(" ", -1);
            if (words[0].equals("bind")) {
                starts.put(words[1], each.timeNanos() / 1_000_000);
            }
        }
        return starts;
    }

    @ParameterizedTest(name = "{0} on {1} cores: conflicts={2}")
    @CsvSource({
        // the service's claim fits beside the batch task's
        "fit,      4, 0, 1000,  3000",
        // the batch task's start changed the node meanwhile: three seconds more
        "sequence, 4, 1, 1000,  6000",
        // the only core went to the batch task: a conflict at 3 s, no room at 6 s, tried again when the core is free at
        // 11 s
        "fit,      1, 1, 1000, 14000",
    })
    void a_claim_conflicts_with_what_was_committed_since(
            String conflicts, int cores, long conflicted, long batchMillis, long serviceMillis) {
        var starts = run("omega", Map.of("schedulers", TWO, "conflicts", conflicts), cores);

        assertThat(starts).containsEntry("batch", batchMillis).containsEntry("service", serviceMillis);
        var counts = ((Metered) made.get(0)).counts();
        assertThat(counts)
                .containsEntry("conflicted.service", conflicted)
                .containsEntry("conflicted.batch", 0L)
                .containsEntry("jobs_placed.service", 1L)
                .containsEntry("busy_ms.batch", 1000L);
    }

    @ParameterizedTest(name = "on {0} cores")
    @CsvSource({"4, 1000, 4000"})
    void of_two_levels_one_holds_what_it_is_offered_while_it_thinks(int cores, long batchMillis, long serviceMillis) {
        var starts = run("two-level", Map.of("schedulers", TWO), cores);

        assertThat(starts).containsEntry("batch", batchMillis).containsEntry("service", serviceMillis);
    }

    @ParameterizedTest(name = "fast={0}")
    @CsvSource({"kind=batch, 100, 3100", "'', 3000, 6000"})
    void one_scheduler_decides_about_one_job_after_the_other(String fast, long batchMillis, long serviceMillis) {
        var starts = run("monolithic", Map.of("t_job", "3s", "t_task", "0s", "fast", fast, "fast_t_task", "0s"), 4);

        assertThat(starts).containsEntry("batch", batchMillis).containsEntry("service", serviceMillis);
    }
}
