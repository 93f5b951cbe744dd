package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Window;
import io.wavetank.sim.traffic.ArrivalProcess;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.MemorySpec;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.ReplicaRule;
import io.wavetank.sim.traffic.ServiceExtras;
import io.wavetank.sim.traffic.TrafficSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Requests one by one as the load of a service: equally spaced, of equal work, so that all that is measured of them is known. */
final class RequestLoadTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;

    /** What an autoscaler saw that was asked every 30 s. */
    private final List<Seen> seen = new ArrayList<>();

    private Window window = Window.SUBMISSIONS;

    private record Seen(long atNanos, ServiceMetrics metrics, List<Long> cpuMillis) {}

    /** Notes what it sees and has as many replicas as a function of the metrics says. */
    private final class Noting implements ReplicaAutoscaler {
        private final ToIntFunction<ServiceMetrics> wanted;

        Noting(ToIntFunction<ServiceMetrics> wanted) {
            this.wanted = wanted;
        }

        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            List<Long> cpu = new ArrayList<>();
            for (ReplicaView replica : service.replicas()) {
                cpu.add(replica.sample() == null ? -1 : replica.sample().cpuMillis());
            }
            seen.add(new Seen(nowNanos, service.metrics(), cpu));
            return new Scale(wanted.applyAsInt(service.metrics()), "");
        }

        @Override
        public long periodNanos() {
            return 30 * SECOND;
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

    private static final class InTurn implements LoadBalancer {
        private int next;

        @Override
        public int pick(Endpoints endpoints, long draw) {
            return endpoints.size() == 0 ? NONE : next++ % endpoints.size();
        }
    }

    private RunResultOf run(int replicas, long gapNanos, ToIntFunction<ServiceMetrics> wanted, boolean served)
            throws IOException {
        return run(replicas, gapNanos, wanted, served, ServiceExtras.NONE);
    }

    private RunResultOf run(
            int replicas, long gapNanos, ToIntFunction<ServiceMetrics> wanted, boolean served, ServiceExtras extras)
            throws IOException {
        TaskClass task = TaskClass.builder()
                .cpuMillis(1000)
                .labels(new TreeMap<>(Map.of("app", "web")))
                .build();
        var service = new io.wavetank.sim.scenario.ServiceSpec(
                "web",
                task,
                1000,
                replicas,
                new LoadSpec(Optional.empty(), 1, 0, 1, 0, 50, 0, 0),
                new DelaySpec(10 * SECOND, 0),
                SECOND,
                1,
                15 * MILLI,
                Optional.of(draws -> new Noting(wanted)),
                Optional.empty(),
                UpdateMode.OFF);
        var elastic = new ElasticSpec(
                List.of(service),
                List.of(),
                List.of(),
                Optional.empty(),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
        var cluster = new ClusterSpec(
                Resources.basic(),
                List.of(NodeSpec.builder("n")
                        .capacity(Resources.CPU, 16_000)
                        .capacity(Resources.PODS, 100)
                        .build()));
        ArrivalProcess arrivals = new ArrivalProcess() {
            private long last = 15 * SECOND + MILLI;

            @Override
            public long nextNanos() {
                last += gapNanos;
                return last;
            }
        };
        var spec = TrafficSpec.of(
                List.of(io.wavetank.sim.traffic.ServiceSpec.sharing("web", (side, draws) -> new InTurn())
                        .with(extras)),
                List.of(new OperationSpec("get", 0, List.of(new OperationSpec.Work(u -> 10.0 * MILLI)), 0)),
                List.of(EntrySpec.open("browse", 0, arrivals)),
                0);
        var rule = new ReplicaRule(0, new TreeMap<>(Map.of("app", served ? "web" : "other")), u -> 0, 0);
        var traffic = new ClusterTraffic(spec, List.of(rule), cluster, new Draws(1, 0).stream("traffic"));
        var result = Simulation.run(
                RunSpec.of(1).withUntil(600 * SECOND).withElastic(elastic).withWindow(window),
                cluster,
                () -> null,
                SCHEDULER,
                RunListener.NONE,
                traffic);
        return new RunResultOf(
                Objects.requireNonNull(result.elastic()).services().get(0), traffic);
    }

    private record RunResultOf(ServiceFigures web, ClusterTraffic traffic) {}

    private Seen at(long seconds) {
        return seen.stream()
                .filter(each -> each.atNanos() == seconds * SECOND)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_measured_is_what_the_requests_did() throws IOException {
        ServiceFigures web = run(1, 20 * MILLI, metrics -> 1, true).web();

        ServiceMetrics metrics = at(300).metrics();
        assertThat(metrics.requestsPerSecond()).isCloseTo(50, within(0.1));
        assertThat(metrics.concurrency()).isCloseTo(0.5, within(1e-3)); // one of 10 ms every 20 ms
        assertThat(metrics.queued()).isZero();
        assertThat(at(300).cpuMillis()).containsExactly(550L); // half a core, and 50 without load
        assertThat(web.offered()).isCloseTo(50 * 585.0, within(1.0));
        assertThat(web.lost()).isZero();
        assertThat(web.p99Seconds()).isCloseTo(0.01, within(0.0002));
        assertThat(web.lateShare()).isZero();
        assertThat(web.elasticity().demandMean()).isCloseTo(1, within(0.05));
    }

    /** The same load as where replicas follow what is inside, which takes a minute. */
    @Test
    void what_was_late_before_the_window_is_not_late_in_it() throws IOException {
        window = new Window(300 * SECOND, 600 * SECOND);
        ServiceFigures web = run(1, SECOND / 150, metrics -> metrics.concurrency() > 1 ? 3 : 2, true)
                .web();

        assertThat(web.offered()).isCloseTo(150 * 300.0, within(2.0));
        assertThat(web.served()).isCloseTo(150 * 300.0, within(2.0));
        assertThat(web.lost()).isZero();
        assertThat(web.lateShare()).isZero();
        assertThat(web.p99Seconds()).isLessThan(0.02);
        assertThat(web.elasticity().lags()).isZero();
    }

    @Test
    void requests_without_an_answer_are_late_too() throws IOException {
        ServiceFigures web = run(0, 20 * MILLI, metrics -> 0, true).web();

        assertThat(web.lost()).isCloseTo(50 * 585.0, within(1.0));
        assertThat(web.lateShare()).isEqualTo(1);
    }

    @Test
    void replicas_follow_what_is_inside_and_latency_follows_replicas() throws IOException {
        // 150 a second are more than one replica can do: what is inside grows until the autoscaler sees it
        ServiceFigures web = run(1, SECOND / 150, metrics -> metrics.concurrency() > 1 ? 3 : 2, true)
                .web();

        assertThat(at(60).metrics().concurrency()).isGreaterThan(100);
        assertThat(web.elasticity().replicasPeak()).isEqualTo(3);
        assertThat(web.p99Seconds()).isGreaterThan(1);
        assertThat(web.p50Seconds()).isLessThan(0.02);
        assertThat(at(570).metrics().concurrency()).isCloseTo(1.5, within(0.05));
        assertThat(web.elasticity().lags()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void requests_that_find_no_replica_fail_and_are_seen_all_the_same() throws IOException {
        ServiceFigures web = run(0, 20 * MILLI, metrics -> 0, true).web();

        assertThat(at(300).metrics().requestsPerSecond()).isCloseTo(50, within(0.1));
        assertThat(at(300).metrics().concurrency()).isZero();
        assertThat(web.served()).isZero();
        assertThat(web.lost()).isEqualTo(web.offered());
    }

    private static final ServiceExtras HOLDING = new ServiceExtras(null, List.of(), null, null, null, true);

    /** Each request has it killed: at 15 s twice, then after 10, 20, 40, 80 s and so on, in which no container runs. A limit that one request is within changes nothing. */
    @Test
    void a_replica_that_waits_after_it_was_killed_for_want_of_memory_is_not_measured() throws IOException {
        run(1, 20 * MILLI, metrics -> 1, true, limited(150));

        assertThat(List.of(at(60), at(240), at(300)))
                .allSatisfy(each -> assertThat(each.cpuMillis()).containsExactly(-1L));
        seen.clear();
        run(1, 20 * MILLI, metrics -> 1, true, limited(1000));
        assertThat(at(300).cpuMillis()).containsExactly(550L);
    }

    private static ServiceExtras limited(long bytes) {
        return new ServiceExtras(null, List.of(), null, new MemorySpec(100, 100, bytes, u -> 0), null);
    }

    @Test
    void an_activator_holds_requests_while_there_is_no_replica_and_they_are_what_brings_one() throws IOException {
        ServiceFigures web = run(0, 100 * MILLI, metrics -> metrics.queued() > 0 ? 1 : 0, true, HOLDING)
                .web();

        // the first comes at 15.1 s; what was measured from 30 to 45 s is seen at 60 s: 150 are held at first, 300 at
        // last; they are served from 70 s on
        assertThat(at(60).metrics().concurrency()).isCloseTo(225, within(2.0));
        assertThat(at(60).metrics().queued()).isEqualTo(at(60).metrics().concurrency());
        assertThat(web.lost()).isZero();
        assertThat(web.served()).isGreaterThan(549);
        assertThat(web.p99Seconds()).isBetween(45.0, 56.0);
    }

    @Test
    void without_an_activator_they_are_lost() throws IOException {
        ServiceFigures web = run(0, 100 * MILLI, metrics -> metrics.requestsPerSecond() > 0 ? 1 : 0, true)
                .web();

        assertThat(web.lost()).isCloseTo(549, within(2.0));
    }

    @Test
    void the_books_of_the_traffic_balance_when_replicas_come_and_go() throws IOException {
        int[] turn = {0};
        RunResultOf run = run(2, 12 * MILLI, metrics -> 1 + turn[0]++ % 4, true);

        var result = run.traffic().finish(600 * SECOND);
        assertThat(result.entries().get(0).offered()).isEqualTo((long) run.web().offered());
        assertThat(result.entries().get(0).answered())
                .isEqualTo((long) run.web().served());
    }

    @Test
    void a_service_without_load_to_which_no_requests_are_made_is_refused() {
        assertThatThrownBy(() -> run(1, SECOND, metrics -> 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Service web has no load of its own, and no requests are made to its replicas");
    }
}
