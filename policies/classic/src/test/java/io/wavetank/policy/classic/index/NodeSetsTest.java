package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NodeSetsTest {
    private static final int NODES = 10_000;

    /** Three sets, one crowded, one of a few, one mostly of one or none; nodes in three chunks. */
    @Test
    void sets_answer_as_sorted_sets_do() {
        var draws = new Draws(1, 0).stream("sets");
        var sets = new NodeSets(3, NODES);
        List<TreeSet<Integer>> expected = new ArrayList<>();
        for (int set = 0; set < 3; set++) {
            expected.add(new TreeSet<>());
        }
        int[] spread = {NODES, 8, 2};
        for (int step = 0; step < 60_000; step++) {
            int set = draws.below(3, step, 0);
            int node = draws.below(spread[set], step, 1) * (NODES / spread[set]);
            if (expected.get(set).add(node)) {
                sets.add(set, node);
            } else if (draws.below(3, step, 2) > 0) {
                expected.get(set).remove(node);
                sets.remove(set, node);
            }
            int from = draws.below(NODES + 1, step, 3);
            Integer next = expected.get(set).ceiling(from);
            assertThat(sets.isEmpty(set)).isEqualTo(expected.get(set).isEmpty());
            assertThat(sets.next(set, from))
                    .as("set %d from %d, step %d", set, from, step)
                    .isEqualTo(next == null ? -1 : next);
        }
    }

    @Test
    void a_set_is_shared_from_its_second_node_until_it_is_released() {
        var sets = new NodeSets(1, 100);
        sets.add(0, 7);
        assertThat(sets.wasShared(0)).isFalse();

        sets.add(0, 3);
        sets.remove(0, 7);
        assertThat(sets.next(0, 0)).isEqualTo(3);
        sets.remove(0, 3);
        assertThat(sets.wasShared(0)).isTrue();

        sets.release(0);
        assertThat(sets.wasShared(0)).isFalse();
    }
}
