package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.FaultScript.ManagersDown;
import io.wavetank.sim.scenario.FaultScript.NodesDown;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes of one core, the first of which goes down; tasks of one core, first come first served on the first node that is free. Seconds. */
final class NodeFaultsTest {
    private static final long SECOND = FaultRun.SECOND;

    private final FaultRun faults = new FaultRun(2);
    private final List<String> log = faults.log();

    @Test
    void a_loss_that_shows_at_once_sends_the_task_elsewhere_at_once() throws IOException {
        RunResult result = run(health(0, 0, 0, false), List.of(down(4, 20)), task("a", 0, 10));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "4 n0 node_down",
                        "4 n0 node_lost",
                        "4 lost a n0",
                        "4 started a n1",
                        "14 finished a n1");
        assertThat(result.tasks().losses()).isEqualTo(1);
        assertThat(result.tasks().coreSecondsLost()).isEqualTo(4.0);
        assertThat(result.tasks().evictions()).isZero();
        assertThat(result.queueingDelay().max().nanos()).isZero();
    }

    @Test
    void until_the_loss_is_noticed_tasks_are_bound_there_and_do_not_start() throws IOException {
        run(health(10, 5, 3, false), List.of(down(4, 100)), task("a", 0, 10), task("b", 0, 10), task("c", 6, 10));

        // the last heartbeat is at most 10 before 4; with the grace that is 4 to 9 at the latest
        assertThat(log.subList(0, 5))
                .containsExactly(
                        "0 submitted a", "0 submitted b", "0 started a n0", "0 started b n1", "4 n0 node_down");
        assertThat(log).contains("10 finished b n1").doesNotContain("6 started c n0");
        int lost = log.indexOf(log.stream()
                .filter(each -> each.endsWith("node_lost"))
                .findFirst()
                .orElseThrow());
        long lostAt = Long.parseLong(log.get(lost).split(" ", -1)[0]);
        assertThat(lostAt).isBetween(4L, 9L);
        assertThat(log).contains((lostAt + 3) + " lost a n0");
    }

    @Test
    void a_node_that_is_back_in_time_starts_its_tasks_anew_where_the_system_does_so() throws IOException {
        RunResult result = run(health(0, 0, 30, true), List.of(down(4, 20)), task("a", 0, 10), task("b", 1, 50));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "1 submitted b",
                        "1 started b n1",
                        "4 n0 node_down",
                        "4 n0 node_lost",
                        "20 n0 node_up",
                        "20 restarted a n0",
                        "30 finished a n0",
                        "51 finished b n1");
        assertThat(result.tasks().losses()).isEqualTo(1);
    }

    @Test
    void elsewhere_they_wait_again_when_the_node_is_back() throws IOException {
        run(health(0, 0, 30, false), List.of(down(4, 20)), task("a", 0, 10), task("b", 1, 50));

        assertThat(log).containsSubsequence("20 n0 node_up", "20 lost a n0", "20 started a n0", "30 finished a n0");
    }

    @Test
    void reasons_to_be_down_add_up_and_what_there_is_is_counted_apart_from_what_is_installed() throws IOException {
        RunResult result =
                run(health(0, 0, 0, false), List.of(down(10, 30), down(20, 50)), task("a", 0, 100), task("b", 0, 100));

        assertThat(log).contains("10 lost a n0", "50 started a n0").doesNotContain("30 n0 node_up");
        Timeline timeline = result.timeline();
        assertThat(at(result, 40, "nodes_up")).isEqualTo(1);
        assertThat(at(result, 40, "cpu_available")).isEqualTo(1000);
        assertThat(at(result, 40, "cpu_capacity")).isEqualTo(2000);
        assertThat(at(result, 60, "cpu_available")).isEqualTo(2000);
        assertThat(timeline.rows()).isGreaterThan(60);
        assertThat(result.availability().keySet()).contains("nodes", "cpu");
    }

    @Test
    void without_a_leader_no_loss_is_noticed_and_the_next_one_counts_anew() throws IOException {
        run(
                health(0, 0, 5, false),
                List.of(new ManagersDown("x", 2 * SECOND, 30 * SECOND, List.of()), down(4, 100)),
                task("a", 0, 50));

        assertThat(log).containsSubsequence("4 n0 node_down", "30 n0 node_lost", "35 lost a n0", "35 started a n1");
    }

    @Test
    void a_task_that_loses_its_node_once_too_often_has_failed() throws IOException {
        var once = new FailoverSettings(null, null, 0L, 0L, 0L, 0L, false, 1);

        RunResult result = run(once, List.of(down(4, 20)), task("a", 0, 10), task("b", 5, 10));

        assertThat(log).contains("4 failed a n0", "ended a failed", "5 started b n1");
        assertThat(result.tasks().failed()).isEqualTo(1);
    }

    @Test
    void what_waits_at_the_end_for_want_of_its_node_is_lost_and_not_evicted() throws IOException {
        RunResult result = run(health(0, 0, 0, false), List.of(down(4, 4000)), task("b", 0, 500), task("a", 0, 1000));

        assertThat(log).contains("4 lost b n0", "1000 finished a n1", "1000 started b n1");
        assertThat(result.tasks().finished()).isEqualTo(2);

        log.clear();
        var never = new NodesDown("n0", 4 * SECOND, FaultScript.FOR_EVER, List.of(0, 1));
        RunResult left = run(health(0, 0, 0, false), List.of(never), task("a", 0, 10), task("c", 5, 10));

        assertThat(log).contains("4 lost a n0", "ended a lost", "ended c never_placed");
        assertThat(left.tasks().lost()).isEqualTo(1);
        assertThat(left.tasks().evicted()).isZero();
        assertThat(left.tasks().neverPlaced()).isEqualTo(1);
        assertThat(left.failover().againAtLeast()).containsExactly("p50", "p90", "p99", "max");
    }

    @Test
    void what_came_of_it_is_told_in_times_to_detect_to_repair_and_to_run_again() throws IOException {
        RunResult result = run(
                health(10, 5, 3, true), List.of(down(4, 30), down(100, 101)), task("a", 0, 200), task("b", 0, 5000));

        FailoverFigures figures = result.failover();
        double detected = figures.detectMean();
        assertThat(figures.outages()).isEqualTo(2);
        assertThat(figures.detected()).isEqualTo(1);
        assertThat(detected).isBetween(0.0, 5.0);
        assertThat(figures.repairMean()).isEqualTo((26 + 1) / 2.0);
        // a stops at 4, is given up 3 after the loss was found out, and waits for its node, since b is on the other; at
        // 100 it starts anew
        assertThat(figures.stopped()).isEqualTo(2);
        assertThat(figures.startedAgain()).isEqualTo(2);
        assertThat(figures.againMax()).isEqualTo(26.0);
        assertThat(figures.againAtLeast()).isEmpty();
        assertThat(figures.againMean()).isEqualTo((26 + 1) / 2.0);
        assertThat(figures.mostTasksStopped()).isEqualTo(1);
        assertThat(figures.mostNodesAway()).isEqualTo(1);
        assertThat(figures.serviceAvailability()).isNaN();
    }

    @Test
    void each_task_stays_on_a_lost_node_as_long_as_it_tolerates() throws IOException {
        var paced = new FailoverSettings(
                null, 0L, 0L, 0L, 0L, 30 * SECOND, true, EvictionLimits.KUBERNETES, Integer.MAX_VALUE, List.of());
        String unreachable = "node.kubernetes.io/unreachable";

        run(
                new FaultScript(List.of(down(4, 100)), paced),
                small("brief", new Toleration(unreachable, null, Taint.Effect.NO_EXECUTE, 3L)),
                small("plain"),
                small("daemon", new Toleration(unreachable, null, Taint.Effect.NO_EXECUTE)));

        assertThat(log)
                .containsSubsequence(
                        "4 n0 node_lost",
                        "7 lost brief n0",
                        "7 started brief n1",
                        "34 lost plain n0",
                        "100 restarted daemon n0")
                .doesNotContain("34 lost daemon n0");
    }

    @Test
    void a_loss_shows_at_the_next_look_after_the_grace_from_the_last_heartbeat() {
        var kubernetes = new NodeHealth(10, 40, 5, 300, true);

        assertThat(kubernetes.lostNanos(100, 3)).isEqualTo(135); // last at 93, over at 133
        assertThat(kubernetes.lostNanos(103, 3)).isEqualTo(135); // none at the instant itself
        assertThat(kubernetes.lostNanos(104, 3)).isEqualTo(145);
        assertThat(new NodeHealth(10, 2, 0, 0, false).lostNanos(100, 3)).isEqualTo(100);
        assertThat(NodeHealth.IMMEDIATE.lostNanos(7, 0)).isEqualTo(7);
    }

    private static Submission small(String id, Toleration... tolerations) {
        TaskClass asks = TaskClass.builder()
                .cpuMillis(300)
                .tolerations(List.of(tolerations))
                .build();
        return new Submission(id, "", 0, 200 * SECOND, -1, asks);
    }

    private static long at(RunResult result, long second, String column) {
        Timeline timeline = result.timeline();
        return timeline.value(
                timeline.rowAt(second * SECOND), result.timelineColumns().indexOf(column));
    }

    private static FailoverSettings health(long heartbeat, long grace, long toleration, boolean inPlace) {
        return new FailoverSettings(
                null, 0L, heartbeat * SECOND, grace * SECOND, 0L, toleration * SECOND, inPlace, Integer.MAX_VALUE);
    }

    private static FaultScript.Outage down(int from, int to) {
        return new NodesDown("n0", from * SECOND, to * SECOND, List.of(0));
    }

    private static Submission task(String id, int at, long workSeconds) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000).build();
        return new Submission(id, "", at * SECOND, workSeconds * SECOND, -1, asks);
    }

    private RunResult run(FailoverSettings failover, List<FaultScript.Outage> outages, Submission... tasks)
            throws IOException {
        return run(new FaultScript(outages, failover), tasks);
    }

    private RunResult run(FaultScript script, Submission... tasks) throws IOException {
        return faults.run(script, tasks);
    }
}
