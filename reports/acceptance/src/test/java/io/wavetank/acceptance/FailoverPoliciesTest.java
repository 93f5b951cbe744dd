package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.RunResult;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Policies of failover in the whole engine, worked out by hand: four nodes, one in each of four zones, each with room for four tasks. Losses show at once unless
 * it is said otherwise. First fit puts tasks on n-1 first.
 */
final class FailoverPoliciesTest {
    private static final String START = "start: 30s";

    private static String scenario(int tasks, String policy, String faults) {
        return scenario(tasks, 1, "{}", policy, faults);
    }

    private static String scenario(int tasks, int need, String failover, String policy, String faults) {
        return String.format(Locale.ROOT, """
                cluster:
                  nodes: [{count: 4, name: "n-{i}", zones: [a, b, c, d], capacity: {cpu: 4, memory: 16Gi}, labels: {pool: p}}]
                workload:
                  generate:
                    arrivals: {process: at-start, count: %d}
                    kinds: [{name: store, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: store}}]
                    until: {time: 1m}
                policies:
                  scheduler: first-fit
                  failover: %s
                failover: [{name: store, among: {app: store}, need: %d, objective: 0.99, policy: %s}]
                faults: [%s]
                run: {seed: 1, until: 1000s}
                report: {window: {from: 0s, to: 1000s}}
                """, tasks, failover, need, policy, faults);
    }

    private static RunResult run(String text) throws Exception {
        Scenario scenario = Scenario.parse("test.yaml", text, List.of());
        var arm = scenario.experiment(1).arms().get(0);
        try (SubmissionSource source = scenario.workload().open(0)) {
            return Simulation.run(
                    arm.run(), arm.cluster(), source, arm.scheduler().factory(), RunListener.NONE);
        }
    }

    private static GuardedFigures figures(String text) throws Exception {
        return run(text).guarded().get(0);
    }

    @Test
    void what_is_placed_again_at_once_is_down_for_as_long_as_it_starts() throws Exception {
        GuardedFigures figures =
                figures(scenario(1, "{name: immediate, " + START + "}", "{at: 100s, node: n-1, for: 300s}"));

        assertThat(figures.outages()).isEqualTo(1);
        assertThat(figures.outageMax()).isEqualTo(30);
        // of the 970 s since it was up for the first time
        assertThat(figures.availability()).isCloseTo(1 - 30.0 / 970, within(1e-9));
        assertThat(figures.budgetBurn()).isCloseTo(30.0 / 970 / 0.01, within(1e-6));
        assertThat(figures.givenUp()).isEqualTo(1);
    }

    /**
     * Four tasks of n-1 take all that is free, the four cores of n-4; at 200 s what fills n-2 and n-3 ends, and at 300 s n-3 is lost, of which nobody
     * needs anything.
     */
    @Test
    void room_that_comes_later_takes_nothing_back_of_what_was_taken() throws Exception {
        String text = """
                cluster: {nodes: [{count: 4, name: "n-{i}", capacity: {cpu: 4, memory: 16Gi}}]}
                workload:
                  generate:
                    inflows:
                      - name: stay
                        arrivals: {process: at-start, count: 4}
                        kinds: [{name: store, cpu: 1, memory: 1Gi, run_time: forever}]
                      - name: end
                        arrivals: {process: at-start, count: 8}
                        kinds: [{name: job, cpu: 1, memory: 1Gi, run_time: 200s}]
                    until: {time: 1m}
                policies: {scheduler: first-fit}
                faults: [{at: 100s, node: n-1, for: 500s}, {at: 300s, node: n-3, for: 100s}]
                run: {seed: 1, until: 1000s}
                """;

        assertThat(run(text).failover().headroom().used()).isEqualTo(1);
    }

    @Test
    void the_room_that_failing_over_takes_is_told() throws Exception {
        // four tasks on n-1 and one on n-2; eleven of twelve cores are free elsewhere, and four are taken
        String lost = "{at: 100s, node: n-1, for: 300s}, {at: 600s, node: n-4, for: 10s}";
        var headroom = run(scenario(5, "immediate", lost)).failover().headroom();

        assertThat(headroom.before()).isEqualTo(11);
        assertThat(headroom.least()).isEqualTo(7);
        assertThat(headroom.used()).isCloseTo(4.0 / 11, within(1e-12));
    }

