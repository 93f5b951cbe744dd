package io.wavetank.workload.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.workload.Written;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Uniform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks use, worked out by hand. */
final class UsageTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Draws DRAWS = new Draws(7, 0);

    private final TaskTable table = new TaskTable();

    @TempDir
    private Path folder;

    private TaskView task(String id, String app, long cpuMillis, long memoryBytes) {
        TaskClass asked = TaskClass.builder()
                .cpuMillis(cpuMillis)
                .memoryBytes(memoryBytes)
                .labels(Map.of("app", app))
                .build();
        return table.view(table.enter(new Submission(id, "", 0, SECOND, -1, asked)));
    }

    private static UsageRule rule(String app, double cpu, double memory, double vary, double swing) {
        return new UsageRule(new TreeMap<>(Map.of("app", app)), new Constant(cpu), new Constant(memory), vary, swing);
    }

    @Test
    void the_first_rule_that_matches_counts_and_without_one_all_is_used() {
        List<UsageRule> rules = List.of(rule("web", 0.25, 0.5, 0, 0), rule("web", 0.9, 0.9, 0, 0));
        TaskUsage usage = new StatedUsage(rules, 300 * SECOND, 86_400 * SECOND).of(DRAWS);

        TaskView web = task("a", "web", 4000, 1000);
        TaskView other = task("b", "db", 4000, 1000);

        assertThat(usage.cpuMillis(web, 0)).isEqualTo(1000);
        assertThat(usage.memoryBytes(web, 0)).isEqualTo(500);
        assertThat(usage.cpuMillis(other, 0)).isEqualTo(4000);
        assertThat(usage.memoryBytes(other, 0)).isEqualTo(1000);
    }

    @Test
    void it_swings_with_the_time_of_day_as_of_the_beginning_of_the_interval_and_never_beyond_all() {
        TaskUsage usage =
                new StatedUsage(List.of(rule("web", 0.8, 0.4, 0, 0.5)), 3600 * SECOND, 86_400 * SECOND).of(DRAWS);
        TaskView web = task("a", "web", 1000, 1000);

        // 0.4 * (1 + 0.5 * sin(2 pi * 6 / 24)) = 0.6 at six o'clock and at 6:59; 0.2 at eighteen
        assertThat(usage.memoryBytes(web, 6 * 3600 * SECOND)).isEqualTo(600);
        assertThat(usage.memoryBytes(web, (6 * 3600 + 3540) * SECOND)).isEqualTo(600);
        assertThat(usage.memoryBytes(web, 18 * 3600 * SECOND)).isBetween(199L, 200L);
        assertThat(usage.cpuMillis(web, 6 * 3600 * SECOND)).isEqualTo(1000);
    }

    @Test
    void it_varies_between_intervals_and_tasks_and_not_within() {
        var model = new StatedUsage(
                List.of(new UsageRule(new TreeMap<>(), new Uniform(0.2, 0.6), new Constant(0.5), 0.2, 0)),
                300 * SECOND,
                86_400 * SECOND);
        TaskUsage usage = model.of(DRAWS);
        TaskView task = task("a", "web", 1_000_000, 1_000_000);
        TaskView other = task("b", "web", 1_000_000, 1_000_000);

        List<Long> memory = new ArrayList<>();
        for (int interval = 0; interval < 1000; interval++) {
            memory.add(usage.memoryBytes(task, interval * 300L * SECOND));
        }

        assertThat(memory).allMatch(each -> each >= 400_000 && each <= 600_000);
        assertThat(memory.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(495_000.0, 505_000.0);
        assertThat(usage.cpuMillis(task, 10 * SECOND)).isEqualTo(usage.cpuMillis(task, 290 * SECOND));
        assertThat(usage.cpuMillis(task, 0)).isNotEqualTo(usage.cpuMillis(other, 0));
        assertThat(model.of(DRAWS).cpuMillis(task, 0)).isEqualTo(usage.cpuMillis(task, 0));
    }

    @Test
    void what_googles_trace_recorded_holds_until_the_next_sample_and_never_beyond_what_is_asked_for()
            throws IOException {
        Path file = Written.text(folder, "part-00000-of-00500.csv", """
                900000000,1200000000,100,0,7,0.5,0.25,0.07,0.001,0.002,0.07,0.0001,0.0001,0.08,0.001,2.5,0.01,0,1
                600000000,900000000,100,0,7,0.125,0.0625,0.07,0.001,0.002,0.07,0.0001,0.0001,0.08,0.001,2.5,0.01,0,1
                """);
        TaskUsage usage =
                RecordedUsage.read(Written.open(file), UsageModel.NONE).of(DRAWS);
        TaskView task = task("100-0", "", 250_000_000, 500_000_000_000L);
        TaskView unknown = task("100-1", "", 250_000_000, 500_000_000_000L);

        assertThat(usage.cpuMillis(task, 0)).isEqualTo(125_000_000);
        assertThat(usage.cpuMillis(task, 899 * SECOND)).isEqualTo(125_000_000);
        assertThat(usage.memoryBytes(task, 899 * SECOND)).isEqualTo(62_500_000_000L);
        assertThat(usage.cpuMillis(task, 900 * SECOND)).isEqualTo(250_000_000);
        assertThat(usage.memoryBytes(task, 5000 * SECOND)).isEqualTo(250_000_000_000L);
        assertThat(usage.cpuMillis(unknown, 900 * SECOND)).isEqualTo(250_000_000);
    }
}
