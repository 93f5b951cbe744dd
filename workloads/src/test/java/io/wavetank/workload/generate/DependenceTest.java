package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.LogNormal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What jobs have of those before them, and run times of sizes, against the formulas. */
final class DependenceTest {
    private static final int JOBS = 100_000;
    private static final LogNormal SECONDS = new LogNormal(300, 1.5);

    private static List<Submission> play(Dependence dependence) {
        var kinds = List.of(kind("small"), kind("large"));
        var inflow = new Inflow("jobs", new Poisson(1), kinds).with(dependence);
        return Kinds.play(Kinds.of(Until.tasks(JOBS), inflow));
    }

    private static Kind kind(String name) {
        return Kind.of(name, Sizes.of(Amount.of(1000), Amount.of(1)), Life.runs(SECONDS));
    }

    /** The normal number behind a run time. */
    private static double score(Submission task) {
        return StrictMath.log(task.workNanos() / 1e9 / SECONDS.median()) / SECONDS.sigma();
    }

    private static double correlation(double[] values, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += values[i] * values[i - lag];
        }
        return sum / (values.length - lag);
    }

    @Test
    void run_times_remember_those_before_and_are_distributed_as_without() {
        double[] scores = play(new Dependence(0, Memory.NONE, new Memory(0.6, 0.9))).stream()
                .mapToDouble(DependenceTest::score)
                .toArray();

        assertThat(correlation(scores, 0)).isCloseTo(1, within(0.03));
        for (int lag : new int[] {1, 2, 5, 10, 20}) {
            assertThat(correlation(scores, lag))
                    .as("lag %s", lag)
                    .isCloseTo(0.6 * StrictMath.pow(0.9, lag), within(0.025));
        }
    }

    /** Two kinds of equal shares lie on either side of a median, where signs are correlated by {@code 2 / pi asin(r)}. */
    @Test
    void kinds_remember_those_before_and_come_as_often_as_without() {
        double[] signs = play(new Dependence(0, new Memory(0.8, 0.95), Memory.NONE)).stream()
                .mapToDouble(task -> task.id().startsWith("large") ? 1 : -1)
                .toArray();
        double sum = 0;
        for (double sign : signs) {
            sum += sign;
        }

        assertThat(sum / JOBS).isCloseTo(0, within(0.06));
        for (int lag : new int[] {1, 5, 20}) {
            double expected = 2 / Math.PI * Math.asin(0.8 * StrictMath.pow(0.95, lag));
            assertThat(correlation(signs, lag)).as("lag %s", lag).isCloseTo(expected, within(0.03));
        }
    }

    /** The mean of a normal number above its median is {@code sqrt(2 / pi)}. */
    @Test
    void large_jobs_run_long_by_the_correlation_stated() {
        double large = 0;
        double squares = 0;
        int count = 0;
        for (Submission task : play(new Dependence(-0.7, Memory.NONE, Memory.NONE))) {
            double score = score(task);
            squares += score * score;
            if (task.id().startsWith("large")) {
                large += score;
                count++;
            }
        }

        assertThat(squares / JOBS).isCloseTo(1, within(0.02));
        assertThat(large / count).isCloseTo(-0.7 * Math.sqrt(2 / Math.PI), within(0.015));
    }
}
