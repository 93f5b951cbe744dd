package io.wavetank.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sorting through temporary files gives the order of sorting in memory, ties included. Replay a seed with {@code -Dproperty.seed=N}. */
final class SortedTasksPropertyTest {
    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 60) : LongStream.of(only);
    }

    private record Row(Submission task, long tieBreak) {}

    private static final class Rows implements TaskReader {
        private final List<Row> rows;
        private int at;

        Rows(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Submission next() {
            return at == rows.size() ? null : rows.get(at++).task;
        }

        @Override
        public long tieBreak() {
            return rows.get(at - 1).tieBreak;
        }

        @Override
        public Counts counts() {
            return new Counts();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void through_any_number_of_runs_the_order_is_the_same(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("rows");
        List<Row> rows = new ArrayList<>();
        int count = 1 + draws.below(3000, 0, 0);
        for (int i = 0; i < count; i++) {
            var asked = TaskClass.builder().cpuMillis(draws.below(5, i, 1)).build();
            rows.add(new Row(
                    new Submission(
                            "t" + i, i % 3 == 0 ? "" : "j" + i / 7, draws.below(500, i, 2), 1 + i, i % 2 - 1, asked),
                    draws.below(3, i, 3)));
        }
        List<String> expected = rows.stream()
                .sorted(Comparator.comparingLong((Row row) -> row.task.submitNanos())
                        .thenComparingLong(Row::tieBreak))
                .map(row -> text(row.task))
                .toList();

        for (long memory : new long[] {4_000, 60_000, 1L << 40}) {
            SortedTasks sorted = SortedTasks.of(new Rows(rows), memory);
            assertThat(read(sorted)).isEqualTo(expected);
            assertThat(read(sorted)).isEqualTo(expected);
            if (memory == 4_000 && count > 60) {
                assertThat(sorted.runs()).isGreaterThan(1);
            }
            assertThat(sorted.runs()).isLessThanOrEqualTo(32);
        }
    }

    private static List<String> read(SortedTasks sorted) throws IOException {
        List<String> texts = new ArrayList<>();
        try (var source = sorted.source(0, 0, () -> null)) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                texts.add(text(task));
            }
        }
        return texts;
    }

    private static String text(Submission task) {
        return task.id() + "|" + task.job() + "|" + task.submitNanos() + "|" + task.workNanos() + "|"
                + task.estimateNanos() + "|" + task.taskClass();
    }
}
