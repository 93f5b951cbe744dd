package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Queues modelled with the whole engine meet their closed forms: 30 replications, the first fifth of each cut, half-width of the 95 % interval at
 * most 1 % of the truth; and over many seeds the interval covers the truth as often as it claims to.
 */
final class ClosedFormTest {
    private static final int REPLICATIONS = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final TaskClass ONE_CORE =
            TaskClass.builder().cpuMillis(1000).build();

    @ParameterizedTest
    @EnumSource
    void the_intervals_are_narrow_and_hold_the_truth(QueueingModel model) throws IOException, UserException {
        Interval[] found = intervals(model, 0, model == QueueingModel.MD1 ? 100_000 : 220_000);

        for (int i = 0; i < 2; i++) {
            double truth = truth(model, i);
            assertThat(found[i].halfWidth()).as("half-width, truth %s", truth).isLessThan(0.01 * truth);
            // three half-widths are nearly six standard deviations: a bias shows, bad luck does not
            assertThat(Math.abs(found[i].mean() - truth)).isLessThan(3 * found[i].halfWidth());
        }
    }

    @ParameterizedTest
    @EnumSource
    void over_twenty_seeds_the_interval_covers_the_truth_as_often_as_it_should(QueueingModel model)
            throws IOException, UserException {
        int[] covered = covered(model, 20, 5_000);

        // fewer than 16 of 20 has a probability of 1 in 400 at a true coverage of 95 %
        assertThat(covered[0]).isGreaterThanOrEqualTo(16);
        assertThat(covered[1]).isGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void over_two_hundred_seeds_the_interval_covers_the_truth_at_least_92_times_in_100(QueueingModel model)
            throws IOException, UserException {
        int[] covered = covered(model, 200, 12_000);

        assertThat(covered[0]).as("mean wait").isGreaterThanOrEqualTo(184);
        assertThat(covered[1]).as("p99 of the wait").isGreaterThanOrEqualTo(184);
    }

    private static double truth(QueueingModel model, int figure) {
        return figure == 0 ? model.meanWait() : model.p99();
    }

    private static int[] covered(QueueingModel model, int seeds, int customers) throws IOException, UserException {
        int[] covered = new int[2];
        for (int seed = 0; seed < seeds; seed++) {
            Interval[] found = intervals(model, seed, customers);
            for (int i = 0; i < 2; i++) {
                covered[i] += found[i].covers(truth(model, i)) ? 1 : 0;
            }
        }
        System.out.println(model + ": over " + seeds + " seeds the interval covers the mean " + covered[0]
                + " and the p99 " + covered[1] + " times");
        return covered;
    }

    /** Returns the intervals of the mean wait and of its p99 over the replications of one seed. */
    private static Interval[] intervals(QueueingModel model, long seed, int customers)
            throws IOException, UserException {
        Scheduler.Factory fcfs = new PolicyCatalog().choose("fcfs").factory();
        var mean = new SummaryStatistics();
        var p99 = new SummaryStatistics();
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            var waits = new Waits(customers);
            Simulation.run(
                    RunSpec.of(seed).withReplication(replication),
                    ClusterSpec.pool(model.servers),
                    new Customers(model, new Draws(seed, replication), customers),
                    fcfs,
                    waits);
            mean.addValue(waits.mean());
            p99.addValue(waits.p99());
        }
        return new Interval[] {Interval.of(mean), Interval.of(p99)};
    }

    /** The waits of the customers after the first fifth. */
    private static final class Waits implements RunListener {
        private final int cut;
        private final double[] seconds;
        private int count;

        Waits(int customers) {
            this.cut = customers / 5;
            this.seconds = new double[customers - cut];
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            if (tasks.sequence(task) >= cut) {
                seconds[count++] = (tasks.startNanos(task) - tasks.submitNanos(task)) / (double) SECOND;
            }
        }

        double mean() {
            assertThat(count).isEqualTo(seconds.length);
            return Arrays.stream(seconds).average().orElseThrow();
        }

        double p99() {
            Arrays.sort(seconds);
            return seconds[(int) Math.ceil(0.99 * seconds.length) - 1];
        }
    }

    /** Poisson arrivals, as many as asked for. */
    private static final class Customers implements SubmissionSource {
        private final QueueingModel model;
        private final Draws draws;
        private final int customers;
        private double seconds;
        private int customer;

        Customers(QueueingModel model, Draws draws, int customers) {
            this.model = model;
            this.draws = draws.stream("queue");
            this.customers = customers;
        }

        @Override
        public @Nullable Submission next() {
            if (customer == customers) {
                return null;
            }
            seconds += draws.exponential(1 / (model.load * model.servers), customer, 0);
            long work = Math.max(1, (long) (model.service(draws, customer) * SECOND));
            customer++;
            return new Submission("c", "", (long) (seconds * SECOND), work, -1, ONE_CORE);
        }
    }
}
