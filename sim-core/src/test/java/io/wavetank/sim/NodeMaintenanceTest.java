package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.MaintenanceFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Maintenance;
import io.wavetank.sim.scenario.Maintenance.Emptying;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three nodes of one core, tasks of half a core, each on the first node with room. Worked out by hand; seconds. */
final class NodeMaintenanceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long EVER = Long.MAX_VALUE;
    private static final FailoverSettings KNOWN_AT_ONCE =
            new FailoverSettings(null, 0L, 0L, 0L, 0L, 1000 * SECOND, true, Integer.MAX_VALUE);

    private final List<String> log = new ArrayList<>();

    @Test
    void nodes_are_emptied_one_after_the_other_as_the_budget_allows_every_five_seconds() throws IOException {
        RunResult result = run(
                List.of(budget(1)),
                List.of(upgrade(3, 1, 10, EVER, 0, 20, EVER, Emptying.EVICT)),
                List.of(),
                web("a"),
                web("b"),
                web("c"));

        assertThat(log.subList(6, log.size() - 3))
                .containsExactly(
                        "10 n0 node_draining",
                        "10 stopping a n0", // one of three may be away
                        "14 evicted a n0",
                        "14 started a n1",
                        "15 stopping b n0", // tried again
                        "19 evicted b n0",
                        "19 n0 node_down",
                        "19 n0 node_lost",
                        "19 started b n2",
                        "39 n0 node_up",
                        "39 n1 node_draining",
                        "39 stopping a n1", // submitted before c
                        "43 evicted a n1",
                        "43 started a n0",
                        "44 stopping c n1",
                        "48 evicted c n1",
                        "48 n1 node_down",
                        "48 n1 node_lost",
                        "48 started c n0",
                        "68 n1 node_up",
                        "68 n2 node_draining",
                        "68 stopping b n2",
                        "72 evicted b n2",
                        "72 n2 node_down",
                        "72 n2 node_lost",
                        "72 started b n1",
                        "92 n2 node_up");
        assertThat(maintenance(result)).isEqualTo(new MaintenanceFigures(3, 0, 5, 2, 0, (9 + 9 + 4) / 3.0, 9));
        assertThat(result.faults()).hasSize(1);
        assertThat(result.faults().get(0).toNanos()).isEqualTo(92 * SECOND);
    }

    @Test
    void a_node_that_no_budget_lets_be_emptied_is_left_out_after_its_time() throws IOException {
        RunResult result = run(
                List.of(budget(0)),
                List.of(upgrade(2, 1, 10, EVER, 0, 20, 12, Emptying.EVICT)),
                List.of(),
                web("a"),
                web("b"),
                web("c"));

        assertThat(log)
                .containsSubsequence("10 n0 node_draining", "22 n0 node_kept", "22 n1 node_draining", "34 n1 node_kept")
                .noneMatch(each -> each.contains("stopping"));
        // a and b at 10, 15 and 20 and when the time is over, c likewise
        assertThat(maintenance(result)).isEqualTo(new MaintenanceFigures(0, 2, 0, 12, 0, Double.NaN, Double.NaN));
    }

    @Test
    void force_evicts_what_is_left_and_says_that_budgets_were_violated() throws IOException {
        RunResult result = run(
                List.of(budget(0)),
                List.of(upgrade(1, 1, 10, EVER, 0, 20, 12, Emptying.FORCE)),
                List.of(),
                web("a"),
                web("b"));

        assertThat(log)
                .containsSubsequence("22 stopping a n0", "22 stopping b n0", "26 evicted b n0", "26 n0 node_down");
        assertThat(maintenance(result).violations()).isEqualTo(2);
    }

    @Test
    void a_task_in_two_budgets_is_never_let_go() throws IOException {
        RunResult result = run(
                List.of(budget(5), budget(5)),
                List.of(upgrade(1, 1, 10, EVER, 0, 20, 60, Emptying.EVICT)),
                List.of(),
                web("a"));

        assertThat(log).contains("70 n0 node_kept").noneMatch(each -> each.contains("stopping"));
        assertThat(maintenance(result).leftOut()).isEqualTo(1);
    }

    @Test
    void several_nodes_at_once_but_no_more_than_may_be_away_for_whatever_reason() throws IOException {
        run(
                List.of(),
                List.of(upgrade(3, 2, 10, EVER, 0, 20, EVER, Emptying.EVICT)),
                List.of(new FaultScript.NodesDown("n2", 12 * SECOND, 50 * SECOND, List.of(2))),
                web("a"));

        // n1 has nothing on it; n2 is away by itself until 50, and then it is its turn
        assertThat(log)
                .containsSubsequence(
                        "10 n0 node_draining",
                        "10 n1 node_draining",
                        "10 n1 node_down",
                        "12 n2 node_down",
                        "14 n0 node_down",
                        "30 n1 node_up",
                        "34 n0 node_up",
                        "50 n2 node_up",
                        "54 n2 node_draining"); // it is looked at every 5 s from 34 on
    }

    @Test
    void jobs_are_waited_for_and_daemons_start_anew_when_the_node_is_back() throws IOException {
        TaskClass daemon = TaskClass.builder()
                .cpuMillis(500)
                .tolerations(List.of(new Toleration("node.kubernetes.io/unschedulable", null, null)))
                .build();
        run(
                List.of(),
                List.of(upgrade(1, 1, 10, EVER, 0, 20, EVER, Emptying.WAIT)),
                List.of(),
                new Submission("daemon", "", 0, 500 * SECOND, -1, daemon),
                new Submission("job", "", 0, 33 * SECOND, -1, web("job").taskClass()));

        assertThat(log)
                .containsSubsequence(
                        "10 n0 node_draining",
                        "33 finished job n0",
                        "35 n0 node_down",
                        "55 n0 node_up",
                        "55 restarted daemon n0")
                .noneMatch(each -> each.contains("stopping"));
    }

    @Test
    void a_window_that_closes_leaves_the_rest_to_the_next() throws IOException {
        RunResult result = run(
                List.of(budget(1)),
                List.of(upgrade(3, 1, 10, 6, 100, 20, EVER, Emptying.EVICT)),
                List.of(),
                web("a"),
                web("b"),
                web("c"));

        // b is stopped at 15, and the window closes at 16; c keeps n1 from being emptied, as the next window is as
        // short
        assertThat(log)
                .containsSubsequence("10 n0 node_draining", "15 stopping b n0", "16 n0 node_kept", "19 started b n0")
                .containsSubsequence("110 n0 node_draining", "110 stopping b n0", "114 n0 node_down", "134 n0 node_up")
                .containsSubsequence("210 n1 node_draining");
        assertThat(maintenance(result).leftOut()).isPositive();
    }

    @Test
    void without_a_leader_nobody_evicts() throws IOException {
        run(
                List.of(),
                List.of(upgrade(1, 1, 10, EVER, 0, 20, EVER, Emptying.EVICT)),
                List.of(new FaultScript.ManagersDown("x", 8 * SECOND, 31 * SECOND, List.of())),
                web("a"));

        assertThat(log).containsSubsequence("31 n-1 leader_elected", "35 n0 node_draining", "35 stopping a n0");
    }

    @Test
    void a_plan_has_times_that_can_be() {
        assertThatThrownBy(() -> upgrade(1, 0, 10, EVER, 0, 20, EVER, Emptying.EVICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 at once");
    }

    private static MaintenanceFigures maintenance(RunResult result) {
        return result.failover().maintenance();
    }

    private static BudgetSpec budget(int away) {
        return new BudgetSpec(
                "default", "web", LabelSelector.of(Map.of("app", "web")), null, new CountOrPercentage(away, false));
    }

    private static Maintenance upgrade(
            int nodes, int away, int from, long length, int every, int down, long timeout, Emptying emptying) {
        return new Maintenance(
                "upgrade",
                List.of(0, 1, 2).subList(0, nodes),
                away,
                from * SECOND,
                length == EVER ? EVER : length * SECOND,
                every * SECOND,
                down * SECOND,
                4 * SECOND,
                timeout == EVER ? EVER : timeout * SECOND,
                emptying);
    }

    private static Submission web(String id) {
        TaskClass asks = TaskClass.builder()
                .cpuMillis(500)
                .labels(new TreeMap<>(Map.of("app", "web")))
                .build();
        return new Submission(id, "", 0, 500 * SECOND, -1, asks);
    }

    private RunResult run(
            List<BudgetSpec> budgets, List<Maintenance> plans, List<FaultScript.Outage> outages, Submission... tasks)
            throws IOException {
        List<NodeSpec> nodes = new ArrayList<>();
        for (String name : new String[] {"n0", "n1", "n2"}) {
            nodes.add(NodeSpec.builder(name).capacity(Resources.CPU, 1000).build());
        }
        Iterator<Submission> rest = List.of(tasks).iterator();
        var source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
        var objects = new ApiObjects(new TreeMap<>(), List.of(), List.of(), budgets, new TreeMap<>());
        RunSpec spec = RunSpec.of(1)
                .withFaults(new FaultScript(outages, KNOWN_AT_ONCE).withMaintenance(plans))
                .withUntil(400 * SECOND);
        return Simulation.run(
                spec, new ClusterSpec(Resources.basic(), nodes, objects), source, firstFit(), new MomentLog());
    }

    private static Scheduler.Factory firstFit() {
        return (cluster, draws) -> {
            var waiting = new TreeSet<Integer>();
            return (event, out) -> {
                if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                    waiting.add(submitted.task().index());
                } else if (event instanceof SchedulerEvent.PlaceLost lost) {
                    waiting.add(lost.task().index());
                } else if (event instanceof SchedulerEvent.Pass && !waiting.isEmpty()) {
                    out.considered(1, 1);
                    for (int node = 0; node < cluster.nodeCount(); node++) {
                        if (cluster.node(node).schedulable()
                                && cluster.node(node).free(Resources.CPU) >= 500) {
                            out.add(new Decision.Bind(waiting.pollFirst(), node));
                            out.passAgain();
                            return;
                        }
                    }
                }
            };
        };
    }

    private final class MomentLog implements RunListener {
        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            String node = tasks.node(task) < 0 ? "" : " n" + tasks.node(task);
            log.add(nowNanos / SECOND + " " + moment.name().toLowerCase(Locale.ROOT) + " " + tasks.id(task) + node);
        }

        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            log.add(nowNanos / SECOND + " n" + node + " " + moment.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            if (state != TaskState.FINISHED) {
                log.add("ended " + tasks.id(task) + " " + state.finalName());
            }
        }
    }
}
