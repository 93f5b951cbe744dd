package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Taint;
import io.wavetank.policy.Taint.Effect;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.Requirement.Operator;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeImage;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Plug-ins that look at one node alone. */
final class NodeFiltersTest {
    private static final long MIB = 1L << 20;

    private final ClusterCache cluster = new ClusterCache();

    private static String said(FilterPlugin plugin, PodClass pod, int node) {
        Status status = plugin.filter(pod, node);
        if (status == null) {
            return "";
        }
        String code = status.code() == Status.Code.UNRESOLVABLE ? "UU " : "U ";
        return code + String.join(", ", status.reasons());
    }

    private PodClass tolerating(Toleration... tolerations) {
        PodTemplate plain = Small.tiny();
        return cluster.podClass(
                new PodTemplate(plain.labels(), plain.nodeSelector(), List.of(tolerations), plain.spec()));
    }

    @Test
    void the_first_taint_that_is_not_tolerated_is_named() {
        int node = cluster.putNode(Small.node("n")
                .withTaints(List.of(
                        new Taint("soft", "", Effect.PREFER_NO_SCHEDULE),
                        new Taint("a", "1", Effect.NO_SCHEDULE),
                        new Taint("b", "", Effect.NO_EXECUTE))));
        var plugin = new TaintToleration(cluster.nodes());
        var a1 = new Toleration("a", "1", null);

        assertThat(said(plugin, tolerating(), node)).isEqualTo("UU node(s) had untolerated taint {a: 1}");
        assertThat(said(plugin, tolerating(a1), node)).isEqualTo("UU node(s) had untolerated taint {b: }");
        assertThat(said(plugin, tolerating(a1, new Toleration("b", "", Effect.NO_EXECUTE)), node))
                .isEmpty();
        assertThat(said(plugin, tolerating(new Toleration("a", "2", null), new Toleration("b", null, null)), node))
                .isEqualTo("UU node(s) had untolerated taint {a: 1}");
        assertThat(said(plugin, tolerating(new Toleration(null, null, null)), node))
                .isEmpty();
        assertThat(plugin.score(tolerating(), node)).isEqualTo(1);
        assertThat(plugin.score(tolerating(new Toleration("soft", null, Effect.NO_SCHEDULE)), node))
                .isEqualTo(1);
        assertThat(plugin.score(tolerating(new Toleration("soft", null, null)), node))
                .isZero();
    }

    @Test
    void a_cordoned_node_takes_pods_that_tolerate_the_taint_it_need_not_have() {
        int node = cluster.putNode(Small.node("n").withUnschedulable(true));
        var plugin = new NodeUnschedulable(cluster.nodes());

        assertThat(said(plugin, tolerating(), node)).isEqualTo("UU node(s) were unschedulable");
        assertThat(said(plugin, tolerating(new Toleration("node.kubernetes.io/unschedulable", null, null)), node))
                .isEmpty();
        assertThat(said(plugin, tolerating(new Toleration(null, null, Effect.NO_EXECUTE)), node))
                .isEqualTo("UU node(s) were unschedulable");
    }

    private PodClass requiring(NodeSelectorTerm... terms) {
        return cluster.podClass(PodTemplate.of(
                Map.of(),
                Small.spec(Map.of())
                        .nodeAffinity(new NodeAffinity(List.of(terms), List.of()))
                        .build()));
    }

    private static NodeSelectorTerm expression(String key, Operator operator, String... values) {
        return new NodeSelectorTerm(List.of(new Requirement(key, operator, List.of(values))), List.of());
    }

    private static NodeSelectorTerm named(String... names) {
        return new NodeSelectorTerm(List.of(), List.of(new Requirement("metadata.name", Operator.IN, List.of(names))));
    }