    @Test
    void a_service_that_is_only_measured_is_dealt_with_as_the_system_does() throws Exception {
        GuardedFigures figures = figures(scenario(
                1,
                1,
                "{heartbeat: 0s, toleration: 120s}",
                "{name: system, " + START + "}",
                "{at: 100s, node: n-1, for: 300s}"));

        assertThat(figures.outageMax()).isEqualTo(120 + 30);
        assertThat(figures.givenUp()).isZero();
    }

    @Test
    void what_is_waited_for_is_down_until_it_starts_elsewhere_or_the_node_is_back() throws Exception {
        String policy = "{name: delayed, after: 200s, " + START + "}";

        assertThat(figures(scenario(1, policy, "{at: 100s, node: n-1, for: 300s}"))
                        .outageMax())
                .isEqualTo(200 + 30);
        GuardedFigures back =
                figures(scenario(1, 1, "{restart_in_place: true}", policy, "{at: 100s, node: n-1, for: 50s}"));
        assertThat(back.outageMax()).isEqualTo(50 + 30);
        assertThat(back.givenUp()).isZero();
    }

    @Test
    void a_rate_lets_one_task_after_the_other_be_placed_again() throws Exception {
        // four tasks on n-1: at 100 s, 110 s, 120 s and 130 s, and 30 s to start
        GuardedFigures figures = figures(scenario(
                4, 4, "{}", "{name: rate-limited, rate: 0.1, " + START + "}", "{at: 100s, node: n-1, for: 300s}"));

        assertThat(figures.outageMax()).isEqualTo(30 + 30);
        assertThat(figures.givenUp()).isEqualTo(4);
    }

    @Test
    void standbys_take_as_long_as_starting_restoring_catching_up_or_switching_does() throws Exception {
        String lost = "{at: 100s, node: n-1, for: 300s}";
        // tasks 1 to 4 are on n-1 and the fifth on n-2, which is the only one left
        String spread = "interval: 0s, replace: never, " + START;

        GuardedFigures cold =
                figures(scenario(5, "{name: cold-standby, restore: 60s, backup: 40s, " + spread + "}", lost));
        assertThat(cold.outageMax()).isEqualTo(30 + 60);
        assertThat(cold.dataLostMax()).isEqualTo(20); // backups at 0 s, 40 s and 80 s
        GuardedFigures warm =
                figures(scenario(5, "{name: warm-standby, promote: 10s, lag: 8s, replay: 0.5, " + spread + "}", lost));
        assertThat(warm.outageMax()).isEqualTo(10 + 4);
        assertThat(warm.dataLostMax()).isEqualTo(8);
        GuardedFigures hot = figures(scenario(5, "{name: hot-standby, switch: 2s, " + spread + "}", lost));
        assertThat(hot.outageMax()).isEqualTo(2);
        assertThat(hot.dataLostMax()).isZero();
        assertThat(hot.takeovers()).isEqualTo(1);
        assertThat(hot.coresServing() + hot.coresStandingBy()).isEqualTo(5);
    }

    @Test
    void members_that_watch_one_another_find_out_before_the_control_plane_does() throws Exception {
        GuardedFigures figures = figures(scenario(
                5,
                1,
                "{heartbeat: 10s, grace: 40s, monitor: 5s}",
                "{name: hot-standby, interval: 1s, misses: 3, switch: 1s, " + START + "}",
                "{at: 100s, node: n-1, for: 300s}"));

        // the last look was up to 1 s before
        assertThat(figures.outageMax()).isBetween(2.0 + 1, 3.0 + 1);
    }

    @Test
    void a_takeover_that_does_not_work_is_made_by_hand() throws Exception {
        GuardedFigures figures = figures(scenario(
                5,
                "{name: hot-standby, chance: 0, manual: 200s, switch: 1s, interval: 0s, replace: never, " + START + "}",
                "{at: 100s, node: n-1, for: 800s}"));

        assertThat(figures.switchFailures()).isEqualTo(1);
        assertThat(figures.outageMax()).isEqualTo(1 + 200);
    }

    @Test
    void a_pair_gives_back_what_it_took_over() throws Exception {
        GuardedFigures figures = figures(scenario(
                5,
                1,
                "{restart_in_place: true}",
                "{name: active-passive, interval: 0s, switch: 3s, " + START + "}",
                "{at: 100s, node: n-1, for: 100s}"));

        assertThat(figures.outages()).isEqualTo(2);
        assertThat(figures.outageMax()).isEqualTo(3);
        assertThat(figures.takeovers()).isEqualTo(2);
    }

