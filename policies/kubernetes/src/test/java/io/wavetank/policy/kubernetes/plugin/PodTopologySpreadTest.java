package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes a1, a2 in zone a, b1 in zone b, x in none. */
final class PodTopologySpreadTest {
    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));
    private static final String ZONE = Topology.ZONE;

    private final ClusterCache cluster = new ClusterCache();
    private final int a1 = cluster.putNode(Small.node("a1", ZONE, "a", Topology.HOSTNAME, "a1"));
    private final int a2 = cluster.putNode(Small.node("a2", ZONE, "a", Topology.HOSTNAME, "a2"));
    private final int b1 = cluster.putNode(Small.node("b1", ZONE, "b", Topology.HOSTNAME, "b1"));
    private final int x = cluster.putNode(Small.node("x", Topology.HOSTNAME, "x"));

    private PodClass pod(SpreadConstraint... constraints) {
        return cluster.podClass(PodTemplate.of(
                Small.labels("app", "web"),
                Small.spec(Map.of()).spread(List.of(constraints)).build()));
    }

    private Pod run(int node, PodClass kind) {
        var pod = new Pod("p" + node + "-" + cluster.nodes().podCount(node), kind, 0, 0);
        cluster.putPod(pod, node);
        return pod;
    }

    /** A dot for a node that will do, U and ! for the codes. */
    private String filtered(PodClass pod, boolean minDomains) {
        var plugin = new PodTopologySpreadFilter(cluster, SpreadArguments.system(minDomains, false));
        plugin.preFilter(pod);
        var said = new StringBuilder();
        for (int node : new int[] {a1, a2, b1, x}) {
            Status status = plugin.filter(pod, node);
            said.append(status == null ? '.' : status.code() == Status.Code.UNRESOLVABLE ? '!' : 'U');
        }
        return said.toString();
    }

    @Test
    void the_skew_counts_the_pod_itself_and_the_emptiest_domain() {
        PodClass pod = pod(SpreadConstraint.of(1, ZONE, true, WEB));

        assertThat(filtered(pod, false)).isEqualTo("...!");
        run(a1, pod);
        assertThat(filtered(pod, false)).isEqualTo("UU.!"); // 1 + 1 - 0 > 1
        run(b1, pod);
        assertThat(filtered(pod, false)).isEqualTo("...!");
    }

    @Test
    void a_pod_that_its_selector_does_not_match_does_not_count_itself() {
        PodClass pod = pod(SpreadConstraint.of(1, ZONE, true, LabelSelector.of(Map.of("app", "db"))));
        run(a1, cluster.podClass(Small.tiny("app", "db")));

        assertThat(filtered(pod, false)).isEqualTo("...!");
        run(a2, cluster.podClass(Small.tiny("app", "db")));
        assertThat(filtered(pod, false)).isEqualTo("UU.!");
    }

    @Test
    void other_namespaces_and_pods_on_their_way_out_do_not_count() {
        PodClass pod = pod(SpreadConstraint.of(1, ZONE, true, WEB));
        cluster.terminate(run(a1, pod));
        run(
                a1,
                cluster.podClass(PodTemplate.of(
                        Small.labels("app", "web"),
                        Small.spec(Map.of()).namespace("other").build())));

        assertThat(filtered(pod, false)).isEqualTo("...!");
    }

    @Test
    void without_a_selector_nothing_is_counted() {
        PodClass pod = pod(SpreadConstraint.of(1, ZONE, true, null));
        run(a1, pod);
        run(a1, pod);

        assertThat(filtered(pod, false)).isEqualTo("...!");
    }

    @ParameterizedTest(name = "{0} domains wanted, gate {1}")
    @CsvSource({"2, true, ..", "3, true, UU", "3, false, .."})
    void with_fewer_domains_than_wanted_the_emptiest_counts_as_empty(int wanted, boolean gate, String zones) {
        PodClass pod = pod(new SpreadConstraint(1, ZONE, true, WEB, wanted, true, false, List.of()));
        run(a1, pod);
        run(b1, pod);

        String all = filtered(pod, gate);
        assertThat("" + all.charAt(0) + all.charAt(2)).isEqualTo(zones);
    }

    @Test
    void nodes_left_out_by_a_policy_have_no_domain_of_their_own() {
        cluster.putNode(Small.node("b1", ZONE, "b", Topology.HOSTNAME, "b1")
                .withTaints(List.of(new Taint("t", "", Taint.Effect.NO_SCHEDULE))));
        PodClass heedless = pod(SpreadConstraint.of(1, ZONE, true, WEB));
        PodClass heeding = pod(new SpreadConstraint(1, ZONE, true, WEB, 1, true, true, List.of()));
        run(a1, heedless);

        assertThat(filtered(heedless, false)).isEqualTo("UU.!");
        assertThat(filtered(heeding, false)).isEqualTo("...!"); // zone a is the only one, and so the emptiest
    }

    @Test
    void label_keys_of_the_pod_join_the_selector_where_the_gate_is_on() {
        var constraint = new SpreadConstraint(1, ZONE, true, WEB, 1, true, false, List.of("rev", "none"));
        PodClass first = cluster.podClass(PodTemplate.of(
                Small.labels("app", "web", "rev", "1"),
                Small.spec(Map.of()).spread(List.of(constraint)).build()));
        PodClass second = cluster.podClass(PodTemplate.of(
                Small.labels("app", "web", "rev", "2"),
                Small.spec(Map.of()).spread(List.of(constraint)).build()));
        run(a1, first);

        for (boolean gate : new boolean[] {false, true}) {
            var plugin = new PodTopologySpreadFilter(cluster, SpreadArguments.system(false, gate));
            plugin.preFilter(second);
            assertThat(plugin.filter(second, a1) == null).isEqualTo(gate);
        }
    }

    @Test
    void a_pod_tried_out_elsewhere_is_subtracted_and_added_again() {
        PodClass pod = pod(SpreadConstraint.of(1, ZONE, true, WEB));
        Pod there = run(a1, pod);
        var plugin = new PodTopologySpreadFilter(cluster, SpreadArguments.system(false, false));
        plugin.preFilter(pod);

        assertThat(plugin.filter(pod, a2)).isNotNull();
        plugin.moved(pod, there, a1, -1);
        assertThat(plugin.filter(pod, a2)).isNull();
        plugin.moved(pod, there, a1, 1);
        assertThat(plugin.filter(pod, a2)).isNotNull();
    }

    private List<Long> scored(PodClass pod, SpreadArguments arguments, int... nodes) {
        var plugin = new PodTopologySpreadScore(cluster, arguments);
        plugin.preScore(pod, nodes, nodes.length);
        return Arrays.stream(nodes).mapToObj(node -> plugin.score(pod, node)).toList();
    }

    @Test
    void the_score_is_pods_times_a_logarithm_and_the_skew_less_one() {
        PodClass pod = pod(SpreadConstraint.of(3, ZONE, false, WEB));
        run(a1, pod);
        run(a2, pod);
        run(a2, pod);

        // two zones: 3 * ln 4 + 2 = 6.16 and 0 * ln 4 + 2; x is ignored
        assertThat(scored(pod, SpreadArguments.system(false, false), a1, a2, b1, x))
                .containsExactly(6L, 6L, 2L, 0L);
        // one zone among the nodes scored: 3 * ln 3 + 2 = 5.30, pods on a2 count though a2 is not scored
        assertThat(scored(pod, SpreadArguments.system(false, false), a1)).containsExactly(5L);
    }

    @Test
    void on_hosts_the_pods_of_the_node_itself_are_counted() {
        PodClass pod = pod(SpreadConstraint.of(1, Topology.HOSTNAME, false, WEB));
        run(a2, pod);
        run(a2, pod);

        // four nodes: 2 * ln 6 = 3.58
        assertThat(scored(pod, SpreadArguments.system(false, false), a1, a2, b1, x))
                .containsExactly(0L, 4L, 0L, 0L);
    }

    @Test
    void the_built_in_defaults_apply_to_pods_that_a_service_selects_and_ignore_no_node() {
        PodClass pod = pod();
        run(x, pod);
        run(a1, pod);
        assertThat(scored(pod, SpreadArguments.system(false, false), a1, b1, x)).containsExactly(0L, 0L, 0L);

        cluster.objects().putService(new ClusterObjects.Service("default", "web", Small.labels("app", "web")));

        // hosts: 1 * ln 5 + 2 = 3.61; zones a, b and none: 1 * ln 5 + 4 = 5.61 where there is a zone
        assertThat(scored(pod, SpreadArguments.system(false, false), a1, b1, x)).containsExactly(9L, 6L, 4L);
    }

    @Test
    void the_owners_selector_counts_as_well_as_the_services() {
        PodClass pod = cluster.podClass(PodTemplate.of(
                Small.labels("app", "web"),
                Small.spec(Map.of()).owner(new Owner("ReplicaSet", "web-1")).build()));
        cluster.objects().putWorkload(new ClusterObjects.Workload("ReplicaSet", "default", "web-1", WEB));

        assertThat(cluster.objects().likes(pod)).isEqualTo(WEB);
        cluster.objects().removeWorkload("ReplicaSet", "default", "web-1");
        assertThat(cluster.objects().likes(pod).isEmpty()).isTrue();
    }

    @Test
    void a_list_of_defaults_ignores_nodes_without_the_keys() {
        PodClass pod = pod();
        cluster.objects().putService(new ClusterObjects.Service("default", "web", Small.labels("app", "web")));
        run(a1, pod);
        var list = SpreadArguments.list(List.of(SpreadConstraint.of(1, ZONE, false, null)), false, false);

        assertThat(scored(pod, list, a1, b1, x)).containsExactly(1L, 0L, 0L); // 1 * ln 4 = 1.39
        var plugin = new PodTopologySpreadScore(cluster, list);
        plugin.preScore(pod, new int[] {a1, b1, x}, 3);
        assertThat(plugin.ignores(x)).isTrue();
    }
}
