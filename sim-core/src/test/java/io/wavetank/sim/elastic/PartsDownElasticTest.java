package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.NOTHING;
import static io.wavetank.sim.elastic.ElasticRuns.SCHEDULER;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.node;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.FaultScript.Part;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Autoscaling of nodes while parts of the control plane are down from 50 s to 300 s: two replicas on one node. At 100 s another node is asked for, which boots for
 * 60 s, and at 200 s the one that there was at the start is to go.
 */
final class PartsDownElasticTest {
    private final List<String> log = new ArrayList<>();

    private static final class Scripted implements NodeAutoscaler {
        @Override
        public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
            if (nowNanos == 100 * SECOND) {
                out.accept(new NodeDecision.Provision(0, 1));
            } else if (nowNanos == 200 * SECOND) {
                out.accept(new NodeDecision.Drain(0, 600 * SECOND, "script"));
            }
        }

        @Override
        public long periodNanos() {
            return 100 * SECOND;
        }
    }

    private List<String> run(Part down) throws IOException {
        var group =
                new NodeGroupSpec("pool", node("pool"), 0, 5, new DelaySpec(60 * SECOND, 0), 0, false, DelaySpec.NONE);
        var elastic = new ElasticSpec(
                List.of(service(100, 2, 5 * SECOND, null)),
                List.of(group),
                List.of(0),
                Optional.of(draws -> new Scripted()),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
        var outage = new FaultScript.PartDown("part", 50 * SECOND, 300 * SECOND, down);
        Simulation.run(
                RunSpec.of(1)
                        .withUntil(600 * SECOND)
                        .withElastic(elastic)
                        .withFaults(new FaultScript(List.of(outage), FailoverSettings.SYSTEM)),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                new RunListener() {
                    @Override
                    public void event(long now, Moment moment, TaskTable tasks, int task) {
                        log.add(now / SECOND + " " + moment);
                    }

                    @Override
                    public void clusterEvent(long now, ClusterMoment moment, int node) {
                        log.add(now / SECOND + " " + moment + " " + node);
                    }
                });
        return log;
    }

    /**
     * Its autoscaler is a process of its own and its evictions need the API server alone. Nobody makes the replicas anew that are gone, or takes the new node for
     * ready, until the controllers are back.
     */
    @Test
    void nodes_are_scaled_without_controllers_but_nothing_is_made_anew() throws IOException {
        assertThat(run(Part.CONTROLLERS))
                .containsSubsequence(
                        "200 NODE_DRAINING 0",
                        "200 STOPPING",
                        "200 STOPPING",
                        "205 REMOVED",
                        "205 REMOVED",
                        "205 NODE_REMOVED 0",
                        "300 NODE_ADDED 1",
                        "300 STARTED",
                        "300 STARTED")
                .doesNotContain("160 NODE_ADDED 1", "200 SUBMITTED", "205 SUBMITTED");
    }

    @Test
    void nothing_is_scaled_without_the_api_server() throws IOException {
        assertThat(run(Part.API_SERVER)).noneMatch(line -> line.contains("NODE_"));
    }

    @Test
    void without_a_scheduler_nodes_come_and_go() throws IOException {
        assertThat(run(Part.SCHEDULER)).contains("160 NODE_ADDED 1", "200 NODE_DRAINING 0", "205 NODE_REMOVED 0");
    }
}
