package io.wavetank.policy.kubernetes.autoscale.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.autoscale.ca.BinPackingEstimator.Occupied;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked out by hand. A new node has 4 cores, 8 units of memory and room for 10 pods. */
final class BinPackingEstimatorTest {
    private static final NodeSpec NODE =
            NodeSpec.of("template", Map.of(), Map.of("cpu", 4_000L, "memory", 8L, "pods", 10L));

    private static PodTemplate pod(long cpuMillis) {
        var requests = Map.of("cpu", cpuMillis);
        return PodTemplate.of(
                Map.of(),
                PodSpec.builder()
                        .containers(List.of(ContainerSpec.of(requests)))
                        .build());
    }

    private static Estimate estimate(int mostNodes, PodGroup... groups) {
        return BinPackingEstimator.estimate(List.of(), NODE, List.of(), List.of(groups), mostNodes);
    }

    @Test
    void the_largest_pods_go_first_and_small_ones_fill_the_gaps() {
        assertThat(estimate(0, new PodGroup(pod(1_000), 2), new PodGroup(pod(3_000), 2)))
                .isEqualTo(new Estimate(2, List.of(2, 2)));
    }

    @Test
    void existing_nodes_receive_nothing() {
        var empty = new Occupied(NodeSpec.of("old", Map.of(), NODE.allocatable()), List.of());

        assertThat(BinPackingEstimator.estimate(
                        List.of(empty), NODE, List.of(), List.of(new PodGroup(pod(4_000), 1)), 0))
                .isEqualTo(new Estimate(1, List.of(1)));
    }

    @Test
    void pods_that_come_with_every_node_take_room_and_do_not_fill_it() {
        var estimate = BinPackingEstimator.estimate(
                List.of(),
                NODE,
                List.of(pod(500)),
                List.of(new PodGroup(pod(4_000), 3), new PodGroup(pod(3_500), 1)),
                0);

        assertThat(estimate).isEqualTo(new Estimate(1, List.of(0, 1)));
    }

    @Test
    void what_fits_on_no_new_node_costs_one_question_and_no_node() {
        assertThat(estimate(0, new PodGroup(pod(5_000), 7))).isEqualTo(new Estimate(0, List.of(0)));
        assertThat(estimate(1, new PodGroup(pod(5_000), 1), new PodGroup(pod(4_000), 1)))
                .isEqualTo(new Estimate(1, List.of(0, 1)));
    }

    @Test
    void questions_beyond_the_limit_end_it_even_if_no_node_came_of_the_others() {
        assertThat(estimate(2, new PodGroup(pod(5_000), 3), new PodGroup(pod(4_000), 1)))
                .isEqualTo(new Estimate(0, List.of(0, 0)));
        assertThat(estimate(3, new PodGroup(pod(4_000), 9))).isEqualTo(new Estimate(3, List.of(3)));
    }
}
