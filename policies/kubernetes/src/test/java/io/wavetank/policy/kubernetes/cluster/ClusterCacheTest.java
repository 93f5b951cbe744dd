package io.wavetank.policy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.kubernetes.Small;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterCacheTest {
    private static final String ZONE = Topology.ZONE;
    private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";

    private final ClusterCache cluster = new ClusterCache();
    private final NodeOrder order = new NodeOrder(cluster);

    private List<String> order() {
        order.refresh();
        List<String> names = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            names.add(cluster.nodes().name(order.node(place)));
        }
        return names;
    }

    @Test
    void zones_take_turns_in_the_order_of_their_first_node() {
        cluster.putNode(Small.node("b1", ZONE, "b"));
        cluster.putNode(Small.node("b2", ZONE, "b"));
        cluster.putNode(Small.node("none"));
        cluster.putNode(Small.node("a1", ZONE, "a"));
        cluster.putNode(Small.node("b3", ZONE, "x", OLD_ZONE, "b")); // the legacy label wins

        assertThat(order()).containsExactly("b1", "none", "a1", "b2", "b3");
    }

    @Test
    void a_zone_that_lost_its_last_node_comes_back_last() {
        cluster.putNode(Small.node("a1", ZONE, "a"));
        cluster.putNode(Small.node("b1", ZONE, "b"));
        cluster.removeNode("a1");
        cluster.putNode(Small.node("a2", ZONE, "a"));

        assertThat(order()).containsExactly("b1", "a2");
    }

    @Test
    void the_list_goes_stale_until_a_name_is_new_or_a_node_is_missing() {
        cluster.putNode(Small.node("a1", ZONE, "a"));
        cluster.putNode(Small.node("b1", ZONE, "b"));
        cluster.putNode(Small.node("b2", ZONE, "b"));
        assertThat(order()).containsExactly("a1", "b1", "b2");

        cluster.putNode(Small.node("a1", ZONE, "b")); // relabelled: b1, b2, a1 from now on
        cluster.removeNode("b1");
        cluster.putNode(Small.node("b1", ZONE, "b")); // replaced under its name: b2, a1, b1
        assertThat(order()).containsExactly("a1", "b1", "b2");

        cluster.putNode(Small.node("c1", ZONE, "c"));
        assertThat(order()).containsExactly("b2", "c1", "a1", "b1");
    }

    @Test
    void several_nodes_replaced_at_once_keep_their_places() {
        cluster.putNode(Small.node("a"));
        cluster.putNode(Small.node("b"));
        assertThat(order()).containsExactly("a", "b");

        cluster.removeNode("b");
        cluster.removeNode("a");
        cluster.putNode(Small.node("a"));
        cluster.putNode(Small.node("b"));

        assertThat(order()).containsExactly("a", "b");
    }

    @Test
    void pods_stay_in_the_books_of_a_node_that_is_gone() {
        int slot = cluster.putNode(Small.node("n"));
        cluster.putPod(new Pod("p", cluster.podClass(Small.tiny()), 0, 0), slot);

        cluster.removeNode("n");
        assertThat(cluster.node("n")).isEqualTo(Pod.NOWHERE);
        cluster.putNode(Small.node("m"));
        int again = cluster.putNode(Small.node("n"));

        assertThat(again).isEqualTo(slot);
        assertThat(cluster.nodes().requested(ResourceNames.CPU, again)).isEqualTo(100);
        assertThat(cluster.nodes().podCount(again)).isEqualTo(1);
    }

    @Test
    void a_slot_goes_to_a_new_name_once_the_old_one_has_no_use_for_it() {
        int slot = cluster.putNode(Small.node("n", ZONE, "a"));
        int key = cluster.topology().key(ZONE);
        cluster.removeNode("n");

        assertThat(cluster.putNode(Small.node("m"))).isEqualTo(slot);
        assertThat(cluster.topology().domain(key, slot)).isEqualTo(Topology.NO_DOMAIN);
        assertThat(cluster.putNode(Small.node("n"))).isNotEqualTo(slot);
    }

    @Test
    void a_trial_leaves_no_trace() {
        int n = cluster.putNode(Small.node("n"));
        var pod = new Pod("p", cluster.podClass(Small.tiny()), 0, 0);
        cluster.putPod(pod, n);
        long version = cluster.changes().version();

        try (ClusterCache.Trial trial = cluster.trial(n)) {
            trial.remove(pod);
            assertThat(cluster.nodes().requested(ResourceNames.CPU, n)).isZero();
            trial.add(pod);
        }

        assertThat(cluster.changes().version()).isEqualTo(version);
        assertThat(cluster.nodes().requested(ResourceNames.CPU, n)).isEqualTo(100);
        assertThatThrownBy(() -> {
                    try (ClusterCache.Trial trial = cluster.trial(n)) {
                        trial.remove(pod);
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_log_says_what_happened_where() {
        int n = cluster.putNode(Small.node("n"));
        PodClass kind = cluster.podClass(Small.tiny());
        var pod = new Pod("p", kind, 0, 0);
        ChangeLog log = cluster.changes();
        long before = log.version();

        cluster.putPod(pod, n);
        cluster.terminate(pod);
        cluster.removePod(pod);

        assertThat(log.version() - before).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(log.node(before + i)).isEqualTo(n);
            assertThat(log.podClass(before + i)).isEqualTo(kind.id());
            assertThat(log.sign(before + i)).isEqualTo(new int[] {1, 0, -1}[i]);
        }
        assertThat(log.generation(n)).isEqualTo(log.version());
        assertThat(log.podClass(before - 1)).isEqualTo(ChangeLog.NODE_ITSELF);
    }

    @Test
    void the_log_forgets_what_is_long_ago() {
        int n = cluster.putNode(Small.node("n"));
        int m = cluster.putNode(Small.node("m"));
        long early = cluster.changes().version();
        for (int i = 0; i <= ChangeLog.KEPT; i++) {
            cluster.putNode(Small.node(i % 3 == 0 ? "m" : "n"));
        }

        ChangeLog log = cluster.changes();
        assertThat(log.reachesBackTo(early)).isFalse();
        assertThat(log.reachesBackTo(early + 1)).isTrue();
        assertThat(log.node(early + 1)).isEqualTo(n);
        assertThat(log.node(early + 3)).isEqualTo(m);
    }

    @Test
    void equal_templates_are_one_kind() {
        assertThat(cluster.podClass(Small.tiny("a", "b"))).isSameAs(cluster.podClass(Small.tiny("a", "b")));
        assertThat(cluster.podClass(Small.tiny("a", "b"))).isNotSameAs(cluster.podClass(Small.tiny("a", "c")));
    }

    @Test
    void a_resource_first_named_late_has_columns_for_all_nodes() {
        int n = cluster.putNode(Small.node("n", Map.of("gpu.io/x", 4L, "pods", 3L)));
        PodClass kind = cluster.podClass(Small.pod(Map.of("fpga.io/y", 2L)));
        cluster.putPod(new Pod("p", kind, 0, 0), n);

        int gpu = cluster.resources().number("gpu.io/x");
        int fpga = cluster.resources().number("fpga.io/y");
        assertThat(cluster.nodes().allocatable(gpu, n)).isEqualTo(4);
        assertThat(cluster.nodes().requested(fpga, n)).isEqualTo(2);
        assertThat(cluster.nodes().allocatable(fpga)).hasSizeGreaterThan(n);
        assertThat(cluster.resources().number("pods")).isEqualTo(ResourceNames.NONE);
        assertThat(cluster.resources().number("storage")).isEqualTo(ResourceNames.NONE);
    }
}
