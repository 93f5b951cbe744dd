package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Joining;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ElasticRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    /** Asks for what a function of time in seconds and of the present number says, every 10 s. */
    private record Scripted(IntBinaryOperator wanted) implements ReplicaAutoscaler {
        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            return new Scale(wanted.applyAsInt((int) (nowNanos / SECOND), service.wanted()), "script");
        }

        @Override
        public long periodNanos() {
            return 10 * SECOND;
        }

        @Override
        public int leastReplicas() {
            return 0;
        }

        @Override
        public int mostReplicas() {
            return 100;
        }
    }

    /** Asks for a node whenever tasks find no place and none boots, and lets those go that are empty after a minute. */
    private static final class Simple implements NodeAutoscaler {
        @Override
        public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
            if (!fleet.unplaced().isEmpty() && fleet.groups().get(0).booting() == 0) {
                out.accept(new NodeDecision.Provision(0, 1));
            }
            for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
                boolean old = nowNanos - fleet.sinceNanos(node) > 60 * SECOND;
                if (old
                        && fleet.present(node)
                        && !fleet.leaving(node)
                        && fleet.tasksOn(node).isEmpty()) {
                    out.accept(new NodeDecision.Drain(node, 60 * SECOND, "empty"));
                }
            }
        }

        @Override
        public long periodNanos() {
            return 10 * SECOND;
        }
    }

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

    private static final Scheduler.Factory SCHEDULER = (cluster, draws) -> new QueueScheduler(
            FIRST, (a, b) -> Long.compare(a.sequence(), b.sequence()), QueueScheduler.Blocking.SKIP, cluster, draws);

    private static NodeSpec node(String name) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 4000)
                .capacity(Resources.PODS, 10)
                .pricePerHour(2)
                .build();
    }

    /** Replicas of a core, of which each request takes 10 ms: 100 requests a second each. */
    private static ServiceSpec service(double rate, int replicas, long stopNanos, @Nullable IntBinaryOperator wanted) {
        return new ServiceSpec(
                "web",
                TaskClass.builder().cpuMillis(1000).build(),
                1000,
                replicas,
                new LoadSpec(Optional.of(RateSeries.constant(rate)), 10, 0, 1, 2 * SECOND, 0, 0, 0),
                new DelaySpec(20 * SECOND, 0),
                stopNanos,
                1,
                SECOND,
                Optional.ofNullable(wanted).map(script -> draws -> new Scripted(script)),
                Optional.empty(),
                UpdateMode.OFF);
    }

    private static ElasticSpec elastic(ServiceSpec service, int most, double failure, boolean autoscaled) {
        var group = new NodeGroupSpec(
                "pool", node("pool"), 1, most, new DelaySpec(60 * SECOND, 0), failure, false, DelaySpec.NONE);
        return new ElasticSpec(
                List.of(service),
                List.of(group),
                List.of(0),
                autoscaled ? Optional.of(draws -> new Simple()) : Optional.empty(),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                Integer.MAX_VALUE);
    }

    private static final SubmissionSource NOTHING = new SubmissionSource() {
        @Override
        public @Nullable Submission next() {
            return null;
        }
    };

    private static RunResult run(ElasticSpec spec, long until) throws IOException {
        return Simulation.run(
                RunSpec.of(1).withUntil(until).withElastic(spec),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                RunListener.NONE);
    }

    private static ElasticFigures figures(RunResult result) {
        return Objects.requireNonNull(result.elastic());
    }

    @Test
    void two_replicas_serve_150_requests_a_second_but_for_those_that_come_before_they_are_ready() throws IOException {
        RunResult result = run(elastic(service(150, 2, 0, null), 1, 0, false), HOUR);
        var web = figures(result).services().get(0);

        assertThat(web.offered()).isCloseTo(150 * 3600, within(1e-3));
        // for 20 s nothing is served and 2 s of requests wait; the queue of 300 drains at 50 a second
        assertThat(web.lost()).isCloseTo(150 * 18, within(1e-3));
        assertThat(web.served()).isCloseTo(150 * 3600 - 150 * 18, within(1e-3));
        assertThat(web.elasticity().replicasMean()).isCloseTo(2 * 3580 / 3600.0, within(1e-9));
        assertThat(web.elasticity().missingTime()).isCloseTo(20 / 3600.0, within(1e-9));
        assertThat(web.elasticity().lagMaxSeconds()).isCloseTo(20, within(1e-9));
        assertThat(figures(result).fleet().cost()).isCloseTo(2, within(1e-9));
    }

    @Test
    void more_replicas_than_the_nodes_take_bring_nodes_and_fewer_let_them_go() throws IOException {
        RunResult result =
                run(elastic(service(100, 2, 5 * SECOND, (seconds, now) -> seconds < 1200 ? 10 : 2), 5, 0, true), HOUR);
        var fleet = figures(result).fleet();

        assertThat(fleet.added()).isBetween(2L, 3L); // ten cores on nodes of four; it may ask as one boots
        assertThat(fleet.nodesPeak()).isBetween(3, 4);
        assertThat(fleet.removed()).isGreaterThan(0);
        assertThat(result.tasks().removed()).isEqualTo(8);
        assertThat(result.tasks().running()).isEqualTo(2);
        assertThat(figures(result).services().get(0).elasticity().replicasPeak())
                .isEqualTo(10);
    }

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

    @Test
    void a_group_never_grows_beyond_its_most_nor_shrinks_below_its_least() throws IOException {
        RunResult result =
                run(elastic(service(100, 2, 0, (seconds, now) -> seconds < 1200 ? 30 : 0), 3, 0, true), HOUR);

        assertThat(figures(result).fleet().nodesPeak()).isEqualTo(3);
        assertThat(figures(result).fleet().refused()).isGreaterThan(0);
        assertThat(figures(result).fleet().added() - figures(result).fleet().removed())
                .isZero();
    }

    @Test
    void nodes_that_never_come_are_not_paid_for_longer_than_they_are_waited_for() throws IOException {
        RunResult result = run(elastic(service(100, 10, 0, null), 5, 1, true), HOUR);
        var fleet = figures(result).fleet();

        assertThat(fleet.added()).isZero();
        assertThat(fleet.failed()).isGreaterThan(30);
        assertThat(fleet.nodeHours()).isBetween(1.0, 2.0);
    }

    @Test
    void the_same_run_is_the_same_again() throws IOException {
        ElasticSpec spec = elastic(service(120, 3, SECOND, (seconds, now) -> 1 + seconds / 100 % 9), 4, 0.3, true);

        assertThat(run(spec, HOUR).elastic()).isEqualTo(run(spec, HOUR).elastic());
    }

    @Test
    void a_service_of_no_replicas_comes_back_when_it_is_told_to() throws IOException {
        RunResult result = run(elastic(service(10, 0, 0, (seconds, now) -> seconds < 600 ? 0 : 1), 1, 0, false), HOUR);

        assertThat(result.tasks().submitted()).isEqualTo(1);
        assertThat(figures(result).services().get(0).served()).isGreaterThan(10 * 2900.0);
    }

    /** Recommends so many millicores from the start, and has every replica changed that asks for something else. */
    private record Changing(long cpuMillis) implements ResourceRecommender {
        @Override
        public void sampled(ServiceView service, long nowNanos) {}

        @Override
        public void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos) {}

        @Override
        public Resize recommend(ServiceView service, long nowNanos) {
            return new Resize(cpuMillis, -1, cpuMillis, -1, cpuMillis, -1);
        }

        @Override
        public void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
            for (ReplicaView replica : List.copyOf(service.replicas())) {
                if (replica.taskClass().request(Resources.CPU) != cpuMillis) {
                    if (mode == UpdateMode.RECREATE) {
                        updates.evict(replica);
                    } else {
                        updates.resize(replica);
                    }
                }
            }
        }

        @Override
        public long periodNanos() {
            return 60 * SECOND;
        }
    }

    private static RunResult changed(long cpuMillis, int replicas, UpdateMode mode) throws IOException {
        ServiceSpec plain = service(50, replicas, 0, null);
        var resized = new ServiceSpec(
                plain.name(),
                plain.taskClass(),
                plain.cpuLimitMillis(),
                plain.replicas(),
                plain.load(),
                plain.start(),
                plain.stopNanos(),
                plain.sufficient(),
                plain.objectiveNanos(),
                Optional.empty(),
                Optional.of(() -> new Changing(cpuMillis)),
                mode);
        return run(elastic(resized, 1, 0, false), HOUR);
    }

    @Test
    void replicas_are_changed_where_they_are_and_hold_what_they_ask_for_then() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.IN_PLACE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(2);
        assertThat(result.tasks().removed()).isZero();
        // one core each for a minute, then 1.9; measured in shares of the four of the node
        double cores = (2 * 60 + 3.8 * 3540) / 3600;
        assertThat(result.allocation().get(Resources.CPU).mean()).isCloseTo(cores / 4, within(1e-6));
    }

    @Test
    void a_replica_is_not_changed_where_its_node_has_no_room() throws IOException {
        // 2.5 cores fit beside the other's one, and then its node has 0.5 left
        RunResult result = changed(2500, 2, UpdateMode.IN_PLACE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(1);
    }

    @Test
    void replicas_that_are_evicted_to_be_changed_come_back_as_large_as_was_recommended() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.RECREATE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(2);
        assertThat(result.tasks().removed()).isEqualTo(2);
        assertThat(result.tasks().running()).isEqualTo(2);
    }

    @Test
    void a_recommendation_for_new_replicas_alone_changes_none_that_run() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.INITIAL);

        assertThat(figures(result).services().get(0).resized()).isZero();
        assertThat(result.tasks().removed()).isZero();
    }

    @Test
    void nodes_that_are_reserved_are_paid_for_at_their_price_and_others_at_that_of_their_group() throws IOException {
        ElasticSpec plain = elastic(service(100, 10, 5 * SECOND, null), 5, 0, true);
        NodeGroupSpec group = plain.groups().get(0);
        var reserved = new NodeGroupSpec(
                group.name(),
                group.template(),
                group.least(),
                group.most(),
                new DelaySpec(0, 0),
                0,
                false,
                DelaySpec.NONE,
                new NodeGroupSpec.Reservation(2, 0.5),
                NodeGroupSpec.Power.NONE);
        var spec = new ElasticSpec(
                plain.services(),
                List.of(reserved),
                plain.groupOf(),
                plain.nodes(),
                plain.victims(),
                plain.metrics(),
                plain.quota());
        RunResult result = run(spec, HOUR);

        // two at 0.5 all the time, and what is beyond them at 2
        double beyond = figures(result).fleet().nodeHours() - 2;
        assertThat(figures(result).fleet().nodesPeak()).isGreaterThan(2);
        assertThat(figures(result).fleet().cost()).isCloseTo(1 + 2 * beyond, within(0.02));
    }

    @Test
    void a_node_that_goes_is_in_the_feed_though_it_was_closed_before() {
        var cluster = new Cluster(new ClusterSpec(Resources.basic(), List.of(node("a"), node("b"))), new TaskTable());
        cluster.setCordoned(1, true);
        long seen = cluster.version();
        List<Integer> changed = new ArrayList<>();

        cluster.remove(1);

        assertThat(cluster.changesSince(seen, (node, mayFitMore) -> changed.add(node)))
                .isTrue();
        assertThat(changed).containsExactly(1);
    }
}
