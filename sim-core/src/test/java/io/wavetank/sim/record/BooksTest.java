package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BooksTest {
    private final Cluster cluster = new Cluster(
            new ClusterSpec(
                    Resources.basic(),
                    List.of(NodeSpec.builder("n")
                            .capacity(Resources.CPU, 1000)
                            .capacity(Resources.MEMORY, 1 << 20)
                            .build())),
            new TaskTable());

    private static RunResult.TaskCounts counts(long submitted, long finished) {
        return new RunResult.TaskCounts(submitted, finished, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>());
    }

    @Test
    void balance_where_nothing_is_held_and_all_have_finished() {
        assertThatCode(() -> Books.check(cluster, counts(7, 7))).doesNotThrowAnyException();
    }

    @Test
    void do_not_balance_where_a_task_has_no_final_state() {
        assertThatThrownBy(() -> Books.check(cluster, counts(7, 6)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The books do not balance: tasks of all tasks: 7 expected, 6 found");
    }

    @Test
    void do_not_balance_where_a_node_holds_for_no_task() {
        cluster.take(TaskClass.builder().cpuMillis(500).build(), 0, 0);
        assertThatThrownBy(() -> Books.check(cluster, counts(0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The books do not balance: cpu of n: 0 expected, 500 found");
    }
}