    @Test
    void required_node_affinity() {
        int node = cluster.putNode(Small.node("n", "size", "7", "zone", "a"));
        var plugin = new NodeAffinityPlugin(cluster.nodes(), NodeAffinity.NONE);
        String refused = "UU node(s) didn't match Pod's node affinity/selector";

        assertThat(said(plugin, requiring(expression("zone", Operator.IN, "a", "b")), node))
                .isEmpty();
        assertThat(said(plugin, requiring(expression("rack", Operator.NOT_IN, "r")), node))
                .isEmpty();
        assertThat(said(plugin, requiring(expression("size", Operator.GREATER, "6")), node))
                .isEmpty();
        assertThat(said(plugin, requiring(expression("size", Operator.GREATER, "7")), node))
                .isEqualTo(refused);
        assertThat(said(plugin, requiring(expression("zone", Operator.LESS, "7")), node))
                .isEqualTo(refused);
        assertThat(said(plugin, requiring(new NodeSelectorTerm(List.of(), List.of())), node))
                .isEqualTo(refused);
        assertThat(said(plugin, requiring(), node)).isEqualTo(refused);
        assertThat(said(plugin, requiring(expression("x", Operator.EXISTS), named("n")), node))
                .isEmpty();
        assertThat(said(plugin, requiring(named("m")), node)).isEqualTo(refused);
    }

    @Test
    void terms_that_all_name_nodes_confine_the_search() {
        var plugin = new NodeAffinityPlugin(cluster.nodes(), NodeAffinity.NONE);
        var both = new NodeSelectorTerm(
                List.of(),
                List.of(
                        new Requirement("metadata.name", Operator.IN, List.of("a")),
                        new Requirement("metadata.name", Operator.IN, List.of("b"))));

        assertThat(plugin.confinedTo(requiring(named("a"), named("b")))).containsExactly("a", "b");
        assertThat(plugin.confinedTo(requiring(named("a"), expression("x", Operator.EXISTS))))
                .isNull();
        assertThat(plugin.confinedTo(requiring())).isNull();
        assertThat(plugin.preFilter(requiring(named("a"), both)))
                .isEqualTo(Status.unresolvable("NodeAffinity", "pod affinity terms conflict"));
        assertThat(plugin.preFilter(requiring(expression("x", Operator.EXISTS), both)))
                .isNull();
    }

    @Test
    void the_added_affinity_comes_first_and_its_preferences_count_too() {
        var added = new NodeAffinity(
                List.of(expression("zone", Operator.IN, "a")),
                List.of(new WeightedNodeTerm(5, expression("zone", Operator.EXISTS))));
        int inside = cluster.putNode(Small.node("i", "zone", "a"));
        int outside = cluster.putNode(Small.node("o", "zone", "b"));
        var plugin = new NodeAffinityPlugin(cluster.nodes(), added);
        PodClass pod = cluster.podClass(PodTemplate.of(
                Map.of(),
                Small.spec(Map.of())
                        .nodeAffinity(new NodeAffinity(
                                List.of(expression("no", Operator.EXISTS)),
                                List.of(
                                        new WeightedNodeTerm(3, expression("zone", Operator.IN, "a")),
                                        new WeightedNodeTerm(9, new NodeSelectorTerm(List.of(), List.of())))))
                        .build()));

        assertThat(said(plugin, pod, outside)).isEqualTo("UU node(s) didn't match scheduler-enforced node affinity");
        assertThat(said(plugin, pod, inside)).isEqualTo("UU node(s) didn't match Pod's node affinity/selector");
        assertThat(plugin.score(pod, inside)).isEqualTo(8);
        assertThat(plugin.score(pod, outside)).isEqualTo(5);
    }

    private PodClass listening(String protocol, String ip, int port) {
        var container = new ContainerSpec("", new TreeMap<>(), List.of(new HostPort(protocol, ip, port)));
        return cluster.podClass(PodTemplate.of(
                Map.of(), PodSpec.builder().containers(List.of(container)).build()));
    }

