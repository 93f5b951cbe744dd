package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.HOUR;
import static io.wavetank.sim.elastic.ElasticRuns.NOTHING;
import static io.wavetank.sim.elastic.ElasticRuns.SCHEDULER;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.node;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Joining;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ElasticFaultsTest {
    /** Replicas stay on nodes that are down, and start anew there. */
    private static final FailoverSettings STAY =
            new FailoverSettings(null, 0L, 0L, 0L, 0L, 1000 * SECOND, true, Integer.MAX_VALUE);

    /** What happens to nodes, in seconds. */
    private static List<String> nodesUnder(FaultScript faults) throws IOException {
        List<String> log = new ArrayList<>();
        Simulation.run(
                RunSpec.of(1)
                        .withUntil(HOUR / 6)
                        .withElastic(elastic(service(100, 2, 0, (seconds, now) -> 12), 5, 0, true))
                        .withFaults(faults),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                new RunListener() {
                    @Override
                    public void clusterEvent(long now, ClusterMoment moment, int node) {
                        log.add(now / SECOND + " " + moment + " " + node);
                    }
                });
        return log;
    }

    @Test
    void what_hits_nodes_of_a_kind_hits_those_that_came_since_and_those_that_come_meanwhile() throws IOException {
        var all = Joining.with(new TreeMap<>());
        var down = new FaultScript.NodesDown("all", 100 * SECOND, 400 * SECOND, List.of(0), all);

        List<String> log = nodesUnder(new FaultScript(List.of(down), STAY));

        assertThat(log).contains("100 NODE_DOWN 0", "100 NODE_DOWN 1", "400 NODE_UP 0", "400 NODE_UP 1");
        List<String> came = log.stream()
                .filter(each -> each.contains("NODE_ADDED"))
                .filter(each -> List.of("140", "200", "260", "320", "380").contains(each.split(" ", -1)[0]))
                .toList();
        assertThat(came).hasSize(5);
        for (String each : came) {
            assertThat(log).contains(each.replace("NODE_ADDED", "NODE_DOWN"));
        }
        assertThat(log).filteredOn(each -> each.startsWith("400 NODE_UP")).hasSizeGreaterThan(2);
    }

    /** Both replicas are on a node that is lost from 100 s to 400 s, and go on there. */
    @Test
    void replicas_on_a_node_that_is_cut_off_are_not_ready_while_it_is_lost() throws IOException {
        var cutOff = new FaultScript.NodesImpaired(
                "cut off", 100 * SECOND, 400 * SECOND, List.of(0), Impairment.CUT_OFF, null);

        RunResult result = Simulation.run(
                RunSpec.of(1)
                        .withUntil(600 * SECOND)
                        .withElastic(elastic(service(100, 2, 0, null), 1, 0, false))
                        .withFaults(new FaultScript(List.of(cutOff), STAY)),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                RunListener.NONE);

        ServiceFigures figures =
                Objects.requireNonNull(result.elastic()).services().get(0);
        double startSeconds = 20;
        assertThat(figures.elasticity().replicasMean() * 600).isEqualTo(2 * (300 - startSeconds), within(1e-6));
        assertThat(result.tasks().losses()).isZero();
    }

    /** Both replicas stop from 100 s to 400 s; one of them is not wanted any more from 500 s on. */
    @Test
    void the_time_of_replicas_that_are_gone_counts_for_how_much_of_it_services_were_up() throws IOException {
        var down = new FaultScript.NodesDown("down", 100 * SECOND, 400 * SECOND, List.of(0), null);

        RunResult result = Simulation.run(
                RunSpec.of(1)
                        .withUntil(600 * SECOND)
                        .withElastic(elastic(service(100, 2, 0, (seconds, now) -> seconds < 500 ? 2 : 1), 1, 0, false))
                        .withFaults(new FaultScript(List.of(down), STAY)),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                RunListener.NONE);

        assertThat(result.tasks().removed()).isEqualTo(1);
        assertThat(result.failover().serviceAvailability()).isEqualTo(1 - 2 * 300.0 / (600 + 500), within(1e-9));
    }

    @Test
    void a_node_that_comes_breaks_at_random_from_then_on() throws IOException {
        var alone = new Joining(new TreeMap<>(), null, "node %s down");
        var process = new FailureProcess(
                "each node",
                List.of(new FailureProcess.Unit("node pool-first down", List.of(0))),
                Impairment.DOWN,
                u -> 100 * SECOND,
                u -> 30 * SECOND,
                FailureProcess.UNLIMITED,
                0,
                HOUR,
                alone);

        List<String> log = nodesUnder(new FaultScript(List.of(), List.of(process), STAY));

        String added = log.stream()
                .filter(each -> each.endsWith("NODE_ADDED 1"))
                .findFirst()
                .orElseThrow();
        int at = Integer.parseInt(added.split(" ", -1)[0]);
        assertThat(log)
                .contains("100 NODE_DOWN 0", "130 NODE_UP 0", "230 NODE_DOWN 0")
                .contains(at + 100 + " NODE_DOWN 1", at + 130 + " NODE_UP 1", at + 230 + " NODE_DOWN 1");
    }
}
