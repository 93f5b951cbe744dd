package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The demonstration in which a zone of twenty nodes goes down at 1200 s. Worked out by hand for Kubernetes: leases are renewed every 10 s, the last one
 * between 1190 s and 1200 s; a node counts as lost at the first look, each 5 s, at which its lease is 40 s old, so at 1235 s or 1240 s. While more than
 * 55 % of the zone and not all of it are lost, nothing is tainted (a zone of at most 50 nodes); when the last is lost the zone is in full disruption, and
 * the rate is a node each 10 s again. What is on a node is given up 300 s after its taint: so the last of the twenty is given up 190 s after the first.
 */
final class FailoverDemoTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DOWN = 1200;
    private static final double REQUESTS_PER_SECOND = 75 * 1.44;

    /** When nodes were found out about, when the first task of each was given up, in seconds, and how many replicas of web stopped on each. */
    private static final class Times implements RunListener {
        private final List<Long> detected = new ArrayList<>();
        private final Map<Integer, Long> lostAt = new TreeMap<>();
        private final Map<Integer, Long> givenUp = new TreeMap<>();
        private final Map<Integer, Integer> web = new TreeMap<>();

        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            if (moment == ClusterMoment.NODE_LOST) {
                detected.add(nowNanos / SECOND);
                lostAt.put(node, nowNanos / SECOND);
            }
        }

        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            if (moment == Moment.LOST) {
                givenUp.putIfAbsent(tasks.node(task), nowNanos / SECOND);
            } else if (moment == Moment.STARTED && nowNanos < DOWN * SECOND) {
                boolean page = Objects.equals(tasks.taskClass(task).labels().get("app"), "web");
                web.merge(tasks.node(task), page ? 1 : 0, Integer::sum);
            }
        }

        /** The replicas of web on a node that is down are sent their part of the requests until the node is known to be lost. */
        double sentToTheDead() {
            double all = web.values().stream().mapToInt(each -> each).sum();
            return lostAt.entrySet().stream()
                            .mapToDouble(
                                    each -> (each.getValue() - DOWN + 1.0) * web.getOrDefault(each.getKey(), 0) / all)
                            .sum()
                    * REQUESTS_PER_SECOND;
        }
    }

    private final Times times = new Times();
    private @Nullable TrafficResult requests;

    @Test
    void kubernetes_as_it_comes_gives_up_a_node_each_ten_seconds_five_minutes_after_its_taint() throws Exception {
        RunResult result = run("kubernetes", true);

        assertThat(times.detected).hasSize(20).allMatch(at -> at == DOWN + 35 || at == DOWN + 40);
        List<Long> given = times.givenUp.values().stream().sorted().toList();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(DOWN + 35 + 300 + 10L * i);
        }
        assertThat(given).isEqualTo(expected);
        FailoverFigures figures = result.failover();
        assertThat(figures.stopped()).isEqualTo(figures.mostTasksStopped()).isGreaterThan(90);
        // the tenth of twenty nodes: 35 s, 90 s and 300 s
        assertThat(figures.againP50()).isBetween(415.0, 445.0);
        assertThat(figures.againMax()).isEqualTo(40 * 60);

        EntryCounts browse = Objects.requireNonNull(requests).entries().get(0);
        assertThat((double) browse.outcome(CallOutcome.CONNECT_FAILURE))
                .as("108 a second, less what is left, for 36 to 41 s: each node with its part")
                .isCloseTo(times.sentToTheDead(), Percentage.withPercentage(10));
        assertThat(browse.budgetBurn())
                .isEqualTo(browse.failed() / (double) (browse.answered() + browse.failed()) / (1 - 0.999));
    }

    @Test
    void kubernetes_tuned_gives_up_all_at_once_half_a_minute_after_it_found_out() throws Exception {
        RunResult result = run("kubernetes-tuned", false);

        assertThat(times.givenUp.values())
                .isNotEmpty()
                .allMatch(at -> at >= DOWN + 10 + 30 && at <= DOWN + 20 + 30 + 2);
        assertThat(result.failover().againP50()).isBetween(40.0, 53.0);
    }

    @Test
    void a_mesh_hides_the_zone_by_retries_and_by_leaving_it_though_nothing_runs_again_sooner() throws Exception {
        RunResult result = run("kubernetes-mesh", true);

        EntryCounts browse = Objects.requireNonNull(requests).entries().get(0);
        assertThat(browse.failed()).isLessThan(20);
        assertThat(browse.budgetBurn()).isLessThan(1);
        assertThat(result.failover().againP50()).isBetween(415.0, 445.0);
    }

    @Test
    void swarm_finds_out_within_three_heartbeats_and_starts_five_seconds_later() throws Exception {
        RunResult result = run("swarm", false);

        assertThat(times.detected).isNotEmpty().allMatch(at -> at >= DOWN + 9 && at <= DOWN + 17);
        assertThat(times.givenUp.values()).isNotEmpty().allMatch(at -> at <= DOWN + 17);
        assertThat(result.failover().againP50()).isBetween(14.0, 23.0);
    }

    @Test
    void mesos_finds_out_after_five_pings() throws Exception {
        RunResult result = run("mesos-marathon", false);

        assertThat(times.detected).isNotEmpty().allMatch(at -> at >= DOWN + 75 && at <= DOWN + 90);
        assertThat(times.givenUp.values()).isNotEmpty().allMatch(at -> at >= DOWN + 75 && at <= DOWN + 90);
        assertThat(result.failover().againP50()).isBetween(75.0, 95.0);
    }

    @Test
    void in_a_fixed_fleet_monitoring_calls_after_three_looks_and_two_operators_replace_two_machines_in_forty_minutes()
            throws Exception {
        RunResult result = run("fixed-fleet", false);

        assertThat(times.detected).isNotEmpty().allMatch(at -> at > DOWN + 120 && at <= DOWN + 180);
        assertThat(times.givenUp).hasSizeBetween(2, 4);
        assertThat(times.givenUp.values())
                .isNotEmpty()
                .allMatch(at -> at > DOWN + 120 + 600); // set-up alone takes ten minutes
        assertThat(result.failover().againP50()).isEqualTo(40 * 60);
    }

    private RunResult run(String arm, boolean withRequests) throws Exception {
        Scenario demo = Scenario.demo("failover", List.of());
        Arm chosen = demo.experiment(1).arms().stream()
                .filter(each -> each.scheduler().name().equals(arm))
                .findFirst()
                .orElseThrow();
        try (SubmissionSource source = demo.workload().open(0)) {
            TrafficPlan plan = withRequests ? chosen.traffic() : null;
            if (plan == null) {
                return Simulation.run(
                        chosen.run(),
                        chosen.cluster(),
                        source,
                        chosen.scheduler().factory(),
                        times);
            }
            ClusterTraffic traffic = plan.start(chosen.cluster(), chosen.run().elastic(), 0);
            RunResult result = Simulation.run(
                    chosen.run(), chosen.cluster(), source, chosen.scheduler().factory(), times, traffic);
            requests = traffic.finish(plan.untilNanos());
            return result;
        }
    }
}
