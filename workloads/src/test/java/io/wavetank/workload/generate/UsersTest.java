package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.WithoutWaiting;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Uniform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users in a loop: what they submit, and closed queues against their closed forms. */
final class UsersTest {
    private static final double NANOS = 1e9;
    private static final int REPLICATIONS = 30;

    private static Kind kind(String name, Distribution runs) {
        return Kind.of(name, Sizes.of(Amount.of(1000), Amount.NONE), Life.runs(runs));
    }

    private static Inflow closed(long users, Distribution think, Distribution runs) {
        return Inflow.of(new AtStart(users), kind("job", runs)).with(new Users(think, null));
    }

    private static RunResult run(GeneratedWorkload workload, int cores, int replication, List<String> ids)
            throws IOException {
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable table, int task, TaskState state, long endNanos) {
                ids.add(table.id(task) + " " + table.workNanos(task));
            }
        };
        try (SubmissionSource source = workload.open(new Draws(7, replication))) {
            return Simulation.run(
                    RunSpec.of(7).withReplication(replication),
                    ClusterSpec.pool(cores),
                    source,
                    (cluster, draws) -> new QueueScheduler(
                            (task, view, attempt) ->
                                    Feasibility.fits(task.taskClass(), view.node(0)) ? 0 : Attempt.NOWHERE,
                            QueueSort.FIFO,
                            QueueScheduler.Blocking.HEAD_OF_LINE,
                            cluster,
                            draws),
                    listener);
        }
    }

    /** The mean wait of M/M/c//N: of the numbers of users at the servers, a birth-death chain, and Little's law. */
    private static double meanWait(int servers, int users, double think, double service) {
        double[] p = new double[users + 1];
        p[0] = 1;
        double sum = 1;
        for (int n = 1; n <= users; n++) {
            p[n] = p[n - 1] * ((users - n + 1) / think) / (Math.min(n, servers) / service);
            sum += p[n];
        }
        double throughput = 0;
        for (int n = 1; n <= users; n++) {
            throughput += p[n] / sum * Math.min(n, servers) / service;
        }
        return users / throughput - think - service;
    }

    /** The mean wait at one server by mean value analysis: who arrives sees the system with one user less (M. Reiser, S. Lavenberg, 1980). */
    private static double meanValueAnalysis(int users, double think, double service) {
        double response = service;
        double queue = 0;
        for (int n = 1; n <= users; n++) {
            response = service * (1 + queue);
            queue = n / (response + think) * response;
        }
        return response - service;
    }

    @Test
    void both_closed_forms_agree_where_both_hold() {
        assertThat(meanWait(1, 7, 20, 4)).isCloseTo(meanValueAnalysis(7, 20, 4), within(1e-9));
    }

    @ParameterizedTest(name = "{0} servers, {1} users, think time {2}")
    @CsvSource({"1, 7, exponential", "3, 20, exponential", "3, 20, log-normal", "4, 4, exponential"})
    void a_closed_queue_meets_its_closed_form(int servers, int users, String think) throws IOException {
        Distribution thinks = think.equals("exponential") ? new Exponential(20) : LogNormal.ofMean(20, 1.2);
        double truth = servers == 1 ? meanValueAnalysis(users, 20, 4) : meanWait(servers, users, 20, 4);
        var workload = Kinds.of(
                Until.tasks(think.equals("exponential") ? 20_000 : 40_000), closed(users, thinks, new Exponential(4)));
        double sum = 0;
        double squares = 0;
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            double mean = run(workload, servers, replication, new ArrayList<>())
                            .queueingDelay()
                            .mean()
                            .nanos()
                    / NANOS;
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / REPLICATIONS;
        double half = 2.05 * Math.sqrt((squares / REPLICATIONS - mean * mean) / (REPLICATIONS - 1));

        assertThat(mean).isCloseTo(truth, within(half + 0.002));
        assertThat(half).isLessThanOrEqualTo(Math.max(0.01 * truth, 0.002));
    }

    @Test
    void what_a_users_job_is_depends_neither_on_the_cluster_nor_on_other_users() throws IOException {
        List<String> slow = new ArrayList<>();
        List<String> fast = new ArrayList<>();
        var few = Kinds.of(Until.seconds(3000), closed(3, new Exponential(20), new Exponential(4)));
        run(few, 1, 0, slow);
        run(Kinds.of(Until.seconds(3000), closed(9, new Exponential(20), new Exponential(4))), 8, 0, fast);

        assertThat(fast).containsAll(slow.stream().filter(id -> number(id) < 50).toList());
        assertThat(slow.size()).isGreaterThan(300);
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf('.') + 1, line.indexOf(' ')));
    }

    @Test
    void sessions_have_as_many_jobs_as_they_say_and_each_waits_for_all_tasks_of_the_one_before() throws IOException {
        Kind pairs = kind("pair", new Uniform(1, 9)).with(JobShape.tasks(Amount.of(2)));
        var sessions = Inflow.of(new Poisson(0.01), pairs).with(new Users(new Constant(30), Amount.of(3)));
        var workload = Kinds.of(Until.seconds(100_000), sessions);
        Map<String, List<Submission>> byUser = new TreeMap<>();
        try (SubmissionSource source = WithoutWaiting.of(workload.open(new Draws(1, 0)))) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                String job = task.job();
                byUser.computeIfAbsent(job.substring(0, job.indexOf('.')), name -> new ArrayList<>())
                        .add(task);
            }
        }

        assertThat(byUser.size()).isBetween(900, 1100);
        byUser.values().stream().limit(800).forEach(tasks -> {
            assertThat(tasks).hasSize(6);
            for (int i = 2; i < 6; i += 2) {
                long ended = Math.max(end(tasks.get(i - 2)), end(tasks.get(i - 1)));
                assertThat(tasks.get(i).submitNanos()).isEqualTo(ended + 30_000_000_000L);
                assertThat(tasks.get(i + 1).submitNanos()).isEqualTo(ended + 30_000_000_000L);
            }
        });
    }

    private static long end(Submission task) {
        return task.submitNanos() + task.workNanos();
    }

    @Test
    void sessions_that_come_and_go_have_a_load_in_closed_form_and_users_who_stay_have_none() {
        var sessions = Inflow.of(new Poisson(0.01), kind("job", new Constant(10)))
                .with(new Users(new Constant(30), Amount.of(4)));
        var workload = Kinds.of(Until.seconds(1000), sessions);
        ClusterSpec pool = ClusterSpec.pool(2);

        assertThat(OfferedLoad.of(workload, 0, pool)).isCloseTo(0.01 * 4 * 10 / 2, within(1e-12));
        assertThat(OfferedLoad.of(workload.withLoad(0.5, 0, pool), 0, pool)).isCloseTo(0.5, within(1e-12));
        assertThat(workload.meanTasksPerSecond()).isCloseTo(0.04, within(1e-12));
        var stay = Kinds.of(Until.seconds(1000), closed(5, new Constant(1), new Constant(1)));
        assertThatThrownBy(() -> stay.withLoad(0.5, 0, pool)).hasMessageContaining("its users never leave");
    }

    @Test
    void no_more_tasks_come_than_the_workload_has() throws IOException {
        List<String> ids = new ArrayList<>();
        var workload = Kinds.of(Until.tasks(101), closed(10, new Constant(1), new Constant(1)));
        run(workload, 3, 0, ids);

        assertThat(ids).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void users_do_not_wait_for_what_never_ends() {
        Kind service = Kind.of("web", Sizes.of(Amount.of(1000), Amount.NONE), Life.stays());
        assertThatThrownBy(() -> Inflow.of(new AtStart(1), service).with(new Users(new Constant(1), null)))
                .hasMessageContaining("they wait for tasks that never end");
    }
}
