package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.classic.index.Churn;
import io.wavetank.policy.classic.index.Scan;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The indexed policies answer bit for bit as a scan does, while tasks come and go, nodes are cordoned, uncordoned and added, GPU devices fall
 * to pieces, many nodes are equal, and the feed at times does not reach back.
 */
final class IndexOracleTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void answers_as_a_scan_does(long seed) {
        var draws = new Draws(seed, 0).stream("oracle");
        int size = seed % 10 == 0 ? 900 : seed % 3 == 0 ? 150 : 1 + draws.below(9, 0, 0);
        var churn = new Churn(seed, size);
        TestCluster cluster = churn.cluster();
        var first = new FirstFit(cluster);
        var next = new NextFit(cluster);
        var robin = new RoundRobin(cluster);
        var best = new BestFit(cluster);
        var worst = new WorstFit(cluster);
        var attempt = new Attempt(draws);
        int nextFrom = 0;
        int robinFrom = 0;
        int steps = size == 900 ? 1500 : 400;
        for (int step = 0; step < steps; step++) {
            TaskClass task = churn.task(step);
            TestTask view = TestTask.of(task);
            String where = "seed " + seed + ", step " + step;

            int expectedNext = Scan.firstAround(task, cluster, nextFrom);
            int expectedRobin = Scan.firstAround(task, cluster, robinFrom);
            int expectedBest = Scan.leastLeft(task, cluster);
            int expectedWorst = Scan.mostLeft(task, cluster);
            assertThat(place(first, view, cluster, attempt))
                    .as("first fit, %s", where)
                    .isEqualTo(Scan.firstAround(task, cluster, 0));
            assertThat(place(next, view, cluster, attempt))
                    .as("next fit, %s", where)
                    .isEqualTo(expectedNext);
            assertThat(place(robin, view, cluster, attempt))
                    .as("round robin, %s", where)
                    .isEqualTo(expectedRobin);
            assertThat(place(best, view, cluster, attempt))
                    .as("best fit, %s", where)
                    .isEqualTo(expectedBest);
            assertThat(place(worst, view, cluster, attempt))
                    .as("worst fit, %s", where)
                    .isEqualTo(expectedWorst);
            nextFrom = expectedNext < 0 ? nextFrom : expectedNext;
            robinFrom = expectedRobin < 0 ? robinFrom : (expectedRobin + 1) % cluster.nodeCount();

            int[] candidates = {expectedNext, expectedRobin, expectedBest, expectedBest, expectedWorst};
            churn.change(step, task, candidates[draws.below(candidates.length, step, 2)]);
        }
    }

    private static int place(PlacementPolicy policy, TestTask task, TestCluster cluster, Attempt attempt) {
        attempt.begin(0);
        return policy.place(task, cluster, attempt);
    }
}
