package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shares of groups of nodes that are kept up at each change are those of the nodes' own figures. */
final class TakenSharesTest {
    private static final int GROUPS = 7;

    private record Held(TaskClass taskClass, int node) {}

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void are_those_of_the_nodes_whatever_happens(long seed) {
        Draws draws = new Draws(seed, 0);
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < 10 + draws.below(40, 0, 0); i++) {
            nodes.add(node("n" + i, draws.below(3, i, 1)));
        }
        var cluster = new Cluster(new ClusterSpec(Resources.basic(), nodes), new TaskTable());
        int resource = draws.below(2, 0, 2) == 0 ? Resources.CPU : Resources.GPU;
        cluster.watchGroups(resource, GROUPS);
        List<Held> held = new ArrayList<>();
        int added = 0;
        for (int step = 0; step < 300; step++) {
            int node = draws.below(cluster.nodeCount(), step, 3);
            switch (draws.below(12, step, 4)) {
                case 0 -> cluster.add(node("m" + added++, draws.below(3, step, 5)));
                case 1 -> remove(cluster, node, held);
                case 2 -> loseGpu(cluster, node, held, draws.below(2, step, 6) == 0);
                case 3 -> reclaim(cluster, node, held);
                case 4, 5, 6 -> giveBack(cluster, held, draws.below(Math.max(1, held.size()), step, 7));
                default -> take(cluster, node, 1000L * (1 + draws.below(4, step, 8)), held);
            }
            if (draws.below(3, step, 9) == 0) {
                assertThat(cluster.takenShares()).containsExactly(sharesOfNodes(cluster, resource));
            }
        }
    }

    private static NodeSpec node(String name, int gpus) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 8000)
                .gpus(gpus, gpus == 0 ? "" : "T4")
                .build();
    }

    private static void take(Cluster cluster, int node, long millis, List<Held> held) {
        TaskClass taskClass = TaskClass.builder().cpuMillis(millis).build();
        if (cluster.present(node) && cluster.free(Resources.CPU, node) >= millis) {
            cluster.take(taskClass, node, 0);
            held.add(new Held(taskClass, node));
        }
    }

    private static void giveBack(Cluster cluster, List<Held> held, int which) {
        if (!held.isEmpty()) {
            cluster.reclaimNothing();
            Held one = held.remove(which);
            cluster.giveBack(one.taskClass(), one.node(), 0);
        }
    }

    private static void remove(Cluster cluster, int node, List<Held> held) {
        if (cluster.present(node) && isEmpty(node, held)) {
            cluster.remove(node);
        }
    }

    private static void loseGpu(Cluster cluster, int node, List<Held> held, boolean lost) {
        if (cluster.present(node)
                && isEmpty(node, held)
                && cluster.node(node).gpuCount() > 0
                && cluster.allocatable(Resources.GPU, node)
                        == (lost ? 1000L * cluster.node(node).gpuCount() : 0)
                && cluster.node(node).gpuCount() == 1) {
            cluster.setGpuLost(node, 0, lost);
        }
    }

    private static void reclaim(Cluster cluster, int node, List<Held> held) {
        if (!isEmpty(node, held) && cluster.mayReclaim(node, 500, 0)) {
            cluster.reclaim(node, 500, 0);
        }
    }

    private static boolean isEmpty(int node, List<Held> held) {
        return held.stream().noneMatch(one -> one.node() == node);
    }

    private static float[] sharesOfNodes(Cluster cluster, int resource) {
        float[] shares = new float[GROUPS];
        int nodes = cluster.nodeCount();
        for (int group = 0; group < GROUPS; group++) {
            long taken = 0;
            long capacity = 0;
            for (int node = group * nodes / GROUPS; node < (group + 1) * nodes / GROUPS; node++) {
                capacity += cluster.allocatable(resource, node);
                taken += cluster.allocatable(resource, node) - cluster.free(resource, node);
            }
            shares[group] = capacity == 0 ? Float.NaN : (float) ((double) taken / capacity);
        }
        return shares;
    }
}
