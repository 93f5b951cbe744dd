package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Karpenter over offerings of two, four and eight cores at 0.10, 0.18 and 0.34 an hour, for replicas of one core. */
final class KarpenterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final NodeSpec FIXED = node("fixed", 1, 0);

    private final Map<String, String> options = new TreeMap<>();
    private boolean spot;
    private final Log log = new Log();

    /** Which nodes came and went, by name, and how many there are of each type. */
    private static final class Log implements RunListener {
        private final List<String> names = new ArrayList<>(List.of("fixed"));
        final List<String> came = new ArrayList<>();
        final Map<String, Integer> there = new TreeMap<>();
        long firstCameNanos = -1;
        long lastGoneNanos;

        @Override
        public void nodeNamed(int node, String name) {
            names.add(name);
        }

        @Override
        public void clusterEvent(long now, ClusterMoment moment, int node) {
            String type = names.get(node).replaceAll("-[0-9]+$", "");
            if (moment == ClusterMoment.NODE_ADDED) {
                came.add(type);
                there.merge(type, 1, Integer::sum);
                firstCameNanos = firstCameNanos < 0 ? now : firstCameNanos;
            } else if (moment == ClusterMoment.NODE_REMOVED) {
                there.merge(type, -1, (all, one) -> all + one == 0 ? null : all + one);
                lastGoneNanos = now;
            }
        }
    }

    private record Scripted(IntUnaryOperator wanted) implements ReplicaAutoscaler {
        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            return new Scale(wanted.applyAsInt((int) (nowNanos / SECOND)), "script");
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

    private static NodeSpec node(String name, int cores, double price) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, cores * 1000L)
                .capacity(Resources.PODS, 50)
                .pricePerHour(price)
                .build();
    }

    private NodeGroupSpec offering(String name, int cores, double price) {
        return new NodeGroupSpec(
                name,
                node(name, cores, price),
                0,
                10,
                new DelaySpec(60 * SECOND, 0),
                0,
                spot,
                new DelaySpec(1000 * HOUR, 0));
    }

    private void run(IntUnaryOperator wanted, Map<String, String> labels) throws IOException, UserException {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("app", "web");
        IntUnaryOperator script = wanted;
        var service = new ServiceSpec(
                "web",
                TaskClass.builder()
                        .cpuMillis(1000)
                        .labels(all)
                        .pod(PodSpec.builder()
                                .owner(new Owner("ReplicaSet", "web"))
                                .build())
                        .build(),
                1000,
                wanted.applyAsInt(0),
                new LoadSpec(Optional.of(RateSeries.constant(10)), 10, 0, 2, 5 * SECOND, 0, 0, 0),
                new DelaySpec(SECOND, 0),
                SECOND,
                0.8,
                SECOND,
                Optional.of(draws -> new Scripted(script)),
                Optional.empty(),
                UpdateMode.OFF);
        var elastic = new ElasticSpec(
                List.of(service),
                List.of(offering("two", 2, 0.10), offering("four", 4, 0.18), offering("eight", 8, 0.34)),
                List.of(-1),
                Optional.of(AutoscalerCatalog.make(
                        new AutoscalerCatalog().nodeAutoscalers(), "autoscaler", "karpenter", options)),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
        Simulation.run(
                RunSpec.of(1).withUntil(4 * HOUR).withElastic(elastic),
                new ClusterSpec(Resources.basic(), List.of(FIXED)),
                () -> null,
                new PolicyCatalog().choose("kubernetes").factory(),
                log);
    }

    private static IntUnaryOperator dropsAfterAnHour(int before, int after) {
        return seconds -> seconds < 3600 ? before : after;
    }

    @Test
    void pods_are_packed_into_the_largest_type_and_the_cheapest_that_holds_them_is_bought()
            throws IOException, UserException {
        run(seconds -> 11, Map.of()); // one is on the fixed node, eight fill the largest, two are left

        assertThat(log.there).isEqualTo(Map.of("eight", 1, "two", 1));
    }

    @Test
    void a_batch_is_over_a_second_after_its_last_pod() throws IOException, UserException {
        run(seconds -> 3, Map.of());

        // seen at the first step, after a second; a second later nothing has come; then it boots for a minute
        assertThat(log.firstCameNanos).isEqualTo(62 * SECOND);
    }

    @Test
    void a_node_is_replaced_by_a_cheaper_one_when_fewer_pods_are_left() throws IOException, UserException {
        options.put("budget", "100%");
        run(dropsAfterAnHour(9, 3), Map.of());

        assertThat(log.came).containsExactly("eight", "two");
        assertThat(log.there).isEqualTo(Map.of("two", 1));
    }

    @Test
    void an_empty_node_goes_when_it_has_been_quiet_for_long_enough() throws IOException, UserException {
        options.put("consolidate_after", "30m");
        run(dropsAfterAnHour(3, 1), Map.of());

        assertThat(log.there).isEmpty();
        assertThat(log.lastGoneNanos).isBetween(HOUR + 1800 * SECOND, HOUR + 1860 * SECOND);
    }

    @Test
    void only_empty_nodes_go_if_that_is_the_policy() throws IOException, UserException {
        options.put("policy", "WhenEmpty");
        run(dropsAfterAnHour(9, 3), Map.of());

        assertThat(log.there).isEqualTo(Map.of("eight", 1));
    }

    @Test
    void spot_is_not_replaced_by_spot_unless_that_is_allowed_and_there_are_cheaper_types_enough()
            throws IOException, UserException {
        spot = true;
        run(dropsAfterAnHour(9, 3), Map.of());
        assertThat(log.came).containsExactly("eight");
    }

    @Test
    void two_cheaper_types_are_too_few_for_spot_in_place_of_spot_where_fifteen_are_needed()
            throws IOException, UserException {
        spot = true;
        options.put("spot_to_spot", "true");
        run(dropsAfterAnHour(9, 3), Map.of());
        assertThat(log.came).containsExactly("eight");
    }

    @Test
    void two_cheaper_types_are_enough_where_two_are_needed() throws IOException, UserException {
        spot = true;
        options.put("spot_to_spot", "true");
        options.put("flexibility", "2");
        run(dropsAfterAnHour(9, 3), Map.of());
        assertThat(log.came).containsExactly("eight", "two");
    }

    @Test
    void a_budget_of_none_keeps_all_nodes() throws IOException, UserException {
        options.put("budget", "50% 0@0:00+24h");
        run(dropsAfterAnHour(9, 3), Map.of());

        assertThat(log.there).isEqualTo(Map.of("eight", 1));
    }

    @Test
    void a_pod_that_must_not_be_disrupted_keeps_its_node_through_consolidation_drift_and_expiry()
            throws IOException, UserException {
        options.put("drift_at", "2h");
        options.put("expire_after", "3h");
        run(dropsAfterAnHour(9, 3), Map.of("karpenter.sh/do-not-disrupt", "true"));

        assertThat(log.came).containsExactly("eight");
        assertThat(log.there).isEqualTo(Map.of("eight", 1));
    }

    @Test
    void nodes_that_have_drifted_are_replaced_before_they_go() throws IOException, UserException {
        options.put("drift_at", "2h");
        run(seconds -> 3, Map.of());

        assertThat(log.came).containsExactly("two", "two");
        assertThat(log.there).isEqualTo(Map.of("two", 1));
        assertThat(log.lastGoneNanos).isBetween(2 * HOUR + 60 * SECOND, 2 * HOUR + 120 * SECOND);
    }

    @Test
    void nodes_expire_one_life_after_the_other() throws IOException, UserException {
        options.put("expire_after", "1h");
        run(seconds -> 3, Map.of());

        assertThat(log.came).hasSize(4);
        assertThat(log.there).isEqualTo(Map.of("two", 1));
    }

    @Test
    void no_more_cpu_is_bought_than_the_pool_may_have() throws IOException, UserException {
        options.put("most_cpu", "6");
        run(seconds -> 20, Map.of());

        assertThat(log.there).isEqualTo(Map.of("four", 1, "two", 1));
    }

    @Test
    void a_budget_that_is_none_is_told_of_with_what_is_expected() {
        options.put("budget", "some");

        assertThatThrownBy(() -> run(seconds -> 1, Map.of()))
                .hasMessage("Policy karpenter, option budget: a number of nodes or a percentage, for a part of the day"
                        + " such as '0@9:00+8h', expected, got 'some'");
    }
}
