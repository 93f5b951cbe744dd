package io.wavetank.sim.elastic;

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
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Small runs in which replicas and nodes come and go, for tests: one service of replicas of a core each, one group of nodes of four. */
final class ElasticRuns {
    static final long SECOND = 1_000_000_000L;
    static final long HOUR = 3600 * SECOND;

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

    static final Scheduler.Factory SCHEDULER = (cluster, draws) -> new QueueScheduler(
            FIRST, (a, b) -> Long.compare(a.sequence(), b.sequence()), QueueScheduler.Blocking.SKIP, cluster, draws);

    static NodeSpec node(String name) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 4000)
                .capacity(Resources.PODS, 10)
                .pricePerHour(2)
                .build();
    }

    /** Replicas of a core, of which each request takes 10 ms: 100 requests a second each. */
    static ServiceSpec service(double rate, int replicas, long stopNanos, @Nullable IntBinaryOperator wanted) {
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

    static ElasticSpec elastic(ServiceSpec service, int most, double failure, boolean autoscaled) {
        return elastic(
                service,
                new NodeGroupSpec(
                        "pool", node("pool"), 1, most, new DelaySpec(60 * SECOND, 0), failure, false, DelaySpec.NONE),
                autoscaled);
    }

    /** Nodes of one group, of which the first is there from the start on. */
    static ElasticSpec elastic(ServiceSpec service, NodeGroupSpec group, boolean autoscaled) {
        return new ElasticSpec(
                List.of(service),
                List.of(group),
                List.of(0),
                autoscaled ? Optional.of(draws -> new Simple()) : Optional.empty(),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
    }

    static final SubmissionSource NOTHING = new SubmissionSource() {
        @Override
        public @Nullable Submission next() {
            return null;
        }
    };

    static RunResult run(ElasticSpec spec, long until) throws IOException {
        return Simulation.run(
                RunSpec.of(1).withUntil(until).withElastic(spec),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                NOTHING,
                SCHEDULER,
                RunListener.NONE);
    }

    static ElasticFigures figures(RunResult result) {
        return Objects.requireNonNull(result.elastic());
    }

    private ElasticRuns() {}
}
