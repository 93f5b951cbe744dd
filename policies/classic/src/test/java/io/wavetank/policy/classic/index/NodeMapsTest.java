package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NodeMapsTest {
    private static final int NODES = 10_001;

    /** Three sets, one crowded, one of a few, one mostly of one or none; nodes in three groups of words. */
    @Test
    void sets_and_their_unions_answer_as_sorted_sets_do() {
        var draws = new Draws(1, 0).stream("sets");
        var maps = new NodeMaps(3, NODES);
        List<TreeSet<Integer>> expected = new ArrayList<>();
        for (int set = 0; set < 3; set++) {
            expected.add(new TreeSet<>());
        }
        int[] spread = {NODES, 8, 2};
        int[] all = {2, 0, 1};
        for (int step = 0; step < 60_000; step++) {
            int set = draws.below(3, step, 0);
            int node = Math.min(NODES - 1, draws.below(spread[set], step, 1) * (NODES / (spread[set] - 1)));
            if (expected.get(set).add(node)) {
                maps.add(set, node);
            } else if (draws.below(3, step, 2) > 0) {
                expected.get(set).remove(node);
                maps.remove(set, node);
            }
            assertThat(maps.least(set)).isEqualTo(next(expected.get(set), 0));
            int from = draws.below(NODES + 1, step, 3);
            int begin = draws.below(3, step, 4);
            int least = NodeMaps.NONE;
            for (int i = begin; i < 3; i++) {
                least = Math.min(least, next(expected.get(all[i]), from));
            }
            assertThat(maps.next(all, begin, 3, from))
                    .as("from %d, step %d", from, step)
                    .isEqualTo(least);
        }
    }

    @Test
    void the_least_of_some_sets_is_that_of_whichever_of_them_holds_it() {
        var maps = new NodeMaps(10, NODES);
        for (int set = 0; set < 9; set++) { // the last stays empty
            maps.add(set, 500 + set);
        }
        for (int count = 0; count <= 10; count++) {
            for (int lowest = 0; lowest < 9; lowest++) {
                maps.add(lowest, 7);
                int expected = lowest < count ? 7 : count == 0 ? NodeMaps.NONE : 500;
                assertThat(maps.leastOf(IntStream.range(0, count).toArray()))
                        .as("of %d, lowest in %d", count, lowest)
                        .isEqualTo(expected);
                maps.remove(lowest, 7);
            }
        }
        assertThat(maps.leastOf(new int[] {9})).isEqualTo(NodeMaps.NONE);
    }

    private static int next(NavigableSet<Integer> set, int from) {
        Integer next = set.ceiling(from);
        return next == null ? NodeMaps.NONE : next;
    }
}
