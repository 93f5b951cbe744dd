package io.wavetank.policy.sampling;

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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two nodes of one slot, of which the first takes long tasks and the other none: what Hawk does with short ones that come behind a long one. */
final class StealingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SHORT = 20;
    private static final TaskClass ONE = TaskClass.builder().cpuMillis(1000).build();

    private final List<Scheduler> made = new ArrayList<>();

    /** When a short task comes, in seconds. */
    private static long arrival(int i) {
        return 10 + 10L * i;
    }

    /** When tasks start, in seconds, by task and node. */
    private Map<String, Long> starts(String policy) {
        PolicyEntry entry = new SamplingFamily()
                .policies().stream()
                        .filter(each -> each.name().equals(policy))
                        .findFirst()
                        .orElseThrow();
        var options = PolicyOptions.of(
                entry,
                Map.of("schedulers", "1", "probes", "1", "latency", "1ms", "long_from", "60s", "short_percent", "50"));
        Scheduler.Factory factory = (cluster, draws) -> {
            Scheduler scheduler = entry.maker().make(options).create(cluster, draws);
            made.add(scheduler);
            return scheduler;
        };
        List<TaskSpec> tasks = new ArrayList<>();
        tasks.add(new TaskSpec("long", ONE, 0, 1000 * SECOND, 1000 * SECOND));
        for (int i = 0; i < SHORT; i++) {
            tasks.add(new TaskSpec("short" + i, ONE, arrival(i) * SECOND, SECOND, SECOND));
        }
        var workload = new Workload(List.of(TestNode.of(1000, 1), TestNode.of(1000, 1)), tasks, List.of(), 1000);
        Map<String, Long> starts = new TreeMap<>();
        for (SchedulerRun.Entry each : SchedulerRun.of(workload, factory, 1).log()) {
            String[] words = each.what().split(" ", -1);
            if (words[0].equals("bind")) {
                starts.put(words[1] + " on " + words[3], each.timeNanos() / SECOND);
            }
        }
        return starts;
    }

    /** A node asks when it has just become idle: what comes behind the long task after the last time waits for its end. */
    @Test
    void hawk_takes_short_ones_from_behind_a_long_one_when_a_node_has_nothing_to_do() {
        Map<String, Long> starts = starts("hawk");
        long stolen = 0;
        long lastAtOnce = 0;
        for (int i = 0; i < SHORT; i++) {
            boolean atOnce = starts.getOrDefault("short" + i + " on 1", 0L) == arrival(i);
            lastAtOnce = atOnce ? arrival(i) : lastAtOnce;
        }
        for (int i = 0; i < SHORT; i++) {
            if (arrival(i) <= lastAtOnce) {
                assertThat(starts).containsKey("short" + i + " on 1");
                stolen += starts.getOrDefault("short" + i + " on 1", 0L) == arrival(i) ? 0 : 1;
            } else {
                assertThat(starts.get("short" + i + " on 0")).isGreaterThanOrEqualTo(1000);
            }
        }

        assertThat(stolen).isPositive();
        assertThat(((Metered) made.get(0)).counts())
                .containsEntry("items_stolen", stolen)
                .containsEntry("reservations", (long) SHORT)
                .containsEntry("tasks_placed_centrally", 1L);
    }

    @Test
    void eagle_learns_from_the_first_refusal_where_long_tasks_are() {
        Map<String, Long> starts = starts("eagle");
        for (int i = 0; i < SHORT; i++) {
            assertThat(starts).containsEntry("short" + i + " on 1", arrival(i));
        }

        assertThat(((Metered) made.get(0)).counts())
                .containsEntry("probes_refused_for_long_tasks", 1L)
                .containsEntry("items_stolen", 0L)
                .containsEntry("steal_requests", 0L);
    }
}
