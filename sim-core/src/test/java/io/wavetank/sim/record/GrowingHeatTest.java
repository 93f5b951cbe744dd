package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes of four cores, one more before each sample; of the first two cores are held, of the second one. */
final class GrowingHeatTest {
    private final Cluster cluster = new Cluster(new ClusterSpec(Resources.basic(), List.of(node(0))), new TaskTable());
    private final GrowingHeat heat = new GrowingHeat(Resources.CPU, 4);

    private static NodeSpec node(int number) {
        return NodeSpec.builder("n" + number).capacity(Resources.CPU, 4000).build();
    }

    private void take(int node, long millis) {
        cluster.take(TaskClass.builder().cpuMillis(millis).build(), node, 0);
    }

    private void sampleWith(int row, int nodes) {
        while (cluster.nodeCount() < nodes) {
            cluster.add(node(cluster.nodeCount()));
        }
        heat.sample(row, cluster);
    }

    @Test
    void a_row_is_the_same_nodes_however_many_come_after_them() {
        take(0, 2000);
        sampleWith(0, 1);
        sampleWith(1, 2);
        take(1, 1000);
        sampleWith(2, 4);

        assertThat(heat.nodesEach()).isEqualTo(1);
        assertThat(List.of(heat.share(0, 0), heat.share(1, 0), heat.share(2, 0)))
                .containsOnly(0.5f);
        assertThat(List.of(heat.share(0, 1), heat.share(1, 1), heat.share(2, 1)))
                .containsExactly(Float.NaN, 0f, 0.25f);
    }

    @Test
    void where_there_would_be_too_many_rows_each_two_become_one_from_the_beginning() {
        take(0, 2000);
        sampleWith(0, 1);
        sampleWith(1, 2);
        take(1, 1000);
        sampleWith(2, 5);

        assertThat(heat.nodesEach()).isEqualTo(2);
        assertThat(heat.groups()).isEqualTo(3);
        assertThat(heat.share(0, 0)).isEqualTo(0.5f);
        assertThat(heat.share(1, 0)).isEqualTo(0.25f);
        assertThat(heat.share(2, 0)).isEqualTo(0.375f);
        assertThat(heat.share(1, 1)).isNaN();
        assertThat(heat.share(2, 2)).isZero();
    }

    @Test
    void a_node_that_is_gone_keeps_its_row_and_has_nothing() {
        sampleWith(0, 3);
        cluster.remove(1);
        sampleWith(1, 4);

        assertThat(heat.share(0, 1)).isZero();
        assertThat(heat.share(1, 1)).isNaN();
        assertThat(heat.share(1, 3)).isZero();
    }

    @Test
    void samples_that_are_forgotten_leave_every_other() {
        sampleWith(0, 1);
        take(0, 1000);
        sampleWith(1, 1);
        take(0, 1000);
        sampleWith(2, 1);
        take(0, 1000);
        sampleWith(3, 1);
        heat.keepEveryOther(2);

        assertThat(List.of(heat.share(0, 0), heat.share(1, 0))).containsExactly(0f, 0.5f);
        assertThat(heat.share(2, 0)).isNaN();
    }
}
