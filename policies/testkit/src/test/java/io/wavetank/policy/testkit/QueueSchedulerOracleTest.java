package io.wavetank.policy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Resources;
import io.wavetank.policy.compose.Profile;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link QueueScheduler} is thrifty; what it decides is what trying every waiting task after every change would decide. */
final class QueueSchedulerOracleTest {
    private static final PlacementPolicy FIRST = (task, cluster, attempt) -> {
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (Feasibility.fits(task.taskClass(), cluster.node(node))) {
                return node;
            }
        }
        return Attempt.NOWHERE;
    };

    /** Feasible nodes by a draw of the task's, so that a wrong order of placements shows. */
    private static final PlacementPolicy DRAWN = (task, cluster, attempt) -> {
        int[] feasible = IntStream.range(0, cluster.nodeCount())
                .filter(node -> Feasibility.fits(task.taskClass(), cluster.node(node)))
                .toArray();
        return feasible.length == 0
                ? Attempt.NOWHERE
                : feasible[attempt.draws().below(feasible.length, task.sequence(), task.attempts())];
    };

    private static final List<Function<ClusterView, PlacementPolicy>> POLICIES = List.of(
            cluster -> FIRST,
            cluster -> DRAWN,
            cluster -> Profile.of((task, node) -> -node.free(Resources.CPU), DeviceChoice.FULLEST));

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.wavetank.policy.testkit.SchedulerProperties#seeds")
    void decides_as_if_every_waiting_task_were_tried_after_every_change(long seed) {
        Workload workload = RandomWorkload.of(seed);
        for (var policy : POLICIES) {
            for (Blocking blocking : Blocking.values()) {
                for (QueueSort sort : List.of(QueueSort.FIFO, QueueSort.PRIORITY_FIFO)) {
                    String thrifty = SchedulerRun.of(
                                    workload,
                                    (cluster, draws) ->
                                            new QueueScheduler(policy.apply(cluster), sort, blocking, cluster, draws),
                                    seed)
                            .starts();
                    String naive = SchedulerRun.of(
                                    workload,
                                    (cluster, draws) ->
                                            new NaiveScheduler(policy.apply(cluster), sort, blocking, cluster, draws),
                                    seed)
                            .starts();
                    assertThat(thrifty).as("%s, seed %d", blocking, seed).isEqualTo(naive);
                }
            }
        }
    }
}
