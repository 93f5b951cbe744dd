package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WeightedPickTest {
    private static final Draws DRAWS = new Draws(3, 0).stream("pick");

    @Test
    void picks_in_turn_what_it_picks_for_each_subject_by_itself() {
        var picks = new WeightedPick(List.of(4.0, 3.0, 2.0, 1.0), DRAWS);
        var alone = new WeightedPick(List.of(4.0, 3.0, 2.0, 1.0), DRAWS);
        int[] times = new int[4];
        for (int subject = 0; subject < 10_000; subject++) {
            int picked = picks.pickInTurn(subject);
            assertThat(picked).isEqualTo(alone.pick(subject));
            times[picked]++;
        }
        assertThat(times).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void picks_in_turn_the_only_one_or_none_without_a_draw() {
        assertThat(new WeightedPick(List.of(2.0), DRAWS).pickInTurn(5)).isZero();
        assertThat(new WeightedPick(List.of(), DRAWS).pickInTurn(5)).isEqualTo(-1);
    }
}
