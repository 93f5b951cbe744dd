package io.wavetank.policy.kubernetes.autoscale.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept from step to step changes no decision: a planner that is shown lists that it knows says what one says that is shown new ones. */
final class TrialStateTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_same_lists_and_lists_made_anew_come_to_the_same(long seed) {
        var draws = new Draws(seed, 0);
        var options = new ScaleDownOptions(0.8, 0, false, false, true, true, 60_000, 60_000, 30_000);
        var kept = new ScaleDownPlanner(options);
        var fresh = new ScaleDownPlanner(options);
        List<ScalableNode> nodes = new ArrayList<>();
        List<List<RunningPod>> pods = new ArrayList<>();
        int made = 0;
        int removable = 0;
        for (int step = 0; step < 120; step++) {
            int does = draws.below(4, step, 0);
            if (nodes.size() < 4 || does == 0) {
                String name = "n" + made++;
                nodes.add(ScaleDownExamples.node(name));
                List<RunningPod> there = new ArrayList<>();
                for (int i = draws.below(4, step, 1); i >= 0; i--) {
                    there.add(ScaleDownExamples.pod("p" + made++, name, 1000));
                }
                pods.add(List.copyOf(there));
            } else if (does == 1) {
                int gone = draws.below(nodes.size(), step, 2);
                nodes.remove(gone);
                pods.remove(gone);
            } else if (does == 2) {
                int changes = draws.below(nodes.size(), step, 3);
                List<RunningPod> there = new ArrayList<>(pods.get(changes));
                if (there.isEmpty() || draws.below(2, step, 4) == 0) {
                    there.add(ScaleDownExamples.pod(
                            "p" + made++, nodes.get(changes).name(), 1000));
                } else {
                    there.remove(0);
                }
                pods.set(changes, List.copyOf(there));
            }
            long now = step * 10_000L;
            ScaleDownPlanner.Plan one = kept.step(cluster(nodes, pods), now);
            List<List<RunningPod>> anew = new ArrayList<>();
            pods.forEach(each -> anew.add(new ArrayList<>(each)));

            assertThat(fresh.step(cluster(nodes, anew), now)).isEqualTo(one);
            removable += one.unneeded().size();
        }
        assertThat(removable).isPositive();
    }

    private static ScaleDownCluster cluster(List<ScalableNode> nodes, List<List<RunningPod>> pods) {
        return new ScaleDownCluster(
                nodes,
                pods,
                new TreeMap<>(Map.of("group", new NodeGroupSize(0, nodes.size()))),
                Map.of(new ScaleDownCluster.Workload("ReplicaSet", "default", "web"), 3),
                List.of(ScaleDownExamples.budget("default", 5)));
    }
}
