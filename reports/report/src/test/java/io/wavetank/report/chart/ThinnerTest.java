package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThinnerTest {
    private static final int COUNT = 1_000_000;

    private final double[] xs = IntStream.range(0, COUNT).mapToDouble(i -> i).toArray();
    private final double[] ys = new SplittableRandom(1).doubles(COUNT).toArray();

    @Test
    void a_short_series_stays_whole() {
        double[] few = Arrays.copyOf(xs, Thinner.KEEP_ALL);

        assertThat(Thinner.keep(few, few, 10)).hasSize(Thinner.KEEP_ALL);
    }

    @Test
    void every_pixel_column_keeps_its_extremes_and_its_ends() {
        int[] kept = Thinner.keep(xs, ys, 100);

        assertThat(kept).hasSizeLessThanOrEqualTo(101 * 5).isSorted().doesNotHaveDuplicates();
        assertThat(kept[0]).isZero();
        assertThat(kept[kept.length - 1]).isEqualTo(COUNT - 1);
        for (int column = 0; column < 100; column++) {
            int from = column * (COUNT / 100) + 1;
            int to = from + COUNT / 100 - 1;
            double[] within = Arrays.stream(kept)
                    .filter(i -> i >= from && i < to)
                    .mapToDouble(i -> ys[i])
                    .toArray();
            double[] all = Arrays.copyOfRange(ys, from, to);
            assertThat(Arrays.stream(within).max()).isEqualTo(Arrays.stream(all).max());
            assertThat(Arrays.stream(within).min()).isEqualTo(Arrays.stream(all).min());
        }
    }

    @Test
    void a_single_spike_and_a_gap_stay() {
        double[] flat = new double[COUNT];
        flat[765_432] = 1;
        flat[123_456] = Double.NaN;

        assertThat(Thinner.keep(xs, flat, 820)).contains(765_432, 123_456);
    }

    @Test
    void many_points_at_one_instant_are_one_column() {
        assertThat(Thinner.keep(new double[COUNT], ys, 820)).hasSizeLessThanOrEqualTo(5);
    }
}
