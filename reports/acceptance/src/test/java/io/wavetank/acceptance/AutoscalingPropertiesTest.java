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
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the load: replicas stay within minimum and maximum, node groups within theirs, no node goes with a replica on it that may not be moved, and
 * neither a drain nor an update takes a budget further down than it allows. A spot node that is taken back goes within its notice whatever is on it; until
 * then replicas leave it as budgets allow. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class AutoscalingPropertiesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long END = 3 * 3600 * SECOND;
    /** What an autoscaler of replicas is told beside least and most; each of the catalogue is here, some twice. */
    private static final List<Choice> REPLICAS = List.of(
            Choice.of("hpa"),
            Choice.of("keda"),
            Choice.of("kpa"),
            Choice.of("target-tracking"),
            Choice.of("step-scaling"),
            Choice.of("predictive"),
            Choice.of("moving-window"),
            Choice.of("keep-alive"),
            Choice.of("marathon"),
            Choice.of("fixed"),
            Choice.of("planned", "headroom", "0", "requests", "1"),
            Choice.of("hpa", "object_average", "queued=2", "up_policies", "3/1m 50%/15s", "up_select", "min"),
            Choice.of("keep-alive", "policy", "hybrid-histogram"));

    private static final List<Choice> NODES = List.of(
            Choice.of("cluster-autoscaler", "unneeded", "2m", "after_add", "2m", "utilization", "0.7"),
            Choice.of(
                    "karpenter",
                    "budget",
                    "50%",
                    "expire_after",
                    "50m",
                    "drift_at",
                    "90m",
                    "spot_to_spot",
                    "true",
                    "flexibility",
                    "1"),
            Choice.of(
                    "power-saving",
                    "suspend_time",
                    "3m"), // jobs alone are what it is for: of services it finds only nodes that are idle
            Choice.of(
                    "cluster-autoscaler",
                    "expander",
                    "most-pods",
                    "cores",
                    "8:44",
                    "unneeded",
                    "1m",
                    "after_add",
                    "1m",
                    "utilization",
                    "0.9"),
            Choice.of("karpenter", "consolidate_after", "1m", "budget", "100%"));

    /** An autoscaler and its options. */
    private record Choice(String name, Map<String, String> options) {
        static Choice of(String name, String... options) {
            Map<String, String> all = new TreeMap<>();
            for (int i = 0; i < options.length; i += 2) {
                all.put(options[i], options[i + 1]);
            }
            return new Choice(name, all);
        }

        /** With the bounds that a service has; one that is fixed goes from one to the other by the hour, one that is planned has the most. */
        Map<String, String> within(int least, int most) {
            Map<String, String> all = new TreeMap<>(options);
            if (name.equals("fixed")) {
                all.put("replicas", least + " 1=" + most + " 2=" + least);
            } else if (name.equals("planned")) {
                all.put("peak", Integer.toString(most));
            } else {
                all.put("least", Integer.toString(least));
                all.put("most", Integer.toString(most));
            }
            return all;
        }
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 30) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bounds_and_budgets_hold_and_the_same_run_is_the_same_again(long seed) throws IOException, UserException {
        var watch = new AutoscalingWatch();
        RunResult result = run(seed, watch);

        assertThat(watch.complaints).isEmpty();
        assertThat(result.elastic()).isNotNull();
        assertThat(run(seed, new AutoscalingWatch()).elastic()).isEqualTo(result.elastic());
    }

    @Test
    void every_autoscaler_that_there_is_is_put_to_the_test() {
        assertThat(REPLICAS.stream().map(Choice::name).distinct())
                .containsExactlyInAnyOrderElementsOf(names(new AutoscalerCatalog().replicaAutoscalers()));
        assertThat(NODES.stream().map(Choice::name).distinct())
                .containsExactlyInAnyOrderElementsOf(names(new AutoscalerCatalog().nodeAutoscalers()));
        assertThat(names(new AutoscalerCatalog().resourceRecommenders())).containsExactly("vpa");
    }

    private static <T> List<String> names(List<ScalingEntry<T>> entries) {
        return entries.stream().map(ScalingEntry::name).toList();
    }

    @Test
    void replicas_do_have_to_leave_their_nodes_so_that_budgets_are_put_to_the_test() throws IOException, UserException {
        int drained = 0;
        int updated = 0;
        for (long seed = 0; seed < 4; seed++) {
            var watch = new AutoscalingWatch();
            run(seed, watch);
            drained += watch.drainedReady;
            updated += watch.updated;
        }

        assertThat(drained).isGreaterThan(10);
        assertThat(updated).isGreaterThan(10);
    }

    @Test
    void spot_nodes_are_taken_away_with_replicas_on_them_that_budgets_did_not_let_go()
            throws IOException, UserException {
        int taken = 0;
        int drained = 0;
        for (long seed = 3; seed < 20; seed += 4) {
            var watch = new AutoscalingWatch();
            run(seed, watch);
            taken += watch.takenBack;
            drained += watch.drainedReady;
        }

        assertThat(taken).isGreaterThan(0);
        assertThat(drained).isGreaterThan(taken);
    }

    private static RunResult run(long seed, AutoscalingWatch watch) throws IOException, UserException {
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
            boolean spot = spot(seed) && zone == 2;
            groups.add(new NodeGroupSpec(
                    name,
                    node(name).atPrice(1 - 0.2 * zone),
                    1,
                    2 + chance.below(6, zone, 1),
                    new DelaySpec(60 * SECOND, 0.5),
                    0.2,
                    spot,
                    new DelaySpec(1200 * SECOND, 1),
                    NodeGroupSpec.Reservation.NONE,
                    NodeGroupSpec.Power.NONE,
                    new NodeGroupSpec.WarmPool((int) (seed % 3), new DelaySpec(10 * SECOND, 0.2), 0.1)));
            watch.groups.put(name, groups.get(zone));
        }
        var elastic = new ElasticSpec(
                services,
                groups,
                groupOf,
                Optional.of(nodeAutoscaler(seed)),
                AutoscalerCatalog.make(new AutoscalerCatalog().victimOrders(), "order", "replica-set", Map.of()),
                new ElasticSpec.Metrics(15 * SECOND, 5L * chance.below(2, 9, 9) * SECOND),
                NodeQuota.NONE);
        watch.start(nodes);
        RunResult result = Simulation.run(
                RunSpec.of(seed).withUntil(END).withElastic(elastic),
                new ClusterSpec(Resources.basic(), nodes, budgets()),
                () -> null,
                new PolicyCatalog()
                        .choose(seed % 2 == 0 ? "kubernetes" : "best-fit")
                        .factory(),
                watch);
        watch.end(END);
        return result;
    }

    /** One seed in four has nodes that are taken back; with each autoscaler of nodes in turn. */
    private static boolean spot(long seed) {
        return seed % 4 == 3;
    }

    private static NodeAutoscaler.Factory nodeAutoscaler(long seed) throws UserException {
        Choice choice = NODES.get((int) (seed % NODES.size()));
        return AutoscalerCatalog.make(
                new AutoscalerCatalog().nodeAutoscalers(), "autoscaler", choice.name(), choice.options());
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
                    new CountOrPercentage(AutoscalingWatch.MOST_UNAVAILABLE, false)));
        }
        return new ApiObjects(new TreeMap<>(), List.of(), List.of(), budgets, new TreeMap<>());
    }

    /** The third service may not be moved. */
    private static ServiceSpec service(long seed, int number, Draws chance, AutoscalingWatch watch)
            throws UserException {
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
        int least = 1 + chance.below(3, number, 7);
        int most = least + chance.below(20, number, 8);
        Choice choice = REPLICAS.get((int) ((seed + 4L * number) % REPLICAS.size()));
        ReplicaAutoscaler.Factory made = AutoscalerCatalog.make(
                new AutoscalerCatalog().replicaAutoscalers(), "autoscaler", choice.name(), choice.within(least, most));
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
                Optional.of(draws -> new AutoscalingWatch.Bounded(made.create(draws), least, most, watch)),
                recommender(seed, number, watch),
                List.of(UpdateMode.RECREATE, UpdateMode.IN_PLACE, UpdateMode.IN_PLACE_ONLY)
                        .get((int) (seed / 2 % 3)),
                seed % 3 == 1 ? Optional.of(new ImageSpec(name, 2_000_000_000L)) : Optional.empty());
    }

    /** Two services in three are resized, though the one that may not be moved is not. */
    private static Optional<ResourceRecommender.Factory> recommender(long seed, int number, AutoscalingWatch watch)
            throws UserException {
        if (number == 2 || seed % 3 == 0) {
            return Optional.empty();
        }
        ResourceRecommender.Factory made = AutoscalerCatalog.make(
                new AutoscalerCatalog().resourceRecommenders(),
                "recommender",
                "vpa",
                Map.of("controls", "cpu", "most_cpu", "2", "least_cpu", "0.2", "lifetime", "10m", "half_life", "1h"));
        return Optional.of(() -> new AutoscalingWatch.Watched(made.create(), watch));
    }
}
