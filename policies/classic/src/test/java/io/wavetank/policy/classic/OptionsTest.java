package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    private static Scheduler.Factory make(String policy, Map<String, String> options) {
        PolicyEntry entry = new ClassicFamily()
                .policies().stream()
                        .filter(each -> each.name().equals(policy))
                        .findFirst()
                        .orElseThrow();
        return entry.maker().make(PolicyOptions.of(entry, options));
    }

    private static String starts(Map<String, String> options) {
        Workload blocked = new Workload(
                List.of(TestNode.of(4000, 0)),
                List.of(
                        new TaskSpec("runs", Tables.task("3000/0"), 0, 10, -1),
                        new TaskSpec("large", Tables.task("2000/0"), 1, 10, -1),
                        new TaskSpec("small", Tables.task("1000/0"), 2, 10, -1)),
                List.of(),
                100);
        return SchedulerRun.of(blocked, make("first-fit", options), 0).starts();
    }

    @Test
    void by_default_those_behind_a_task_that_does_not_fit_are_tried() {
        assertThat(starts(Map.of())).isEqualTo("""
                        0 bind runs node 0 devices 0
                        2 bind small node 0 devices 0
                        10 bind large node 0 devices 0
                        """);
    }

    @Test
    void with_a_head_of_line_they_wait() {
        assertThat(starts(Map.of("queue", "head-of-line"))).isEqualTo("""
                        0 bind runs node 0 devices 0
                        10 bind large node 0 devices 0
                        10 bind small node 0 devices 0
                        """);
    }

    @Test
    void what_will_not_do_is_refused_with_what_would() {
        assertThatThrownBy(() -> make("best-fit", Map.of("queue", "fifo")))
                .hasMessageContaining("skip, head-of-line")
                .hasMessageContaining("fifo");
        assertThatThrownBy(() -> make("power-of-d", Map.of("d", "0"))).hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> make("best-fit", Map.of("d", "3"))).hasMessageContaining("no option 'd'");
    }
}
