package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Kinds whose jobs have one task on each node. */
final class EachNodeTest {
    private static final Toleration TOLERATED = new Toleration("dedicated", null, null);

    @Test
    void whatever_the_cluster_each_job_has_one_task_for_each_node_where_it_may_go_and_that_node_alone_will_do() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            ClusterSpec cluster = cluster(random);
            Placement placement = Placement.ANYWHERE
                    .withNodeSelector(random.nextBoolean() ? Map.of("disk", "ssd") : Map.of())
                    .withTolerations(random.nextBoolean() ? List.of(TOLERATED) : List.of());
            List<String> nodes = placement.eachNode(cluster);
            assertThat(nodes).isEqualTo(expected(cluster, placement));
            if (!nodes.isEmpty()) {
                JobShape shape = new JobShape(Amount.of(1), new Constant(1), Amount.of(1), random.nextBoolean());
                Kind kind = Kinds.web("agent").with(placement).with(shape.eachOf(nodes));
                holds(Kinds.play(Kinds.of(new Poisson(0.01), kind, 4L * nodes.size())), nodes, cluster);
            }
        }
    }

    private static void holds(List<Submission> tasks, List<String> nodes, ClusterSpec cluster) {
        Map<String, List<String>> byJob = new HashMap<>();
        for (Submission task : tasks) {
            var affinity = task.taskClass().pod().nodeAffinity();
            List<String> allowed = cluster.nodes().stream()
                    .filter(node -> affinity.allows(node.name(), node.labels()))
                    .map(NodeSpec::name)
                    .toList();
            assertThat(allowed).hasSize(1).first().isEqualTo(affinity.node());
            assertThat(task.id()).startsWith(task.job() + "-");
            byJob.computeIfAbsent(task.job(), key -> new ArrayList<>()).addAll(allowed);
        }
        // jobs may overlap, so that the last ones may be cut off
        assertThat(byJob.get("agent-0")).isEqualTo(nodes);
        assertThat(byJob.values()).allSatisfy(each -> assertThat(each).isEqualTo(nodes.subList(0, each.size())));
    }

    private static List<String> expected(ClusterSpec cluster, Placement placement) {
        List<String> names = new ArrayList<>();
        for (NodeSpec node : cluster.nodes()) {
            boolean suits = placement.nodeSelector().isEmpty() || node.labels().containsKey("disk");
            boolean tolerated =
                    node.taints().isEmpty() || !placement.tolerations().isEmpty();
            if (suits && tolerated && !node.cordoned()) {
                names.add(node.name());
            }
        }
        return names;
    }

    private static ClusterSpec cluster(Random random) {
        List<NodeSpec> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            var node = NodeSpec.builder("n-" + i).capacity(Resources.CPU, 8000);
            if (random.nextInt(3) > 0) {
                node.label("disk", "ssd");
            }
            if (random.nextInt(3) == 0) {
                node.taints(List.of(new Taint("dedicated", "x", Taint.Effect.NO_SCHEDULE)));
            }
            if (random.nextInt(4) == 0) {
                node.cordoned(true);
            }
            nodes.add(node.build());
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }

    @Test
    void on_a_cluster_of_one_node_the_task_is_still_one_of_a_job() {
        Kind kind = Kinds.web("agent").with(JobShape.SINGLE.eachOf(List.of("n-1")));
        Submission task = Kinds.play(Kinds.of(new AtStart(1), kind, 1)).get(0);

        assertThat(task.id()).isEqualTo("agent-0-0");
        assertThat(task.job()).isEqualTo("agent-0");
    }

    @Test
    void what_services_of_each_node_hold_counts_in_the_load() {
        Kind kind = Kind.of("agent", Sizes.of(Amount.of(500), Amount.NONE), Life.stays())
                .with(JobShape.SINGLE.eachOf(List.of("a", "b", "c")));

        assertThat(OfferedLoad.standing(Kinds.of(new AtStart(2), kind, 6), Resources.CPU))
                .isEqualTo(3000);
    }

    @Test
    void as_many_tasks_as_nodes_are_asked_for() {
        assertThatThrownBy(
                        () -> new JobShape(Amount.of(2), new Constant(0), Amount.of(1), true, List.of("a", "b", "c")))
                .hasMessageContaining("not one for each of 3 nodes");
    }
}
