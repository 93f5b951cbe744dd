package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of two longs; each figure counts from 0 to 7 in its own 21 bits, and the slots of a task are never 0. */
final class MaxTreeTest {
    private static long figures(int low, int middle, int high) {
        return low | ((long) middle << 21) | ((long) high << 42);
    }

    private static long[] row(Draws draws, long subject, long key, int least) {
        long[] row = new long[2];
        for (int i = 0; i < 2; i++) {
            row[i] = figures(
                    draws.below(8, subject, key + 10L * i),
                    draws.below(8, subject, key + 10L * i + 1),
                    Math.max(least, draws.below(8, subject, key + 10L * i + 2)));
        }
        return row;
    }

    private static boolean reaches(long[] row, long[] wanted) {
        for (int i = 0; i < row.length; i++) {
            for (int shift = 0; shift < 63; shift += 21) {
                if (((row[i] >> shift) & 0xFFFFF) < ((wanted[i] >> shift) & 0xFFFFF)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int scan(long[][] rows, int from, long[] wanted) {
        for (int position = from; position < rows.length; position++) {
            if (reaches(rows[position], wanted)) {
                return position;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 63, 64, 65, 512, 513, 4096})
    void finds_the_next_row_that_reaches(int positions) {
        var draws = new Draws(positions, 0).stream("tree");
        var tree = new MaxTree(2, positions);
        long[][] rows = new long[positions][2];
        for (int step = 0; step < 3000; step++) {
            int position = draws.below(positions, step, 0);
            rows[position] = row(draws, step, 100, 0);
            tree.set(position, rows[position]);

            long[] wanted = row(draws, step, 200, 1);
            int from = draws.below(positions + 1, step, 1);
            assertThat(tree.next(from, wanted)).as("step %d", step).isEqualTo(scan(rows, from, wanted));
        }
    }
}
