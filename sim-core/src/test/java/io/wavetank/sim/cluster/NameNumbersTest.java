package io.wavetank.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NameNumbersTest {
    private record Alive(int row, String id, String job) {}

    private record Numbered(String prefix) implements TaskNames {
        @Override
        public String id(long job, long index) {
            return prefix + job + "/" + index;
        }

        @Override
        public String job(long job, long index) {
            return prefix + job;
        }
    }

    private final TaskTable table = new TaskTable();
    private final List<TaskClass> classes = LongStream.range(0, 90)
            .mapToObj(i -> TaskClass.builder().cpuMillis(100 + i).build())
            .toList();

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** Names that many share, and names of one task, of more classes than there are places to remember the last by. */
    @ParameterizedTest
    @MethodSource("seeds")
    void every_task_that_is_alive_has_its_own_name(long seed) {
        Draws draws = new Draws(seed, 0);
        List<TaskNames> shared = List.of(new Numbered("a"), new Numbered("b"), new Numbered("c"));
        List<Alive> alive = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            if (draws.below(100, step, 0) < (step / 500 % 2 == 0 ? 70 : 30)) {
                boolean own = draws.below(4, step, 1) == 0;
                TaskNames names = own ? TaskNames.of("own" + step, "job" + step) : shared.get(draws.below(3, step, 2));
                long index = draws.below(9, step, 3) == 0 ? (1L << 40) - 1 : step % 7;
                TaskClass taskClass = classes.get(draws.below(classes.size(), step, 4));
                int row = table.enter(new Submission(names, step, index, step, 1, -1, taskClass));
                alive.add(new Alive(row, names.id(step, index), names.job(step, index)));
            } else if (!alive.isEmpty()) {
                table.leave(alive.remove(draws.below(alive.size(), step, 5)).row());
            }
            if (step % 50 == 0) {
                assertThat(alive).allSatisfy(task -> {
                    assertThat(table.id(task.row())).isEqualTo(task.id());
                    assertThat(table.job(task.row())).isEqualTo(task.job());
                });
            }
        }
    }

    @Test
    void a_number_in_a_job_that_there_is_no_room_for_is_refused() {
        TaskNames names = new Numbered("a");

        assertThatThrownBy(() -> table.enter(new Submission(names, 3, 1L << 40, 0, 1, -1, classes.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a3/1099511627776");
    }
}
