package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.DrawBatch;
import io.wavetank.policy.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WeightedPickTest {
    private static final Draws DRAWS = new Draws(3, 0).stream("pick");

    @Test
    void picks_many_at_once_as_it_picks_each_by_itself() {
        var picks = new WeightedPick(List.of(4.0, 3.0, 2.0, 1.0), DRAWS);
        int[] picked = new int[DrawBatch.SIZE];
        int[] times = new int[4];
        for (int first = 0; first < 10_000; first += picked.length) {
            picks.pickEach(first, new DrawBatch(), picked);
            for (int i = 0; i < picked.length; i++) {
                assertThat(picked[i]).isEqualTo(picks.pick(first + i));
                times[picked[i]]++;
            }
        }
        assertThat(times).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void picks_the_only_one_or_none_without_a_draw() {
        int[] picked = new int[3];
        new WeightedPick(List.of(2.0), DRAWS).pickEach(5, new DrawBatch(), picked);
        assertThat(picked).containsExactly(0, 0, 0);
        new WeightedPick(List.of(), DRAWS).pickEach(5, new DrawBatch(), picked);
        assertThat(picked).containsExactly(-1, -1, -1);
    }
}
