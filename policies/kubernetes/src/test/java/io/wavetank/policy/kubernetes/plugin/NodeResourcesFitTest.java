package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NodeResourcesFitTest {
    private final ClusterCache cluster = new ClusterCache();

    private List<String> reasons(PodTemplate pod, int node, Compatibility version) {
        return reasons(pod, node, FitArguments.DEFAULT, version);
    }

    private List<String> reasons(PodTemplate pod, int node, FitArguments arguments, Compatibility version) {
        Status status = new NodeResourcesFit(cluster, arguments, version).filter(cluster.podClass(pod), node);
        assertThat(status == null || status.code() == Status.Code.UNSCHEDULABLE).isTrue();
        return status == null ? List.of() : status.reasons();
    }

    private void run(PodTemplate pod, int node) {
        cluster.putPod(new Pod("p" + cluster.nodes().podCount(node), cluster.podClass(pod), 0, 0), node);
    }

    @Test
    void all_that_is_missing_is_said_at_once() {
        int node = cluster.putNode(Small.node("n", Map.of("cpu", 100L, "memory", 100L, "pods", 0L)));

        assertThat(reasons(Small.pod(Map.of("cpu", 101L, "memory", 101L, "a.io/b", 1L)), node, Compatibility.V1_26))
                .containsExactly("Insufficient a.io/b", "Insufficient cpu", "Insufficient memory", "Too many pods");
    }

    @Test
    void what_is_asked_for_is_the_larger_of_all_containers_and_any_init_container_and_the_overhead() {
        PodSpec.Builder spec = PodSpec.builder()
                .containers(List.of(ContainerSpec.of(Map.of("cpu", 300L)), ContainerSpec.of(Map.of("cpu", 200L))))
                .initContainers(List.of(ContainerSpec.of(Map.of("cpu", 400L, "memory", 70L))))
                .overhead(new TreeMap<>(Map.of("cpu", 50L, "memory", 5L)));
        PodTemplate pod = PodTemplate.of(Map.of(), spec.build());
        int enough = cluster.putNode(Small.node("enough", Map.of("cpu", 550L, "memory", 75L, "pods", 1L)));
        int less = cluster.putNode(Small.node("less", Map.of("cpu", 549L, "memory", 74L, "pods", 1L)));

        assertThat(reasons(pod, enough, Compatibility.V1_26)).isEmpty();
        assertThat(reasons(pod, less, Compatibility.V1_26)).containsExactly("Insufficient cpu", "Insufficient memory");
    }

    @ParameterizedTest
    @EnumSource
    void an_overcommitted_node_rejects_pods_that_ask_for_something_else_up_to_1_27(Compatibility version) {
        int node = cluster.putNode(Small.node("n", Map.of("cpu", 1000L, "memory", 100L, "pods", 9L)));
        run(Small.pod(Map.of("memory", 101L)), node);

        assertThat(reasons(Small.pod(Map.of("cpu", 1L)), node, version))
                .isEqualTo(version.compareTo(Compatibility.V1_28) < 0 ? List.of("Insufficient memory") : List.of());
        assertThat(reasons(Small.pod(Map.of()), node, version)).isEmpty();
    }

    @Test
    void a_pod_that_names_a_scalar_resource_with_0_asks_for_something() {
        int node = cluster.putNode(Small.node("n", Map.of("cpu", 1000L, "memory", 100L, "pods", 9L)));
        run(Small.pod(Map.of("memory", 101L)), node);

        assertThat(reasons(Small.pod(Map.of("a.io/b", 0L)), node, Compatibility.V1_26))
                .containsExactly("Insufficient memory");
        PodTemplate inInit = PodTemplate.of(
                Map.of(),
                PodSpec.builder()
                        .containers(List.of(ContainerSpec.of(Map.of())))
                        .initContainers(List.of(ContainerSpec.of(Map.of("a.io/b", 0L))))
                        .build());
        assertThat(reasons(inInit, node, Compatibility.V1_26)).isEmpty();
    }

    @Test
    void ignored_resources_and_groups_are_not_checked() {
        int node = cluster.putNode(Small.node("n"));
        PodTemplate pod = Small.pod(Map.of("a.io/b", 1L, "c.io/d", 1L, "e.io/f", 1L, "hugepages-2Mi", 1L));
        var ignoring = new FitArguments(
                Strategy.LEAST_ALLOCATED,
                ResourceWeight.CPU_AND_MEMORY,
                List.of(),
                new TreeSet<>(List.of("a.io/b", "hugepages-2Mi")),
                new TreeSet<>(List.of("c.io")));

        // huge pages are no extended resource, so they are never ignored
        assertThat(reasons(pod, node, ignoring, Compatibility.V1_26))
                .containsExactly("Insufficient e.io/f", "Insufficient hugepages-2Mi");
    }
}
