package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node of 1,000 millicores and 1,000 MiB, so that a share is easily seen. */
final class ResourceScoresTest {
    private static final long MIB = 1L << 20;

    private final ClusterCache cluster = new ClusterCache();
    private final int node =
            cluster.putNode(Small.node("n", Map.of("cpu", 1000L, "memory", 1000 * MIB, "gpu.io/x", 4L, "pods", 9L)));

    private PodClass pod(Map<String, Long> requests) {
        return cluster.podClass(Small.pod(requests));
    }

    private long score(FitArguments arguments, Compatibility version, PodClass pod) {
        return new NodeResourcesFit(cluster, arguments, version).score(pod, node);
    }

    @ParameterizedTest(name = "{0}: {1} m and {2} MiB used, {3} m and {4} MiB asked for")
    @CsvSource({
        "LEAST_ALLOCATED, 0, 0, 100, 200, 85", // (90 + 80) / 2
        "LEAST_ALLOCATED, 0, 0, 105, 200, 84", // 89.5 and 80: each truncated, then the mean
        "LEAST_ALLOCATED, 950, 0, 100, 200, 40", // more than there is scores 0, not less
        "MOST_ALLOCATED, 0, 0, 100, 200, 15",
        "MOST_ALLOCATED, 950, 0, 100, 200, 60", // more than there is counts as all: (100 + 20) / 2
    })
    void the_mean_over_cpu_and_memory(
            Strategy strategy, long usedCpu, long usedMib, long cpu, long mib, long expected) {
        if (usedCpu + usedMib > 0) {
            var used = new Pod("used", pod(Map.of("cpu", usedCpu, "memory", usedMib * MIB)), 0, 0);
            cluster.putPod(used, node);
        }
        PodClass pod = pod(Map.of("cpu", cpu, "memory", mib * MIB));

        assertThat(score(FitArguments.of(strategy), Compatibility.V1_26, pod)).isEqualTo(expected);
    }

    @Test
    void a_container_that_names_nothing_counts_as_100_millicores_and_200_mebibytes() {
        assertThat(score(FitArguments.DEFAULT, Compatibility.V1_26, pod(Map.of())))
                .isEqualTo((90 + 80) / 2);
        cluster.putPod(new Pod("there", pod(Map.of()), 0, 0), node);
        assertThat(score(FitArguments.DEFAULT, Compatibility.V1_26, pod(Map.of())))
                .isEqualTo((80 + 60) / 2);
    }

    @Test
    void a_container_that_names_0_counts_as_0() {
        assertThat(score(FitArguments.DEFAULT, Compatibility.V1_26, pod(Map.of("cpu", 0L, "memory", 0L))))
                .isEqualTo(100);
    }

    @Test
    void the_assumption_is_made_for_each_container() {
        PodClass two = cluster.podClass(PodTemplate.of(
                Map.of(),
                PodSpec.builder()
                        .containers(List.of(ContainerSpec.of(Map.of()), ContainerSpec.of(Map.of("cpu", 300L))))
                        .initContainers(List.of(ContainerSpec.of(Map.of("cpu", 350L, "memory", 500 * MIB))))
                        .build()));

        // cpu: max(100 + 300, 350) = 400; memory: max(200 + 200, 500) = 500
        assertThat(score(FitArguments.DEFAULT, Compatibility.V1_26, two)).isEqualTo((60 + 50) / 2);
    }

    @ParameterizedTest(name = "{0}: 100 + 200 m overhead")
    @CsvSource({"V1_26, 89", "V1_27, 70", "V1_30, 70"})
    void overhead_in_millicores_counts_as_whole_cores_up_to_1_26(Compatibility version, long expectedCpuScore) {
        PodClass pod = cluster.podClass(PodTemplate.of(
                Map.of(),
                Small.spec(Map.of("cpu", 100L))
                        .overhead(new TreeMap<>(Map.of("cpu", 200L)))
                        .build()));
        var cpuAlone = new FitArguments(
                Strategy.LEAST_ALLOCATED,
                List.of(new ResourceWeight("cpu", 1)),
                List.of(),
                new TreeSet<>(),
                new TreeSet<>());

        assertThat(score(cpuAlone, version, pod)).isEqualTo(expectedCpuScore);
        cluster.putPod(new Pod("there", pod, 0, 0), node);
        assertThat(cluster.nodes().scoringCpuMillis()[node]).isEqualTo(300); // on the node it is always millicores
    }

