package io.wavetank.policy.kubernetes.autoscale.karpenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.NodeGroupView;
import io.wavetank.policy.scaling.ServiceView;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nodes 0 and 1 are of a group that keeps one at least, node 2 is what is bought in the place of node 0. */
final class CommandTest {
    private static final long SECOND = 1_000_000_000L;
    private static final SortedMap<Integer, Integer> ONE = new TreeMap<>(Map.of(1, 1));

    private final Fleet fleet = new Fleet();
    private final List<NodeDecision> decided = new ArrayList<>();

    @Test
    void a_node_goes_when_what_replaces_it_is_there() {
        var command = new Command(List.of(0), ONE, "drifted", fleet, 5 * SECOND);
        assertThat(command.begin(fleet, decided::add)).isFalse();
        assertThat(command.goOn(fleet, 30 * SECOND, decided::add)).isFalse();
        fleet.nodes = 3;
        assertThat(command.goOn(fleet, 60 * SECOND, decided::add)).isTrue();

        assertThat(decided)
                .containsExactly(
                        new NodeDecision.Provision(1, 1), new NodeDecision.Close(0, true), Command.drain(0, "drifted"));
    }

    @Test
    void a_node_takes_pods_again_if_another_of_its_group_went_meanwhile_and_it_is_the_last_that_must_stay() {
        var command = new Command(List.of(0), ONE, "drifted", fleet, 5 * SECOND);
        command.begin(fleet, decided::add);
        fleet.leaving.add(1); // expired, say
        fleet.nodes = 3;
        assertThat(command.goOn(fleet, 60 * SECOND, decided::add)).isTrue();

        assertThat(decided)
                .containsExactly(
                        new NodeDecision.Provision(1, 1),
                        new NodeDecision.Close(0, true),
                        new NodeDecision.Close(0, false));
    }

    private static final class Fleet implements FleetView {
        private final TreeSet<Integer> leaving = new TreeSet<>();
        private int nodes = 2;

        @Override
        public ClusterView cluster() {
            return (ClusterView) Proxy.newProxyInstance(
                    CommandTest.class.getClassLoader(), new Class<?>[] {ClusterView.class}, (proxy, method, given) -> {
                        assertThat(method.getName()).isEqualTo("nodeCount");
                        return nodes;
                    });
        }

        @Override
        public List<? extends NodeGroupView> groups() {
            return List.of(new Group(0, 1), new Group(1, 0));
        }

        @Override
        public int groupOf(int node) {
            return node / 2;
        }

        @Override
        public boolean present(int node) {
            return node < nodes;
        }

        @Override
        public boolean leaving(int node) {
            return leaving.contains(node);
        }

        @Override
        public long sinceNanos(int node) {
            return node < 2 ? 0 : 50 * SECOND;
        }

        @Override
        public List<TaskView> tasksOn(int node) {
            return List.of();
        }

        @Override
        public List<TaskView> unplaced() {
            return List.of();
        }

        @Override
        public List<TaskView> waiting() {
            return List.of();
        }

        @Override
        public List<? extends ServiceView> services() {
            return List.of();
        }

        @Override
        public List<DisruptionBudget> budgets() {
            return List.of();
        }
    }

    private record Group(int index, int least) implements NodeGroupView {
        @Override
        public String name() {
            return "group " + index;
        }

        @Override
        public int most() {
            return 10;
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public int booting() {
            return 1;
        }

        @Override
        public int failures() {
            return 0;
        }

        @Override
        public long lastFailureNanos() {
            return -1;
        }

        @Override
        public NodeView template() {
            throw new IllegalStateException("Nobody asks what a node would be");
        }

        @Override
        public boolean spot() {
            return false;
        }
    }
}
