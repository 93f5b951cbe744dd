package io.wavetank.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The totals that are kept up at each change are the sums over the nodes, whatever happens to these, and in whatever order. */
final class ClusterTotalsTest {
    private static final int STEPS = 400;

    /** What the test itself knows of a node. */
    private static final class Node {
        private final NodeSpec spec;
        private final List<TaskClass> held = new ArrayList<>();
        private int cordons;
        private boolean down;
        private boolean gone;
        private int gpusLost;

        Node(NodeSpec spec) {
            this.spec = spec;
        }

        long held(int resource) {
            return held.stream().mapToLong(each -> each.totalRequest(resource)).sum();
        }

        long offered(int resource) {
            return gone ? 0 : spec.allocatable(resource) - (resource == Resources.GPU ? 1000L * gpusLost : 0);
        }

        boolean available() {
            return !gone && !down && cordons == 0;
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private Cluster cluster = new Cluster(new ClusterSpec(Resources.basic(), List.of(node(0))), new TaskTable());
    private Draws draws = new Draws(0, 0);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void are_the_sums_over_the_nodes(long seed) {
        draws = new Draws(seed, 0);
        List<NodeSpec> specs =
                IntStream.range(0, 5).mapToObj(ClusterTotalsTest::node).toList();
        specs.forEach(spec -> nodes.add(new Node(spec)));
        cluster = new Cluster(new ClusterSpec(Resources.basic(), specs), new TaskTable());
        cluster.watchRoom();
        for (int step = 0; step < STEPS; step++) {
            happens(draws.below(9, step, 0), draws.below(nodes.size(), step, 1), step);
            for (int resource : new int[] {Resources.CPU, Resources.MEMORY, Resources.GPU}) {
                check(resource, step);
            }
            assertThat(cluster.nodesPresent()).isEqualTo(count(node -> !node.gone));
            assertThat(cluster.nodesUp()).isEqualTo(count(node -> !node.gone && !node.down));
        }
        assertThat(nodes).anyMatch(node -> node.gone).anyMatch(node -> node.gpusLost > 0);
    }

    private void happens(int what, int at, int step) {
        Node node = nodes.get(at);
        switch (what) {
            case 0 -> {
                NodeSpec spec = node(nodes.size());
                assertThat(cluster.add(spec)).isEqualTo(nodes.size());
                nodes.add(new Node(spec));
            }
            case 1 -> leave(at, node);
            case 2 -> {
                boolean more = node.cordons == 0 || draws.below(2, step, 2) == 0;
                cluster.setCordoned(at, more);
                node.cordons += more ? 1 : -1;
            }
            case 3 -> {
                cluster.setDown(at, !node.down);
                node.down ^= !node.gone;
            }
            case 4 -> loseGpu(at, node, step);
            case 5 -> {
                if (!node.held.isEmpty()) {
                    cluster.giveBack(node.held.remove(0), at, 0);
                }
            }
            default -> take(at, node, 1000L * (1 + draws.below(4, step, 2)));
        }
    }

    private void leave(int at, Node node) {
        if (!node.gone && node.held.isEmpty()) {
            cluster.remove(at);
            node.gone = true;
        }
    }

    /** Of a node that is gone too: what was lost comes back when its time has come. */
    private void loseGpu(int at, Node node, int step) {
        if (node.gpusLost > 0 && draws.below(2, step, 2) == 0) {
            cluster.setGpuLost(at, --node.gpusLost, false);
        } else if (node.gpusLost < node.spec.gpuCount()) {
            cluster.setGpuLost(at, node.gpusLost++, true);
        }
    }

    private void take(int at, Node node, long millis) {
        TaskClass taskClass =
                TaskClass.builder().cpuMillis(millis).memoryBytes(millis << 20).build();
        if (!node.gone && cluster.free(Resources.CPU, at) >= millis) {
            cluster.take(taskClass, at, 0);
            node.held.add(taskClass);
        }
    }

    private void check(int resource, int step) {
        long installed = 0;
        long available = 0;
        long held = 0;
        long room = 0;
        for (Node node : nodes) {
            installed += node.gone ? 0 : node.spec.allocatable(resource);
            held += node.held(resource);
            available += node.available() ? node.offered(resource) : 0;
            room += node.available() ? node.offered(resource) - node.held(resource) : 0;
        }
        String what = "resource " + resource + ", step " + step;
        assertThat(cluster.totalAllocatable(resource)).as(what).isEqualTo(installed);
        assertThat(cluster.totalAvailable(resource)).as(what).isEqualTo(available);
        assertThat(cluster.totalRequested(resource)).as(what).isEqualTo(held);
        assertThat(cluster.room(resource)).as(what).isEqualTo(room);
    }

    private int count(Predicate<Node> which) {
        return (int) nodes.stream().filter(which).count();
    }

    private static NodeSpec node(int number) {
        int gpus = number % 3;
        return NodeSpec.builder("n" + number)
                .capacity(Resources.CPU, 8000)
                .capacity(Resources.MEMORY, 64L << 30)
                .gpus(gpus, gpus == 0 ? "" : "T4")
                .build();
    }
}
