package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One node of 1,000 millicores for 2 pods; what passes and what does not. */
final class NodePreCheckTest {
    private static final NodeSpec NODE =
            NodeSpec.of("n0", Map.of("pool", "x"), Map.of("cpu", 1000L, "memory", 1000L, "pods", 2L));

    private final ClusterCache cluster = new ClusterCache();
    private int node = cluster.putNode(NODE);

    private static PodTemplate pod(Map<String, Long> requests, Map<String, String> selector, int port) {
        List<HostPort> ports = port == 0 ? List.of() : List.of(new HostPort("TCP", "", port));
        var container = new ContainerSpec("", new TreeMap<>(requests), ports);
        PodSpec spec = PodSpec.builder().containers(List.of(container)).build();
        return new PodTemplate(new TreeMap<>(), new TreeMap<>(selector), List.of(), spec);
    }

    private static PodTemplate cpu(long millis) {
        return pod(Map.of("cpu", millis), Map.of(), 0);
    }

    private boolean passes(PodTemplate template) {
        return new NodePreCheck(cluster, node).passes(cluster.podClass(template));
    }

    private Pod put(PodTemplate template) {
        Pod pod = new Pod("on node", cluster.podClass(template), 0, 0);
        cluster.putPod(pod, "n0");
        return pod;
    }

    @Test
    void what_is_left_may_be_used_to_the_last_millicore() {
        put(cpu(400));
        assertThat(passes(cpu(600))).isTrue();
        assertThat(passes(cpu(601))).isFalse();
    }

    @Test
    void the_number_of_pods_counts_even_for_one_that_asks_for_nothing() {
        put(cpu(0));
        assertThat(passes(cpu(0))).isTrue();
        put(cpu(0));
        assertThat(passes(cpu(0))).isFalse();
    }

    @Test
    void over_committed_memory_turns_away_whoever_asks_for_anything() {
        put(pod(Map.of("memory", 1001L), Map.of(), 0));
        assertThat(passes(cpu(1))).isFalse();
        assertThat(passes(cpu(0))).isTrue();
    }

    @Test
    void an_extended_resource_counts_only_for_who_asks_for_it() {
        assertThat(passes(pod(Map.of("example.com/gpu", 1L), Map.of(), 0))).isFalse();
        assertThat(passes(cpu(1))).isTrue();
    }

    @Test
    void selector_and_name_must_fit() {
        assertThat(passes(pod(Map.of(), Map.of("pool", "x"), 0))).isTrue();
        assertThat(passes(pod(Map.of(), Map.of("pool", "y"), 0))).isFalse();
        for (String name : List.of("n0", "n1")) {
            PodSpec spec = PodSpec.builder().nodeName(name).build();
            assertThat(passes(PodTemplate.of(Map.of(), spec))).isEqualTo(name.equals("n0"));
        }
    }

    @Test
    void a_host_port_is_free_again_when_the_first_of_two_pods_with_it_goes() {
        PodTemplate web = pod(Map.of(), Map.of(), 80);
        Pod first = put(web);
        assertThat(passes(web)).isFalse();
        assertThat(passes(pod(Map.of(), Map.of(), 81))).isTrue();
        put(cpu(0));
        cluster.removePod(first);
        assertThat(passes(web)).isTrue();
        put(web);
        cluster.putNode(NodeSpec.of("n0", Map.of(), Map.of("cpu", 1000L, "pods", 10L)));
        Pod twin = put(web);
        cluster.removePod(twin);
        assertThat(passes(web)).as("one of the two is still there").isTrue();
    }

    @Test
    void only_taints_that_keep_pods_from_being_placed_matter() {
        var noSchedule = new Taint("k", "v", Taint.Effect.NO_SCHEDULE);
        var noExecute = new Taint("k", "v", Taint.Effect.NO_EXECUTE);
        node = cluster.putNode(NODE.withTaints(List.of(noExecute)).withUnschedulable(true));
        assertThat(passes(cpu(1))).isTrue();
        node = cluster.putNode(NODE.withTaints(List.of(noSchedule)));
        assertThat(passes(cpu(1))).isFalse();
        PodTemplate plain = cpu(1);
        var tolerant = new PodTemplate(
                plain.labels(), plain.nodeSelector(), List.of(new Toleration("k", null, null)), plain.spec());
        assertThat(passes(tolerant)).isTrue();
    }
}