    @Test
    void a_pair_takes_over_and_gives_back_as_often_as_it_has_to() throws Exception {
        GuardedFigures figures = figures(scenario(
                5,
                1,
                "{restart_in_place: true}",
                "{name: active-passive, interval: 0s, switch: 3s, " + START + "}",
                "{at: 100s, node: n-1, for: 100s}, {at: 400s, node: n-1, for: 100s}"));

        assertThat(figures.outages()).isEqualTo(4);
        assertThat(figures.takeovers()).isEqualTo(4);
    }

    @Test
    void a_node_that_is_back_brings_nobody_back_who_is_on_another() throws Exception {
        // four on n-1 and the fifth on n-2; those who are cut off go on where they are
        GuardedFigures figures = figures(scenario(
                5,
                5,
                "{}",
                "{name: delayed, after: 800s, " + START + "}",
                "{at: 100s, node: n-1, for: 100s, cut_off: true}, {at: 100s, node: n-2, for: 300s, cut_off: true}"));

        assertThat(figures.outageMax()).isEqualTo(300);
    }

    @Test
    void what_happens_before_the_window_is_no_figure_of_it() throws Exception {
        String text = scenario(
                5,
                1,
                "{restart_in_place: true}",
                "{name: active-passive, interval: 0s, switch: 3s, " + START + "}",
                "{at: 100s, node: n-1, for: 100s}");
        GuardedFigures figures = figures(text.replace("from: 0s", "from: 150s").replace("time: 1m", "time: 5m"));

        assertThat(figures.outages()).isEqualTo(1);
        assertThat(figures.takeovers()).as("given back at 200 s").isEqualTo(1);
    }

    @Test
    void with_k_nodes_held_free_the_loss_of_k_nodes_leaves_nothing_waiting() throws Exception {
        String policy = "{name: n-plus-k, k: 1, of: node, " + START + "}";
        String lost = "{at: 100s, node: n-1, for: 800s}";

        // sixteen places, of which four are held free: four of the sixteen tasks wait
        RunResult one = run(scenario(16, 12, "{}", policy, lost));
        assertThat(one.guarded().get(0).keptWaiting()).isEqualTo(4);
        assertThat(one.guarded().get(0).outageMax()).isEqualTo(30);
        assertThat(one.tasks().running()).isEqualTo(12);
        // without, the four of the lost node have no place until it is back
        RunResult none = run(scenario(16, 12, "{}", "{name: immediate, " + START + "}", lost));
        assertThat(none.tasks().running()).isEqualTo(16);
        assertThat(none.failover().againMax()).isEqualTo(800);
        // and the loss of k + 1 leaves what was on the last
        RunResult two = run(scenario(16, 12, "{}", policy, lost + ", {at: 200s, node: n-2, for: 700s}"));
        assertThat(two.failover().againMax()).isEqualTo(700);
    }

    /** Eight of twelve have room beside what is held free; they end at 20 min, while nobody leads from 10 min to 30 min. */
    @ParameterizedTest
    @ValueSource(strings = {"mesos", "kubernetes", "first-fit"})
    void who_is_let_in_while_nobody_leads_is_placed_all_the_same(String scheduler) throws Exception {
        String text = """
                cluster: {nodes: [{count: 3, capacity: {cpu: 8, memory: 32Gi, pods: 110}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: 12}
                    kinds: [{name: job, cpu: 2, memory: 4Gi, run_time: 20m, labels: {app: job}}]
                    until: {tasks: 12}
                policies: {scheduler: SCHEDULER}
                failover: [{name: jobs, among: {app: job}, policy: {name: n-plus-k, k: 1}}]
                faults: [{at: 10m, control_plane: down, for: 20m}]
                run: {until: 6h}
                """;

        assertThat(run(text.replace("SCHEDULER", scheduler)).tasks().finished()).isEqualTo(12);
    }

    @Test
    void a_spare_node_is_used_in_the_place_of_a_lost_one_and_that_is_spare_when_it_is_back() throws Exception {
        String policy = "{name: spare-pool, nodes: 'topology.kubernetes.io/zone=d', activation: 60s, " + START + "}";

        // twelve tasks fill the three others
        GuardedFigures figures = figures(scenario(12, 12, "{}", policy, "{at: 100s, node: n-1, for: 200s}"));
        assertThat(figures.outages()).isEqualTo(1);
        assertThat(figures.outageMax()).isEqualTo(60 + 30);
        // closed until 160 s, and again from 300 s: n-1 then, of four cores too
        assertThat(figures.coresClosed()).isCloseTo(4 * (130.0 + 700) / 970, within(1e-6));
    }

