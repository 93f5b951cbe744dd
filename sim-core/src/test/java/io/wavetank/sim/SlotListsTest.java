package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists hold what was put in and not taken out, whatever the order of both. */
final class SlotListsTest {
    private static final int LISTS = 5;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hold_what_a_set_would_hold(long seed) {
        var draws = new Draws(seed, 0);
        var table = new EventTable(16);
        var lists = new SlotLists(table);
        lists.reset(LISTS);
        List<TreeSet<Integer>> expected = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            expected.add(new TreeSet<>());
        }
        for (int step = 0; step < 2000; step++) {
            int list = draws.below(LISTS, step, 0);
            TreeSet<Integer> set = expected.get(list);
            if (draws.uniform(step, 1) < 0.55) {
                int slot = table.take(step, step, 0, step);
                lists.add(list, slot);
                set.add(slot);
            } else if (!set.isEmpty()) {
                Integer slot = set.ceiling(draws.below(2000, step, 2));
                int gone = slot == null ? set.first() : slot;
                lists.remove(list, gone);
                set.remove(gone);
                table.free(gone);
            }
            if (draws.uniform(step, 3) < 0.002) {
                assertThat(emptied(lists, list)).isEqualTo(set);
                set.forEach(table::free);
                set.clear();
            }
        }
        for (int list = 0; list < LISTS; list++) {
            assertThat(lists.size(list)).isEqualTo(expected.get(list).size());
            assertThat(emptied(lists, list)).isEqualTo(expected.get(list));
            assertThat(lists.size(list)).isZero();
        }
    }

    @Test
    void a_slot_that_comes_and_goes_for_ever_takes_no_more_room() {
        var table = new EventTable(16);
        var lists = new SlotLists(table);
        lists.reset(1);
        int first = table.take(0, 0, 0, 0);
        int second = table.take(0, 1, 0, 0);
        lists.add(0, first);
        lists.add(0, second);
        for (int turn = 0; turn < 10_000; turn++) {
            lists.remove(0, first);
            lists.add(0, first);
            lists.remove(0, second);
            lists.add(0, second);
        }
        assertThat(table.place(first)).isLessThan(16);
        assertThat(table.place(second)).isLessThan(16);
        assertThat(emptied(lists, 0)).containsExactlyInAnyOrder(first, second);
    }

    private static Set<Integer> emptied(SlotLists lists, int list) {
        int[] target = new int[lists.size(list) + 1];
        int end = lists.moveTo(list, target, 1);
        Set<Integer> slots = new TreeSet<>();
        for (int i = 1; i < end; i++) {
            assertThat(slots.add(target[i])).isTrue();
        }
        return slots;
    }
}
