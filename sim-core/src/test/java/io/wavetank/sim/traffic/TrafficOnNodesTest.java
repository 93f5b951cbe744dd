package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A node in each of two regions, a replica and a client in each: 1 ms within a zone, 100 ms between regions, 1 ms of work. */
final class TrafficOnNodesTest {
    private static final long MS = 1_000_000;

    private static final PlacementPolicy FIRST = new PlacementPolicy() {
        @Override
        public int place(TaskView task, ClusterView cluster, Attempt attempt) {
            for (int node = 0; node < cluster.nodeCount(); node++) {
                if (Feasibility.fits(task.taskClass(), cluster.node(node))) {
                    return node;
                }
            }
            return Attempt.NOWHERE;
        }
    };

    private static NodeSpec node(String zone, String region) {
        return NodeSpec.builder(zone)
                .capacity(Resources.CPU, 1000)
                .label("topology.kubernetes.io/zone", zone)
                .label("topology.kubernetes.io/region", region)
                .build();
    }

    private static EntryCounts users(FaultScript faults) throws IOException {
        LoadBalancer.Factory near = (client, draws) -> (endpoints, draw) -> {
            int picked = LoadBalancer.NONE;
            for (int i = 0; i < endpoints.size(); i++) {
                picked = endpoints.zone(i) == endpoints.clientZone() ? i : picked;
            }
            return picked;
        };
        var arrivals = new ArrivalProcess() {
            private long last = 1000 * MS;

            @Override
            public long nextNanos() {
                return last += 100 * MS;
            }
        };
        var spec = new TrafficSpec(
                List.of(ServiceSpec.sharing("web", near).routedBy(ServiceSpec.Sides.EACH_CALLER)),
                List.of(OperationSpec.work("get", 0, u -> MS)),
                List.of(new EntrySpec("users", 0, arrivals, 0, u -> 0, 2)),
                new NetworkDelay(0, MS, MS, 10 * MS, 100 * MS),
                2,
                0,
                Long.MAX_VALUE,
                0);
        var cluster = new ClusterSpec(Resources.basic(), List.of(node("a", "east"), node("b", "west")));
        var labels = new TreeMap<>(Map.of("app", "web"));
        var traffic = new ClusterTraffic(
                spec, List.of(new ReplicaRule(0, labels, u -> 0, 0)), cluster, new Draws(1, 0).stream("traffic"));
        TaskClass one = TaskClass.builder().cpuMillis(1000).labels(labels).build();
        Iterator<Submission> tasks = List.of(
                        new Submission("a", "", 0, 60_000 * MS, -1, one),
                        new Submission("b", "", 0, 60_000 * MS, -1, one))
                .iterator();
        Simulation.run(
                RunSpec.of(1).withUntil(30_000 * MS).withFaults(faults),
                cluster,
                () -> tasks.hasNext() ? tasks.next() : null,
                (view, draws) -> new QueueScheduler(
                        FIRST,
                        (a, b) -> Long.compare(a.sequence(), b.sequence()),
                        QueueScheduler.Blocking.SKIP,
                        view,
                        draws),
                RunListener.NONE,
                traffic);
        return traffic.finish(30_000 * MS).entries().get(0);
    }

    @Test
    void a_client_outside_is_in_the_region_of_its_zone() throws IOException {
        EntryCounts users = users(FaultScript.NONE);

        assertThat(users.answered()).isGreaterThan(280);
        assertThat(users.failed()).isZero();
        assertThat(users.latency().max().nanos()).isEqualTo(3.0 * MS);
    }

    @Test
    void requests_to_a_node_that_is_slow_are_slow() throws IOException {
        var slow =
                new FaultScript.NodesImpaired("slow", 10_000 * MS, 20_000 * MS, List.of(0), new Impairment.Slow(0.25));
        EntryCounts users = users(new FaultScript(List.of(slow), FaultScript.NONE.failover()));

        // a request every 100 ms, of which every other is of the client on that node: 50 of 290
        assertThat(users.latency().max().nanos()).isEqualTo(6.0 * MS);
        assertThat(users.latency().observedMeanNanos() * users.answered() / MS)
                .isCloseTo(3.0 * users.answered() + 3 * 50, within(1e-6));
    }
}