    @Test
    void host_ports_clash_by_protocol_number_and_address() {
        int node = cluster.putNode(Small.node("n"));
        cluster.putPod(new Pod("there", listening("TCP", "10.0.0.1", 80), 0, 0), node);
        var plugin = new NodePorts(cluster.nodes());
        String refused = "U node(s) didn't have free ports for the requested pod ports";

        assertThat(said(plugin, listening("", "10.0.0.1", 80), node)).isEqualTo(refused);
        assertThat(said(plugin, listening("TCP", "", 80), node)).isEqualTo(refused);
        assertThat(said(plugin, listening("TCP", "10.0.0.2", 80), node)).isEmpty();
        assertThat(said(plugin, listening("UDP", "10.0.0.1", 80), node)).isEmpty();
        assertThat(said(plugin, listening("TCP", "10.0.0.1", 81), node)).isEmpty();
    }

    @Test
    void of_two_pods_with_one_port_the_first_to_go_frees_it() {
        int node = cluster.putNode(Small.node("n"));
        PodClass kind = listening("TCP", "", 80);
        Pod first = new Pod("first", kind, 0, 0);
        cluster.putPod(first, node);
        cluster.putPod(new Pod("second", kind, 0, 0), node);

        cluster.removePod(first);

        assertThat(said(new NodePorts(cluster.nodes()), kind, node)).isEmpty();
    }

    @Test
    void volumes_count_once_each_against_the_limit_of_their_driver() {
        int node = cluster.putNode(Small.node("n", "zone", "a").withAttachLimits(Map.of("ebs", 2)));
        cluster.putPod(new Pod("p", using("v1", "v2"), 0, 0), node);
        var plugin = new NodeVolumeLimits(cluster.nodes());

        assertThat(said(plugin, using("v1"), node)).isEmpty();
        assertThat(said(plugin, using("v3"), node)).isEqualTo("U node(s) exceed max volume count");
        assertThat(said(plugin, using(), node)).isEmpty();
    }

    private PodClass using(String... volumes) {
        List<VolumeNeed> needs = Arrays.stream(volumes)
                .map(name -> new VolumeNeed(name, "ebs", List.of(expression("zone", Operator.IN, "a"))))
                .toList();
        return cluster.podClass(
                PodTemplate.of(Map.of(), Small.spec(Map.of()).volumes(needs).build()));
    }

    @Test
    void a_volume_keeps_its_pods_in_its_zone() {
        int inside = cluster.putNode(Small.node("i", "zone", "a"));
        int outside = cluster.putNode(Small.node("o", "zone", "b"));
        var plugin = new VolumeBinding(cluster.nodes());

        assertThat(said(plugin, using("v"), inside)).isEmpty();
        assertThat(said(plugin, using("v"), outside)).isEqualTo("UU node(s) had volume node affinity conflict");
    }

    @Test
    void images_count_by_size_and_spread_between_the_bounds() {
        var image = new NodeImage(List.of("r.io/app:latest"), 523 * MIB);
        int with = cluster.putNode(Small.node("with").withImages(List.of(image)));
        int without = cluster.putNode(Small.node("without"));
        var plugin = new ImageLocality(cluster);
        PodClass pod = running("r.io/app");

        // 523 MiB on one of two nodes: 261.5 - 23 of 1000 - 23
        assertThat(plugin.score(pod, with)).isEqualTo(24);
        assertThat(plugin.score(pod, without)).isZero();
        assertThat(plugin.score(running("r.io:5000/app"), with)).isZero();
        assertThat(plugin.score(running("r.io/app:v2"), with)).isZero();
        cluster.putNode(Small.node("without").withImages(List.of(image)));
        assertThat(plugin.score(pod, with)).isEqualTo(51);
    }

    private PodClass running(String image) {
        var container = new ContainerSpec(image, new TreeMap<>(), List.of());
        return cluster.podClass(PodTemplate.of(
                Map.of(), PodSpec.builder().containers(List.of(container)).build()));
    }
}
