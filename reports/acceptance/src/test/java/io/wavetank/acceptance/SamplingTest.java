package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.architecture.LoadStudy;
import io.wavetank.experiment.architecture.Sweep;
import io.wavetank.report.result.Estimate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The directions that were published for Sparrow, Hawk and Eagle, as differences within a replication whose 95 % interval lies above 0. */
final class SamplingTest {
    private static void allShown(Sweep sweep) {
        assertThat(sweep.study().directions())
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(sweep.shows(each)).as(each.claim()).isTrue());
    }

    @Test
    void batch_sampling_beats_per_task_sampling_and_that_beats_chance_at_a_high_load() throws IOException {
        allShown(Sweep.of(LoadStudy.sampling(0.9), 1, 5, 2));
    }

    @Test
    void short_jobs_gain_under_hawk_at_a_high_load_and_lose_nothing_at_a_low_one() throws IOException {
        Sweep sweep = Sweep.of(LoadStudy.hybrid(0.05, 0.9), 1, 5, 2);
        allShown(sweep);

        var low = new Sweep.Direction(
                "", "response_short", new Sweep.Point("sparrow", 0.05), new Sweep.Point("hawk", 0.05));
        Estimate sparrow = sweep.estimate("response_short", low.less());
        assertThat(Math.abs(sweep.difference(low).mean())).isLessThan(0.05 * sparrow.mean());
    }
}
