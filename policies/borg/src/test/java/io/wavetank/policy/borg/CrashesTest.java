package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestTask;
import org.junit.jupiter.api.Test;

/** Which pairs of tasks and machines are remembered. */
final class CrashesTest {
    private static final TestTask TASK = TestTask.of(TaskClass.builder().build(), 7);

    @Test
    void a_pair_is_noted_only_where_something_crashed_and_forgotten_with_the_task() {
        var crashes = new Crashes();
        crashes.stops(TASK.index());
        crashes.placeLost(TASK, 1, true); // preempted
        crashes.placeLost(TASK, 3, false); // its machine is to be emptied
        crashes.lost(2);
        crashes.placeLost(TASK, 2, false);
        crashes.back(2);
        crashes.placeLost(TASK, 4, true); // by itself

        assertThat(crashes.pair(TASK, 1)).isFalse();
        assertThat(crashes.pair(TASK, 2)).isTrue();
        assertThat(crashes.pair(TASK, 3)).isFalse();
        assertThat(crashes.pair(TASK, 4)).isTrue();
        assertThat(crashes.pair(TestTask.of(TASK.taskClass(), 8), 2)).isFalse();
        crashes.ended(TASK);
        assertThat(crashes.pair(TASK, 2)).isFalse();
        assertThat(crashes.pairs()).isEqualTo(2);
    }
}
