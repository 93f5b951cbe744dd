package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The demonstration in which a zone of twenty nodes goes down at 1:00. Worked out by hand for Kubernetes: leases are renewed every 10 s, a node counts as
 * lost at the first look, each 5 s, at which its lease is 40 s old, so from 3630 s to 3640 s. As long as more than half of the zone and not all of it is
 * lost, nothing is tainted (a zone of at most 50 nodes); when the last is lost the zone is in full disruption, and the rate is a node each 10 s again.
 * What is on a node is given up 300 s after its taint.
 */
final class FailoverDemoTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DOWN = 3600;

    /** When nodes were found out about, and when the first task of each was given up, in seconds. */
    private static final class Times implements RunListener {
        private final List<Long> detected = new ArrayList<>();
        private final Map<Integer, Long> givenUp = new TreeMap<>();

        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            if (moment == ClusterMoment.NODE_LOST) {
                detected.add(nowNanos / SECOND);
            }
        }

        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            if (moment == Moment.LOST) {
                givenUp.putIfAbsent(tasks.node(task), nowNanos / SECOND);
            }
        }
    }

    private final Times times = new Times();

    @Test
    void kubernetes_as_it_comes_gives_up_a_node_each_ten_seconds_five_minutes_after_its_taint() throws Exception {
        RunResult result = run("kubernetes");

        assertThat(times.detected).hasSize(20).allMatch(at -> at == DOWN + 35 || at == DOWN + 40 || at == DOWN + 30);
        long first = times.detected.get(0);
        long last = times.detected.get(19);
        List<Long> begun =
                times.givenUp.values().stream().map(at -> at - 300).sorted().toList();
        assertThat(begun.get(0)).isBetween(first, last);
        for (int i = 1; i < begun.size(); i++) {
            assertThat(begun.get(i) - begun.get(i - 1))
                    .as("between taint %d and the one before", i)
                    .isEqualTo(10);
        }
        FailoverFigures figures = result.failover();
        assertThat(figures.stopped()).isEqualTo(figures.mostTasksStopped()).isGreaterThan(90);
        // the tenth of twenty nodes: about 40 s, 90 s and 300 s
        assertThat(figures.againP50()).isBetween(400.0, 460.0);
        assertThat(figures.againMax()).isEqualTo(90 * 60);
    }

    @Test
    void kubernetes_tuned_gives_up_all_at_once_half_a_minute_after_it_found_out() throws Exception {
        RunResult result = run("kubernetes-tuned");

        assertThat(times.givenUp.values()).allMatch(at -> at >= DOWN + 10 + 30 && at <= DOWN + 20 + 30 + 2);
        assertThat(result.failover().againP50()).isBetween(40.0, 53.0);
    }

    @Test
    void swarm_finds_out_within_three_heartbeats_and_starts_five_seconds_later() throws Exception {
        RunResult result = run("swarm");

        assertThat(times.detected).allMatch(at -> at >= DOWN + 9 && at <= DOWN + 17);
        assertThat(times.givenUp.values()).allMatch(at -> at <= DOWN + 17);
        assertThat(result.failover().againP50()).isBetween(14.0, 23.0);
    }

    @Test
    void an_operator_who_acts_after_a_quarter_of_an_hour_is_waited_for() throws Exception {
        RunResult result = run("fixed-fleet");

        assertThat(times.detected).allMatch(at -> at == DOWN + 30);
        assertThat(times.givenUp.values()).allMatch(at -> at == DOWN + 30 + 900);
        assertThat(result.failover().detectMean()).isEqualTo(30.0);
    }

    private RunResult run(String arm) throws Exception {
        Scenario demo = Scenario.demo("failover", List.of());
        Arm chosen = demo.experiment(1).arms().stream()
                .filter(each -> each.scheduler().name().equals(arm))
                .findFirst()
                .orElseThrow();
        try (SubmissionSource source = demo.workload().open(0)) {
            return Simulation.run(
                    chosen.run(), chosen.cluster(), source, chosen.scheduler().factory(), times);
        }
    }
}