    @Test
    void a_scalar_resource_that_is_not_asked_for_is_left_out_with_its_weight() {
        var withGpu = new FitArguments(
                Strategy.MOST_ALLOCATED,
                List.of(new ResourceWeight("cpu", 1), new ResourceWeight("gpu.io/x", 3)),
                List.of(),
                new TreeSet<>(),
                new TreeSet<>());

        assertThat(score(withGpu, Compatibility.V1_26, pod(Map.of("cpu", 500L))))
                .isEqualTo(50);
        assertThat(score(withGpu, Compatibility.V1_26, pod(Map.of("cpu", 500L, "gpu.io/x", 1L))))
                .isEqualTo((50 + 3 * 25) / 4);
    }

    /** 25 % of CPU: 100 - 1500 / 40 = 63 (-37.5 truncates to -37). Memory at 50 % scores 0, and what scores 0 is left out with its weight. */
    @Test
    void a_falling_curve_truncates_towards_zero_and_what_scores_0_does_not_count() {
        var falling = curve(new ShapePoint(10, 10), new ShapePoint(50, 0), new ShapePoint(90, 10));

        assertThat(score(falling, Compatibility.V1_26, pod(Map.of("cpu", 250L, "memory", 500 * MIB))))
                .isEqualTo(63);
        assertThat(score(falling, Compatibility.V1_26, pod(Map.of("cpu", 0L, "memory", 0L))))
                .isEqualTo(100);
    }

    @Test
    void a_curve_is_flat_beyond_its_points_and_its_mean_is_rounded() {
        var rising = curve(new ShapePoint(0, 0), new ShapePoint(100, 10));

        assertThat(score(rising, Compatibility.V1_26, pod(Map.of("cpu", 100L, "memory", 110 * MIB))))
                .isEqualTo(11); // (10 + 11) / 2 = 10.5
        assertThat(score(rising, Compatibility.V1_26, pod(Map.of("cpu", 2000L, "memory", 2000 * MIB))))
                .isEqualTo(100);
    }

    private static FitArguments curve(ShapePoint... points) {
        return new FitArguments(
                Strategy.REQUESTED_TO_CAPACITY_RATIO,
                ResourceWeight.CPU_AND_MEMORY,
                List.of(points),
                new TreeSet<>(),
                new TreeSet<>());
    }

    @ParameterizedTest(name = "{0} m, {1} MiB")
    @CsvSource({
        "500, 500, 100",
        "1000, 0, 50", // |1 - 0| / 2
        "300, 100, 90",
        "2000, 1000, 100" // more than all counts as all
    })
    void balance_is_one_minus_half_the_difference(long cpu, long mib, long expected) {
        var plugin = new NodeResourcesBalancedAllocation(cluster, ResourceWeight.CPU_AND_MEMORY, Compatibility.V1_26);

        assertThat(plugin.score(pod(Map.of("cpu", cpu, "memory", mib * MIB)), node))
                .isEqualTo(expected);
    }

    @Test
    void balance_goes_by_what_is_truly_requested() {
        var plugin = new NodeResourcesBalancedAllocation(cluster, ResourceWeight.CPU_AND_MEMORY, Compatibility.V1_26);

        assertThat(plugin.score(pod(Map.of("memory", 200 * MIB)), node)).isEqualTo(90);
    }

    @Test
    void balance_of_three_is_a_standard_deviation() {
        var plugin = new NodeResourcesBalancedAllocation(
                cluster,
                List.of(
                        new ResourceWeight("cpu", 1),
                        new ResourceWeight("memory", 1),
                        new ResourceWeight("gpu.io/x", 1)),
                Compatibility.V1_26);

        // shares 0, 0, 1: mean 1/3, deviation sqrt(2/9) = 0.4714
        assertThat(plugin.score(pod(Map.of("gpu.io/x", 4L)), node)).isEqualTo(52);
        assertThat(plugin.score(pod(Map.of("cpu", 1000L)), node)).isEqualTo(50);
    }
}
