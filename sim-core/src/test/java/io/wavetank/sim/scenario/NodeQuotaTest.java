package io.wavetank.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NodeQuotaTest {
    private static final NodeGroupSpec PLAIN = group("plain", 4000, 0, "", false);
    private static final NodeGroupSpec SPOT = group("spot", 8000, 0, "", true);
    private static final NodeGroupSpec GPU = group("gpu", 2000, 2, "T4", false);
    private static final List<NodeGroupSpec> GROUPS = List.of(PLAIN, SPOT, GPU);

    private static NodeGroupSpec group(String name, long cpuMillis, int gpus, String model, boolean spot) {
        NodeSpec node = NodeSpec.builder(name)
                .capacity(Resources.CPU, cpuMillis)
                .gpus(gpus, model)
                .build();
        return new NodeGroupSpec(name, node, 0, 100, DelaySpec.NONE, 0, spot, DelaySpec.NONE);
    }

    private static boolean allows(NodeQuota quota, NodeGroupSpec more, int... sizes) {
        return quota.allows(more, GROUPS, sizes);
    }

    private static NodeQuota cpu(long onDemand, long spot) {
        return new NodeQuota(1000, onDemand, spot, new TreeMap<>());
    }

    @Test
    void nodes_of_all_groups_are_counted() {
        assertThat(allows(NodeQuota.ofNodes(6), PLAIN, 1, 2, 2)).isTrue();
        assertThat(allows(NodeQuota.ofNodes(6), PLAIN, 1, 2, 3)).isFalse();
    }

    @Test
    void cores_of_spot_nodes_count_among_the_others_unless_they_have_a_bound_of_their_own() {
        assertThat(allows(cpu(12_000, NodeQuota.UNLIMITED), PLAIN, 0, 1, 0)).isTrue();
        assertThat(allows(cpu(11_999, NodeQuota.UNLIMITED), PLAIN, 0, 1, 0)).isFalse();
        assertThat(allows(cpu(11_999, NodeQuota.UNLIMITED), SPOT, 1, 0, 0)).isFalse();

        assertThat(allows(cpu(8_000, 16_000), PLAIN, 1, 1, 0)).isTrue();
        assertThat(allows(cpu(8_000, 16_000), PLAIN, 2, 1, 0)).isFalse();
        assertThat(allows(cpu(8_000, 16_000), SPOT, 2, 1, 0)).isTrue();
        assertThat(allows(cpu(8_000, 15_999), SPOT, 2, 1, 0)).isFalse();
    }

    @Test
    void gpus_are_counted_by_their_model() {
        var quota = new NodeQuota(1000, NodeQuota.UNLIMITED, NodeQuota.UNLIMITED, new TreeMap<>(Map.of("T4", 5L)));

        assertThat(allows(quota, GPU, 9, 9, 1)).isTrue();
        assertThat(allows(quota, GPU, 9, 9, 2)).isFalse();
        assertThat(allows(quota, PLAIN, 9, 9, 9)).isTrue();
    }

    @Test
    void negative_amounts_are_no_quota() {
        assertThatThrownBy(() -> cpu(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NodeQuota.ofNodes(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
