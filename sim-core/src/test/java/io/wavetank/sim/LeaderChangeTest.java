package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Durable;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.FaultSpan;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.FaultScript.ManagersDown;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A control plane that loses its leader, on one node of 2 cores. Times are seconds; an election takes 5 of them. */
final class LeaderChangeTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> log = new ArrayList<>();
    private Leadership leadership = new Leadership(1, 5 * SECOND, false);
    private int leaders;

    @Test
    void work_goes_on_and_a_new_leader_is_told_what_there_is() throws IOException {
        RunResult result = run(
                script(down(10, 30)),
                task("long", 0, 100, 1),
                task("short", 1, 15, 1),
                task("third", 2, 10, 1),
                task("fourth", 20, 10, 1));

        assertThat(log)
                .containsExactly(
                        "0 leader 1 free 2000 kept []",
                        "0 submitted long",
                        "0 started long",
                        "1 submitted short",
                        "1 started short",
                        "2 submitted third",
                        // short ends at 16, fourth comes at 20, and nobody is told
                        "35 leader 2 free 2000 kept [long, short, third]",
                        "35 found long free 1000",
                        "35 submitted third",
                        "35 submitted fourth",
                        "35 started third",
                        "45 ended third",
                        "45 started fourth",
                        "55 ended fourth",
                        "100 ended long");
        assertThat(result.tasks().finished()).isEqualTo(4);
        assertThat(result.faults()).containsExactly(new FaultSpan("control plane down", 10 * SECOND, 35 * SECOND));
        Timeline timeline = result.timeline();
        int column = result.timelineColumns().indexOf("control_plane_up");
        assertThat(timeline.value(timeline.rowAt(9 * SECOND), column)).isEqualTo(1);
        assertThat(timeline.value(timeline.rowAt(20 * SECOND), column)).isZero();
        assertThat(timeline.value(timeline.rowAt(20 * SECOND), 0)).isEqualTo(2);
        assertThat(timeline.value(timeline.rowAt(36 * SECOND), column)).isEqualTo(1);
    }

    @Test
    void what_a_leader_had_not_finished_thinking_is_lost_with_it() throws IOException {
        RunSpec slow = RunSpec.of(1).withDecisionTime(new DecisionTime(4 * SECOND, 0, 0));

        run(slow.withFaults(script(down(10, 11))), task("a", 8, 10, 1));

        assertThat(log)
                .containsExactly(
                        "8 leader 1 free 2000 kept []",
                        "8 submitted a",
                        "16 leader 2 free 2000 kept [a]",
                        "16 submitted a",
                        "20 started a",
                        "30 ended a");
    }

    @Test
    void one_manager_of_three_may_be_down_and_the_leader_alone_costs_an_election() throws IOException {
        leadership = new Leadership(3, 5 * SECOND, false);

        RunResult result = run(
                script(
                        managers(10, 20, 2), // a follower: nothing happens
                        managers(30, 40, 0), // the leader: manager 1 leads from 35 on
                        managers(50, 60, 0), // a follower now
                        managers(70, 90, 1), // the leader: manager 0 leads from 75 on
                        managers(80, 85, 2)), // two are down: none leads until 85 + 5
                task("a", 0, 200, 1));

        assertThat(result.faults())
                .containsExactly(
                        new FaultSpan("control plane down", 30 * SECOND, 35 * SECOND),
                        new FaultSpan("control plane down", 70 * SECOND, 75 * SECOND),
                        new FaultSpan("control plane down", 80 * SECOND, 90 * SECOND));
    }

    @Test
    void an_election_begins_anew_when_too_few_are_up_meanwhile() throws IOException {
        leadership = new Leadership(3, 5 * SECOND, false);

        RunResult result = run(script(managers(10, 100, 0), managers(12, 20, 1)), task("a", 0, 200, 1));

        assertThat(result.faults()).containsExactly(new FaultSpan("control plane down", 10 * SECOND, 25 * SECOND));
    }

    @Test
    void a_scheduler_that_lives_on_is_told_and_stays() throws IOException {
        leadership = new Leadership(1, 5 * SECOND, true);

        run(script(down(10, 20)), task("a", 0, 5, 1), task("b", 15, 20, 1));

        assertThat(log)
                .containsExactly(
                        "0 leader 1 free 2000 kept []",
                        "0 submitted a",
                        "0 started a",
                        "5 ended a",
                        "10 lost",
                        "15 submitted b",
                        "15 started b",
                        "25 elected",
                        "35 ended b");
    }

    @Test
    void a_run_is_over_when_its_tasks_are_whatever_is_still_broken() throws IOException {
        RunResult result = run(script(down(10, 1000), down(2000, 3000)), task("a", 0, 20, 1));

        assertThat(result.endNanos()).isEqualTo(20 * SECOND);
        assertThat(result.faults()).containsExactly(new FaultSpan("control plane down", 10 * SECOND, 20 * SECOND));
    }

    @Test
    void what_waits_when_the_control_plane_never_comes_back_was_never_placed() throws IOException {
        var gone = new ManagersDown("x", 10 * SECOND, FaultScript.FOR_EVER, List.of());

        RunResult result = run(script(gone), task("a", 0, 20, 1), task("b", 15, 20, 1));

        assertThat(result.tasks().finished()).isEqualTo(1);
        assertThat(result.tasks().neverPlaced()).isEqualTo(1);
    }

    private static ManagersDown down(int from, int to) {
        return new ManagersDown("x", from * SECOND, to * SECOND, List.of());
    }

    private static ManagersDown managers(int from, int to, int manager) {
        return new ManagersDown("x", from * SECOND, to * SECOND, List.of(manager));
    }

    private static FaultScript script(FaultScript.Outage... outages) {
        return new FaultScript(List.of(outages), FaultScript.NONE.failover());
    }

    private static Submission task(String id, int at, long workSeconds, int cores) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000L * cores).build();
        return new Submission(id, "", at * SECOND, workSeconds * SECOND, -1, asks);
    }

    private RunResult run(FaultScript script, Submission... tasks) throws IOException {
        return run(RunSpec.of(1).withFaults(script), tasks);
    }

    private RunResult run(RunSpec spec, Submission... tasks) throws IOException {
        var node = NodeSpec.builder("n0").capacity(Resources.CPU, 2000).build();
        Iterator<Submission> rest = List.of(tasks).iterator();
        var source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
        return Simulation.run(
                spec,
                new ClusterSpec(Resources.basic(), List.of(node)),
                source,
                (cluster, draws) -> new Fifo(cluster),
                RunListener.NONE);
    }

    /** First come, first served on the only node; writes down what it is told. What it kept is the names of all tasks it was told of. */
    private final class Fifo implements Scheduler, FailoverDefaults, Durable {
        private final ClusterView cluster;
        private final Deque<Integer> queue = new ArrayDeque<>();
        private final List<String> seen = new ArrayList<>();
        private final String beginning;
        private boolean begun;

        Fifo(ClusterView cluster) {
            this.cluster = cluster;
            this.beginning = "leader " + ++leaders + " free " + cluster.node(0).free(Resources.CPU);
        }

        @Override
        public void on(SchedulerEvent event, Decisions out) {
            String now = out.nowNanos() / SECOND + " ";
            if (!begun) {
                begun = true;
                log.add(now + beginning + " kept " + seen);
            }
            if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                log.add(now + "submitted " + submitted.task().id());
                seen.add(submitted.task().id());
                queue.add(submitted.task().index());
            } else if (event instanceof SchedulerEvent.TaskFound found) {
                log.add(now + "found " + found.task().id() + " free "
                        + cluster.node(0).free(Resources.CPU));
            } else if (event instanceof SchedulerEvent.TaskEnded ended) {
                log.add(now + "ended " + ended.task().id());
            } else if (event instanceof SchedulerEvent.Applied applied
                    && applied.decision() instanceof Decision.Bind bind) {
                log.add(now + "started " + cluster.task(bind.task()).id());
            } else if (event instanceof SchedulerEvent.LeaderLost) {
                log.add(now + "lost");
            } else if (event instanceof SchedulerEvent.LeaderElected) {
                log.add(now + "elected");
            } else if (event instanceof SchedulerEvent.Pass && !queue.isEmpty()) {
                out.considered(1, 1);
                if (cluster.node(0).free(Resources.CPU) >= 1000) {
                    out.add(new Decision.Bind(queue.remove(), 0));
                    out.passAgain();
                }
            }
        }

        @Override
        public Leadership leadership() {
            return leadership;
        }

        @Override
        public NodeHealth nodeHealth() {
            return NodeHealth.IMMEDIATE;
        }

        @Override
        public Object kept() {
            return List.copyOf(seen);
        }

        @Override
        public void takeOver(Object what) {
            ((List<?>) what).forEach(each -> seen.add(String.valueOf(each)));
        }
    }
}
