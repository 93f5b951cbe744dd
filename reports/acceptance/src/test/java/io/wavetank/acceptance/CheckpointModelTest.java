package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task on a node that breaks at random and is back at once takes as long in the mean as the closed form says: with M between failures (exponential), C for
 * a checkpoint, R to go on, and W of work in pieces of t, {@code M e^(R/M) (e^((t+C)/M) - 1) W/t}. Here M is 6 h, C 5 min, R 10 min, as in figure 4 of
 * Daly 2006.
 */
final class CheckpointModelTest {
    private static final int REPLICATIONS = 30;
    private static final int PIECES = 2000;
    private static final long MINUTE = 60_000_000_000L;
    private static final long MEAN = 360 * MINUTE;
    private static final long COST = 5 * MINUTE;
    private static final long RESTART = 10 * MINUTE;

    @ParameterizedTest
    @ValueSource(longs = {15, 30, 57, 120, 240})
    void at_five_intervals_the_mean_time_is_that_of_the_closed_form(long minutes) throws IOException, UserException {
        Interval found = found(minutes * MINUTE, PIECES, true, 0, REPLICATIONS);

        double truth = expected(minutes * MINUTE, PIECES);
        assertThat(found.halfWidth()).isLessThan(0.01 * truth);
        assertThat(Math.abs(found.mean() - truth)).as("of %s", truth).isLessThan(2 * found.halfWidth());
    }

    @ParameterizedTest
    @CsvSource({"30", "120"})
    void without_a_checkpoint_at_the_end_the_last_piece_is_shorter(long minutes) throws IOException, UserException {
        long t = minutes * MINUTE;
        // a single piece, whose mean is that of work t without C; 3000 tasks one after the other
        Interval found = found(t, 1, false, 0, 3000);

        double truth = ofPiece(t);
        assertThat(Math.abs(found.mean() - truth)).as("of %s", truth).isLessThan(2 * found.halfWidth());
        assertThat(found.halfWidth()).isLessThan(0.03 * truth);
        assertThat(ofPiece(t + COST) - truth).isGreaterThan(2 * found.halfWidth());
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 120})
    void over_twenty_seeds_the_interval_covers_the_truth_as_often_as_it_should(long minutes)
            throws IOException, UserException {
        int covered = 0;
        for (int seed = 0; seed < 20; seed++) {
            covered += found(minutes * MINUTE, 300, true, seed, REPLICATIONS).covers(expected(minutes * MINUTE, 300))
                    ? 1
                    : 0;
        }

        assertThat(covered).isGreaterThanOrEqualTo(16);
    }

    @Test
    void the_best_interval_is_near_the_one_that_daly_gives_and_shorter_than_that_of_young() {
        long daly = new CheckpointRule.Daly().intervalNanos(COST, MEAN);
        long young = new CheckpointRule.Young().intervalNanos(COST, MEAN);
        double work = 100_000.0 * MINUTE;

        assertThat(daly).isLessThan(young);
        for (long minutes = 10; minutes < 200; minutes++) {
            assertThat(expected(daly, work / daly))
                    .isLessThan(1.0002 * expected(minutes * MINUTE, work / (minutes * MINUTE)));
        }
        assertThat(expected(daly, work / daly)).isLessThan(expected(young, work / young));
    }

    @Test
    void all_time_on_the_node_is_work_that_counts_overhead_or_lost() throws IOException, UserException {
        List<RunResult> results = new ArrayList<>();
        run(30 * MINUTE, PIECES, true, 1, 0, results);

        RunResult.TaskCounts counts = results.get(0).tasks();
        double seconds = results.get(0).endNanos() / 1e9;
        assertThat(counts.coreSecondsUseful()).isEqualTo(PIECES * 30 * 60.0, Offset.offset(1e-3));
        assertThat(counts.coreSecondsOverhead()).isGreaterThan(PIECES * 5 * 60.0);
        assertThat(counts.coreSecondsUseful() + counts.coreSecondsOverhead() + counts.coreSecondsLost())
                .isEqualTo(seconds, Offset.offset(1e-3));
    }

    private static double expected(long t, double pieces) {
        return ofPiece(t + COST) * pieces;
    }

    private static double ofPiece(long nanos) {
        return MEAN * StrictMath.exp((double) RESTART / MEAN) * StrictMath.expm1((double) nanos / MEAN);
    }

    private static Interval found(long t, int pieces, boolean atEnd, long seed, int replications)
            throws IOException, UserException {
        var times = new SummaryStatistics();
        for (int replication = 0; replication < replications; replication++) {
            times.addValue(run(t, pieces, atEnd, seed, replication, new ArrayList<>()));
        }
        return Interval.of(times);
    }

    private static double run(long t, int pieces, boolean atEnd, long seed, int replication, List<RunResult> into)
            throws IOException, UserException {
        Scheduler.Factory fcfs = new PolicyCatalog().choose("fcfs").factory();
        RandomTime up = u -> Math.round(-MEAN * StrictMath.log1p(-u));
        var process = new FailureProcess(
                "node",
                List.of(new FailureProcess.Unit("node", List.of(0))),
                up,
                RandomTime.constant(0),
                1,
                0,
                Long.MAX_VALUE);
        var rule = new Checkpointing(new CheckpointRule.Fixed(t), COST, RESTART, MEAN, atEnd, false, new TreeMap<>());
        var node = NodeSpec.builder("n").capacity(Resources.CPU, 1000).build();
        RunResult result = Simulation.run(
                RunSpec.of(seed)
                        .withReplication(replication)
                        .withFaults(new FaultScript(List.of(), List.of(process), FailoverSettings.SYSTEM, rule)),
                new ClusterSpec(Resources.basic(), List.of(node)),
                new OneTask(t * pieces),
                fcfs,
                RunListener.NONE);
        assertThat(result.tasks().finished()).isEqualTo(1);
        into.add(result);
        return result.endNanos();
    }

    /** One task of a core. */
    private static final class OneTask implements SubmissionSource {
        private final long workNanos;
        private boolean given;

        OneTask(long workNanos) {
            this.workNanos = workNanos;
        }

        @Override
        public @Nullable Submission next() {
            if (given) {
                return null;
            }
            given = true;
            return new Submission(
                    "a",
                    "",
                    0,
                    workNanos,
                    -1,
                    TaskClass.builder().cpuMillis(1000).build());
        }
    }
}