    @Test
    void static_stability_needs_nobody() throws Exception {
        String leaderless = "{at: 50s, control_plane: down, for: 900s}, {at: 100s, zone: a, for: 300s}";

        GuardedFigures enough = figures(scenario(8, 4, "{}", "{name: static-stability, " + START + "}", leaderless));
        assertThat(enough.availability()).isEqualTo(1);
        assertThat(enough.givenUp()).isZero();
        // who has to have them placed again waits for the control plane: a leader at 950 s, and 30 s to start
        GuardedFigures short4 = figures(scenario(4, 4, "{}", "{name: immediate, " + START + "}", leaderless));
        assertThat(short4.outageMax()).isGreaterThan(300);
    }

    @Test
    void without_controllers_nothing_is_given_up_until_they_are_back_and_standbys_take_over_all_the_same()
            throws Exception {
        String faults = "{at: 50s, part: controllers, for: 150s}, {at: 100s, node: n-1, for: 800s}";

        GuardedFigures replaced = figures(scenario(1, "{name: immediate, " + START + "}", faults));
        assertThat(replaced.outageMax()).isEqualTo(200 - 100 + 30);
        GuardedFigures hot =
                figures(scenario(5, "{name: hot-standby, interval: 1s, misses: 3, switch: 1s, " + START + "}", faults));
        assertThat(hot.outageMax()).isBetween(2.0 + 1, 3.0 + 1);
    }

    @Test
    void a_member_that_is_cut_off_stands_by_when_it_answers_again() throws Exception {
        GuardedFigures figures = figures(scenario(
                5,
                "{name: hot-standby, switch: 2s, interval: 0s, replace: never, " + START + "}",
                "{at: 100s, node: n-1, for: 300s, cut_off: true}"));

        assertThat(figures.outages()).isEqualTo(1);
        assertThat(figures.servingMean()).isCloseTo(1 - 2.0 / 970, within(1e-9));
    }

    @Test
    void a_task_that_is_moved_is_down_for_its_pause_alone() throws Exception {
        // 1024 MiB at 1000 MiB/s, of which a tenth is written meanwhile, and a tenth of that: 102.4, 10.24; then 10.24
        // ms and 200 ms
        String drained =
                "{maintenance: upgrade, at: 100s, among: {topology.kubernetes.io/zone: a}, down: 60s, for: 600s}";
        GuardedFigures moved = figures(scenario(1, "{name: migrate, " + START + "}", drained));
        assertThat(moved.migrations()).isEqualTo(1);
        assertThat(moved.outageMax()).isCloseTo(0.21024, within(1e-9));
        GuardedFigures stopped = figures(scenario(1, "{name: immediate, " + START + "}", drained));
        assertThat(stopped.outageMax()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void tasks_are_spread_again_one_by_one_after_a_node_is_back() throws Exception {
        String text = scenario(
                        8,
                        8,
                        "{}",
                        "{name: spread, after: 60s, interval: 30s, start: 0s}",
                        "{at: 100s, node: n-1, for: 300s}")
                .replace("scheduler: first-fit", "scheduler: kubernetes");

        // two in each zone, then none, three, three and two: two of them move, one after the other
        GuardedFigures figures = figures(text);
        assertThat(figures.spread()).isEqualTo(2);
        assertThat(figures.givenUp()).isEqualTo(2);
    }

    @Test
    void who_all_serve_are_not_down_when_one_of_them_is() throws Exception {
        GuardedFigures figures =
                figures(scenario(5, "{name: active-active, " + START + "}", "{at: 100s, node: n-1, for: 300s}"));

        assertThat(figures.outages()).isZero();
        assertThat(figures.givenUp()).isEqualTo(4);
    }

    @Test
    void a_job_that_saves_its_work_loses_what_it_did_since() throws Exception {
        String jobs = scenario(
                        1,
                        "{name: checkpoint, interval: 100s, cost: 1s, restart: 10s}",
                        "{at: 250s, node: n-1, for: 300s}")
                .replace("run_time: forever", "run_time: 400s");
        RunResult saved = run(jobs);

        // two pieces of work of 100 s and their checkpoints are safe; then 10 s to go on, and the rest with one more
        // checkpoint
        assertThat(saved.tasks().coreSecondsLost()).isCloseTo(250 - 202, within(1e-6));
        assertThat(saved.completion().max().nanos()).isEqualTo((250 + 10 + 200 + 1) * 1_000_000_000L);
        RunResult not =
                run(jobs.replace("{name: checkpoint, interval: 100s, cost: 1s, restart: 10s}", "{name: immediate}"));
        assertThat(not.tasks().coreSecondsLost()).isEqualTo(250);
    }
}
