package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the load: replicas stay within minimum and maximum, node groups within theirs, no node goes with a replica on it that may not be moved, and
 * neither a drain nor an update takes a budget further down than it allows. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class AutoscalingPropertiesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long END = 3 * 3600 * SECOND;
    private static final List<String> AUTOSCALERS = List.of(
            "hpa",
            "keda",
            "kpa",
            "target-tracking",
            "step-scaling",
            "predictive",
            "moving-window",
            "keep-alive",
            "marathon");
    private static final int MOST_UNAVAILABLE = 1;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 21) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bounds_and_budgets_hold_and_the_same_run_is_the_same_again(long seed) throws IOException, UserException {
        var watch = new Watch();
        RunResult result = run(seed, watch);

        assertThat(watch.complaints).isEmpty();
        assertThat(result.elastic()).isNotNull();
        assertThat(run(seed, new Watch()).elastic()).isEqualTo(result.elastic());
    }

    @Test
    void replicas_do_have_to_leave_their_nodes_so_that_budgets_are_put_to_the_test() throws IOException, UserException {
        int drained = 0;
        int updated = 0;
        for (long seed = 0; seed < 4; seed++) {
            var watch = new Watch();
            run(seed, watch);
            drained += watch.drainedReady;
            updated += watch.updated;
        }

        assertThat(drained).isGreaterThan(10);
        assertThat(updated).isGreaterThan(10);
    }

    private static RunResult run(long seed, Watch watch) throws IOException, UserException {
        Draws chance = new Draws(seed, 0).stream("autoscaling properties");
        List<ServiceSpec> services = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            services.add(service(seed, i, chance, watch));
        }
        List<NodeSpec> nodes = new ArrayList<>();
        List<NodeGroupSpec> groups = new ArrayList<>();
        List<Integer> groupOf = new ArrayList<>();
        for (int zone = 0; zone < 3; zone++) {
            String name = "pool-" + (char) ('a' + zone);
            nodes.add(node(name + "-0"));
            groupOf.add(zone);
            boolean spot = seed % 5 == 4 && zone == 2;
            groups.add(new NodeGroupSpec(
                    name,
                    node(name).atPrice(1 - 0.2 * zone),
                    1,
                    2 + chance.below(6, zone, 1),
                    new DelaySpec(60 * SECOND, 0.5),
                    0.2,
                    spot,
                    new DelaySpec(1200 * SECOND, 1)));
            watch.groups.put(name, groups.get(zone));
        }
        var elastic = new ElasticSpec(
                services,
                groups,
                groupOf,
                Optional.of(nodeAutoscaler(seed)),
                AutoscalerCatalog.make(new AutoscalerCatalog().victimOrders(), "order", "replica-set", Map.of()),
                new ElasticSpec.Metrics(15 * SECOND, 5L * chance.below(2, 9, 9) * SECOND),
                Integer.MAX_VALUE);
        watch.start(nodes, seed % 5 == 4);
        return Simulation.run(
                RunSpec.of(seed).withUntil(END).withElastic(elastic),
                new ClusterSpec(Resources.basic(), nodes, budgets()),
                () -> null,
                new PolicyCatalog()
                        .choose(seed % 2 == 0 ? "kubernetes" : "best-fit")
                        .factory(),
                watch);
    }

    private static NodeAutoscaler.Factory nodeAutoscaler(long seed) throws UserException {
        List<ScalingEntry<NodeAutoscaler.Factory>> all = new AutoscalerCatalog().nodeAutoscalers();
        if (seed % 7 == 6) {
            // jobs alone are what it is for: of services it finds only nodes that are idle
            return AutoscalerCatalog.make(all, "autoscaler", "power-saving", Map.of("suspend_time", "3m"));
        }
        if (seed % 4 < 2) {
            return AutoscalerCatalog.make(
                    all,
                    "autoscaler",
                    "cluster-autoscaler",
                    Map.of("unneeded", "2m", "after_add", "2m", "utilization", "0.7"));
        }
        return AutoscalerCatalog.make(
                all,
                "autoscaler",
                "karpenter",
                Map.of(
                        "budget",
                        "50%",
                        "expire_after",
                        "50m",
                        "drift_at",
                        "90m",
                        "spot_to_spot",
                        "true",
                        "flexibility",
                        "1"));
    }

    private static NodeSpec node(String name) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 4000)
                .capacity(Resources.PODS, 20)
                .pricePerHour(1)
                .build();
    }

    private static ApiObjects budgets() {
        List<BudgetSpec> budgets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            budgets.add(new BudgetSpec(
                    "default",
                    "s" + i,
                    LabelSelector.of(Map.of("app", "s" + i)),
                    null,
                    new CountOrPercentage(MOST_UNAVAILABLE, false)));
        }
        return new ApiObjects(new TreeMap<>(), List.of(), List.of(), budgets, new TreeMap<>());
    }

    /** The third service may not be moved. */
    private static ServiceSpec service(long seed, int number, Draws chance, Watch watch) throws UserException {
        String name = "s" + number;
        Map<String, String> labels = new HashMap<>(Map.of("app", name));
        if (number == 2) {
            labels.put("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
        }
        double[] rates = new double[60];
        for (int i = 0; i < rates.length; i++) {
            double draw = chance.uniform(number, 100 + i);
            rates[i] = draw < 0.2 ? 0 : draw > 0.9 ? 2000 : 400 * draw;
        }
        String autoscaler = AUTOSCALERS.get((int) ((seed + number) % AUTOSCALERS.size()));
        int least = 1 + chance.below(3, number, 7);
        int most = least + chance.below(20, number, 8);
        ReplicaAutoscaler.Factory made = AutoscalerCatalog.make(
                new AutoscalerCatalog().replicaAutoscalers(),
                "autoscaler",
                autoscaler,
                Map.of("least", Integer.toString(least), "most", Integer.toString(most)));
        return new ServiceSpec(
                name,
                TaskClass.builder()
                        .cpuMillis(500 + 250 * number)
                        .labels(labels)
                        .pod(PodSpec.builder()
                                .owner(new Owner("ReplicaSet", name))
                                .build())
                        .build(),
                1000,
                least,
                new LoadSpec(Optional.of(new RateSeries(120 * SECOND, rates)), 10, 0, 2, 5 * SECOND, 20, 0, 0),
                new DelaySpec(15 * SECOND, 0.5),
                5 * SECOND,
                0.8,
                SECOND,
                Optional.of(draws -> new Bounded(made.create(draws), least, most, watch)),
                recommender(seed, number, watch),
                seed % 2 == 0 ? UpdateMode.RECREATE : UpdateMode.IN_PLACE);
    }

    /** Two services in three are resized, though the one that may not be moved is not. */
    private static Optional<ResourceRecommender.Factory> recommender(long seed, int number, Watch watch)
            throws UserException {
        if (number == 2 || seed % 3 == 0) {
            return Optional.empty();
        }
        ResourceRecommender.Factory made = AutoscalerCatalog.make(
                new AutoscalerCatalog().resourceRecommenders(),
                "recommender",
                "vpa",
                Map.of("controls", "cpu", "most_cpu", "2", "least_cpu", "0.2", "lifetime", "10m", "half_life", "1h"));
        return Optional.of(() -> new Watched(made.create(), watch));
    }

    /** A recommender whose evictions are looked at. */
    private record Watched(ResourceRecommender inner, Watch watch) implements ResourceRecommender {
        @Override
        public void sampled(ServiceView service, long nowNanos) {
            inner.sampled(service, nowNanos);
        }

        @Override
        public void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos) {
            inner.outOfMemory(service, replica, nowNanos);
        }

        @Override
        public @Nullable Resize recommend(ServiceView service, long nowNanos) {
            Resize resize = inner.recommend(service, nowNanos);
            if (resize != null && (resize.cpuMillis() < 200 || resize.cpuMillis() > 2000)) {
                watch.complaints.add(service.name() + " is to ask for " + resize.cpuMillis() + " millicores");
            }
            return resize;
        }

        @Override
        public void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
            inner.update(service, resize, mode, nowNanos, new Updates() {
                @Override
                public boolean evict(ReplicaView replica) {
                    boolean ready = replica.ready();
                    boolean done = updates.evict(replica);
                    watch.updated += done ? 1 : 0;
                    if (done && ready && service.ready() < service.wanted() - MOST_UNAVAILABLE) {
                        watch.complaints.add(service.name() + " has " + service.ready() + " of " + service.wanted()
                                + " replicas ready after one was evicted to be resized");
                    }
                    return done;
                }

                @Override
                public Outcome resize(ReplicaView replica) {
                    Outcome outcome = updates.resize(replica);
                    watch.updated += outcome == Outcome.DONE ? 1 : 0;
                    return outcome;
                }
            });
        }

        @Override
        public long periodNanos() {
            return inner.periodNanos();
        }
    }

    /** An autoscaler whose decisions are looked at. */
    private record Bounded(ReplicaAutoscaler inner, int least, int most, Watch watch) implements ReplicaAutoscaler {
        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            watch.services.put(service.name(), service);
            Scale scale = inner.decide(service, nowNanos);
            if (scale.replicas() < least || scale.replicas() > most) {
                watch.complaints.add(service.name() + " is told to have " + scale.replicas());
            }
            return scale;
        }

        @Override
        public long periodNanos() {
            return inner.periodNanos();
        }

        @Override
        public boolean measuresItself() {
            return inner.measuresItself();
        }

        @Override
        public int leastReplicas() {
            return inner.leastReplicas();
        }

        @Override
        public int mostReplicas() {
            return inner.mostReplicas();
        }
    }

    /** Follows which nodes there are, what is on them, and what is stopped because of them. */
    private static final class Watch implements RunListener {
        final List<String> complaints = new ArrayList<>();
        final Map<String, NodeGroupSpec> groups = new TreeMap<>();
        final Map<String, ServiceView> services = new TreeMap<>();
        private final List<String> names = new ArrayList<>();
        private final Map<Integer, Boolean> draining = new HashMap<>();
        private final Map<Integer, Integer> nodeOf = new HashMap<>();
        private final Map<String, Integer> nodes = new TreeMap<>();
        private boolean spot;
        int drainedReady;
        int updated;

        void start(List<NodeSpec> first, boolean takenBack) {
            spot = takenBack;
            for (NodeSpec node : first) {
                names.add(node.name());
                nodes.merge(group(node.name()), 1, Integer::sum);
            }
        }

        private static String group(String node) {
            return node.substring(0, node.lastIndexOf('-'));
        }

        @Override
        public void nodeNamed(int node, String name) {
            names.add(name);
        }

        @Override
        public void clusterEvent(long now, ClusterMoment moment, int node) {
            String group = group(names.get(node));
            if (moment == ClusterMoment.NODE_ADDED) {
                nodes.merge(group, 1, Integer::sum);
            } else if (moment == ClusterMoment.NODE_DRAINING) {
                draining.put(node, true);
            } else if (moment == ClusterMoment.NODE_KEPT) {
                draining.remove(node);
            } else if (moment == ClusterMoment.NODE_REMOVED) {
                nodes.merge(group, -1, Integer::sum);
                draining.remove(node);
                if (nodeOf.containsValue(node)) {
                    complaints.add(names.get(node) + " goes with something on it");
                }
            }
            NodeGroupSpec bounds = groups.get(group);
            int size = nodes.getOrDefault(group, 0);
            boolean few = bounds != null && size < bounds.least() && !(spot && bounds.spot());
            if (bounds == null || size > bounds.most() || few) {
                complaints.add(group + " has " + size + " nodes");
            }
        }

        @Override
        public void event(long now, Moment moment, TaskTable tasks, int task) {
            if (moment == Moment.STARTED) {
                nodeOf.put(task, tasks.node(task));
            } else if (moment == Moment.STOPPING && draining.containsKey(tasks.node(task)) && !spot) {
                stops(now, tasks.job(task), task, names.get(tasks.node(task)));
            } else if (moment == Moment.REMOVED || moment == Moment.EVICTED) {
                nodeOf.remove(task);
            }
        }

        /** A replica is told to stop on a node that is drained. */
        private void stops(long now, String name, int task, String node) {
            ServiceView service = services.get(name);
            if (name.equals("s2")) {
                complaints.add(node + " is drained with an unmovable replica on it");
            } else if (service != null) {
                boolean tookLoad = service.replicas().stream()
                        .anyMatch(each -> each.task() == task && each.readyChangedNanos() == now);
                drainedReady += tookLoad ? 1 : 0;
                if (tookLoad && service.ready() < service.wanted() - MOST_UNAVAILABLE) {
                    complaints.add(name + " has " + service.ready() + " of " + service.wanted() + " replicas ready");
                }
            }
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            nodeOf.remove(task);
        }
    }
}
