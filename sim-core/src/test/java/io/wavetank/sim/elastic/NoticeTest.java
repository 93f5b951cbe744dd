package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.NOTHING;
import static io.wavetank.sim.elastic.ElasticRuns.SCHEDULER;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.node;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.TaskNames;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nodes that are taken back after a notice: spot nodes at the end of their lives, and nodes that a fault with a notice hits, go the same way. */
final class NoticeTest {
    private static final long END = 1200 * SECOND;
    private static final ApiObjects ONE_AT_A_TIME = new ApiObjects(
            new TreeMap<>(),
            List.of(),
            List.of(),
            List.of(new BudgetSpec(
                    "default", "web", LabelSelector.of(Map.of("app", "web")), null, new CountOrPercentage(1, false))),
            new TreeMap<>());

    private final List<String> log = new ArrayList<>();

    /** Two replicas, of which one may be down, on a node of a group that an autoscaler asks for more every 10 s; they boot for 60 s, a replica starts in 20 s. */
    private static ElasticSpec two(boolean spot) {
        return two(spot, service(100, 2, 5 * SECOND, null).stopNanos());
    }

    private static ElasticSpec two(boolean spot, long stopNanos) {
        ServiceSpec plain = service(100, 2, 5 * SECOND, null);
        var labelled = new ServiceSpec(
                plain.name(),
                TaskClass.builder()
                        .cpuMillis(1000)
                        .labels(new TreeMap<>(Map.of("app", "web")))
                        .build(),
                plain.cpuLimitMillis(),
                plain.replicas(),
                plain.load(),
                plain.start(),
                stopNanos,
                plain.sufficient(),
                plain.objectiveNanos(),
                plain.autoscaler(),
                plain.recommender(),
                plain.update());
        ElasticSpec spec = elastic(labelled, 5, 0, true);
        var group = new NodeGroupSpec(
                "pool", node("pool"), 1, 5, new DelaySpec(60 * SECOND, 0), 0, spot, new DelaySpec(600 * SECOND, 0));
        return new ElasticSpec(
                spec.services(),
                List.of(group),
                List.of(0),
                spec.nodes(),
                spec.victims(),
                spec.metrics(),
                spec.quota());
    }

    private static FaultScript taken() {
        return new FaultScript(
                List.of(
                        new FaultScript.NodesImpaired(
                                "about to go",
                                600 * SECOND,
                                FaultScript.FOR_EVER,
                                List.of(0),
                                new Impairment.Leaving(30 * SECOND),
                                null),
                        new FaultScript.NodesDown("down", 720 * SECOND, FaultScript.FOR_EVER, List.of(0), null)),
                FaultScript.NONE.failover());
    }

    private RunResult run(ElasticSpec spec, FaultScript faults, SubmissionSource tasks) throws IOException {
        return Simulation.run(
                RunSpec.of(1).withUntil(END).withElastic(spec).withFaults(faults),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first")), ONE_AT_A_TIME),
                tasks,
                SCHEDULER,
                new RunListener() {
                    @Override
                    public void event(long now, Moment moment, TaskTable table, int task) {
                        if (now >= 600 * SECOND && now <= 720 * SECOND) {
                            log.add(now / SECOND + " " + moment + " " + table.job(task));
                        }
                    }
                });
    }

    /** One task of two hours beside the replicas. */
    private static SubmissionSource batch() {
        TaskNames names = TaskNames.of("batch", "batch");
        var one = new Submission(
                names,
                0,
                0,
                0,
                7200 * SECOND,
                -1,
                TaskClass.builder().cpuMillis(500).build());
        List<Submission> left = new ArrayList<>(List.of(one));
        return () -> left.isEmpty() ? null : left.remove(0);
    }

    @Test
    void replicas_leave_a_spot_node_one_by_one_as_their_budget_allows_and_each_is_made_anew_at_once()
            throws IOException {
        run(two(true), FaultScript.NONE, NOTHING);

        // the node that is asked for at 610 s is there at 670, the first replica ready on it at 690
        assertThat(log).contains("600 STOPPING web", "600 SUBMITTED web", "690 STOPPING web", "690 SUBMITTED web");
    }

    @Test
    void they_leave_a_node_that_a_fault_takes_back_after_a_notice_in_the_same_way() throws IOException {
        run(two(true), FaultScript.NONE, NOTHING);
        List<String> spot = List.copyOf(log);
        log.clear();

        run(two(false), taken(), NOTHING);

        assertThat(log).isEqualTo(spot);
    }

    @Test
    void one_that_is_still_stopping_when_its_node_is_taken_away_had_to_leave_once() throws IOException {
        RunResult result = run(two(true, 200 * SECOND), FaultScript.NONE, NOTHING);

        assertThat(log).contains("600 STOPPING web", "690 STOPPING web");
        assertThat(log).filteredOn("720 REMOVED web"::equals).hasSize(2);
        ElasticFigures figures = Objects.requireNonNull(result.elastic());
        assertThat(figures.services().get(0).drained()).isEqualTo(2);
        assertThat(figures.fleet().drained()).isEqualTo(2);
    }

    @Test
    void other_tasks_are_told_at_once_and_have_thirty_seconds() throws IOException {
        RunResult result = run(two(true), FaultScript.NONE, batch());

        assertThat(log).contains("600 STOPPING batch", "630 EVICTED batch");
        assertThat(result.tasks().evictions(EvictionCause.RECLAIMED.word())).isEqualTo(1);
    }
}
