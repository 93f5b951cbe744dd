package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Window;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Weibull;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that break at random, in the whole engine, are up as often as closed forms say: 30 replications, the first fifth of each cut, half-width of the
 * 95 % interval at most 1 % of the truth, and over many seeds the interval covers the truth as often as it claims to.
 */
final class RepairModelTest {
    private static final int REPLICATIONS = 30;
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @EnumSource
    void the_intervals_are_narrow_and_hold_the_truth(RepairModel model) throws IOException, UserException {
        Interval[] found = intervals(model, 0, 4_000);

        for (int i = 0; i < 2; i++) {
            double truth = i == 0 ? model.up() : model.enough();
            assertThat(found[i].halfWidth()).as("half-width, truth %s", truth).isLessThan(0.01 * truth);
            assertThat(Math.abs(found[i].mean() - truth)).as("of %s", truth).isLessThan(2 * found[i].halfWidth());
        }
    }

    @ParameterizedTest
    @EnumSource
    void over_twenty_seeds_the_interval_covers_the_truth_as_often_as_it_should(RepairModel model)
            throws IOException, UserException {
        int[] covered = covered(model, 20, 400);

        assertThat(covered[0]).isGreaterThanOrEqualTo(16);
        assertThat(covered[1]).isGreaterThanOrEqualTo(16);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void over_two_hundred_seeds_the_interval_covers_the_truth_at_least_92_times_in_100(RepairModel model)
            throws IOException, UserException {
        int[] covered = covered(model, 200, 1_000);

        assertThat(covered[0]).as("mean share up").isGreaterThanOrEqualTo(184);
        assertThat(covered[1]).as("share of time with enough").isGreaterThanOrEqualTo(184);
    }

    private static int[] covered(RepairModel model, int seeds, long seconds) throws IOException, UserException {
        int[] covered = new int[2];
        for (int seed = 0; seed < seeds; seed++) {
            Interval[] found = intervals(model, seed, seconds);
            covered[0] += found[0].covers(model.up()) ? 1 : 0;
            covered[1] += found[1].covers(model.enough()) ? 1 : 0;
        }
        System.out.println(model + ": over " + seeds + " seeds the interval covers the mean share up " + covered[0]
                + " and the share of time with enough " + covered[1] + " times");
        return covered;
    }

    private static Interval[] intervals(RepairModel model, long seed, long seconds) throws IOException, UserException {
        Scheduler.Factory fcfs = new PolicyCatalog().choose("fcfs").factory();
        List<NodeSpec> nodes = IntStream.range(0, model.machines)
                .mapToObj(each -> node("n" + each))
                .toList();
        var up = new SummaryStatistics();
        var enough = new SummaryStatistics();
        long from = seconds / 5 * SECOND;
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            var counts = new TimeWithEnough(model, from);
            var result = Simulation.run(
                    RunSpec.of(seed)
                            .withReplication(replication)
                            .withUntil(seconds * SECOND)
                            .withWindow(new Window(from, seconds * SECOND))
                            .withFaults(new FaultScript(List.of(), List.of(process(model)), FailoverSettings.SYSTEM)),
                    new ClusterSpec(Resources.basic(), nodes),
                    new Service(),
                    fcfs,
                    counts);
            up.addValue(result.availability().getOrDefault("nodes", Double.NaN));
            enough.addValue(counts.share(seconds * SECOND));
        }
        return new Interval[] {Interval.of(up), Interval.of(enough)};
    }

    private static NodeSpec node(String name) {
        return NodeSpec.builder(name).capacity(Resources.CPU, 1000).build();
    }

    private static FailureProcess process(RepairModel model) {
        List<FailureProcess.Unit> units = IntStream.range(0, model.machines)
                .mapToObj(each -> new FailureProcess.Unit("node n" + each + " down", List.of(each)))
                .toList();
        return new FailureProcess(
                "nodes",
                units,
                time(Weibull.ofMean(1, model.shape)),
                time(Weibull.ofMean(model.repair, 1)),
                model.crews,
                0,
                Long.MAX_VALUE);
    }

    private static RandomTime time(Distribution seconds) {
        return u -> Math.round(seconds.quantile(u) * SECOND);
    }

    /** How long as many nodes are up as are needed. */
    private static final class TimeWithEnough implements RunListener {
        private final RepairModel model;
        private final long fromNanos;
        private int up;
        private long sinceNanos;
        private long enoughNanos;

        TimeWithEnough(RepairModel model, long fromNanos) {
            this.model = model;
            this.fromNanos = fromNanos;
            this.up = model.machines;
        }

        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            if (moment == ClusterMoment.NODE_DOWN || moment == ClusterMoment.NODE_UP) {
                advance(nowNanos);
                up += moment == ClusterMoment.NODE_UP ? 1 : -1;
            }
        }

        private void advance(long nowNanos) {
            if (up >= model.needed) {
                enoughNanos += Math.max(0, nowNanos - Math.max(fromNanos, sinceNanos));
            }
            sinceNanos = nowNanos;
        }

        double share(long endNanos) {
            advance(endNanos);
            return enoughNanos / (double) (endNanos - fromNanos);
        }
    }

    /** One task that stays, so that the run goes on to its end. */
    private static final class Service implements SubmissionSource {
        private boolean given;

        @Override
        public @Nullable Submission next() {
            if (given) {
                return null;
            }
            given = true;
            TaskClass small = TaskClass.builder().cpuMillis(1).build();
            return new Submission("service", "", 0, Submission.FOREVER, -1, small);
        }
    }
}
