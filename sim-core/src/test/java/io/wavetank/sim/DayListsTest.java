package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists hold what was put in and not taken out, whatever the order of both. */
final class DayListsTest {
    private static final int LISTS = 5;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hold_what_a_set_would_hold(long seed) {
        var draws = new Draws(seed, 0);
        var slots = new EventSlots(16, EventPlaces.NONE);
        var lists = new DayLists(slots);
        lists.reset(LISTS);
        List<TreeSet<Integer>> expected = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            expected.add(new TreeSet<>());
        }
        for (int step = 0; step < 2000; step++) {
            int list = draws.below(LISTS, step, 0);
            TreeSet<Integer> set = expected.get(list);
            if (draws.uniform(step, 1) < 0.55) {
                set.add(add(lists, slots, list));
            } else if (!set.isEmpty()) {
                Integer slot = set.ceiling(draws.below(2000, step, 2));
                int gone = slot == null ? set.first() : slot;
                assertThat(EventSlots.slot(lists.what(slots.place(gone, 0)))).isEqualTo(gone);
                lists.remove(list, slots.place(gone, 0));
                set.remove(gone);
                slots.over(what(gone));
            }
            if (draws.uniform(step, 3) < 0.002) {
                assertThat(emptied(lists, list)).isEqualTo(set);
                set.forEach(slot -> slots.over(what(slot)));
                set.clear();
            }
        }
        for (int list = 0; list < LISTS; list++) {
            assertThat(emptied(lists, list)).isEqualTo(expected.get(list));
            assertThat(emptied(lists, list)).isEmpty();
        }
    }

    @Test
    void an_event_that_comes_and_goes_for_ever_takes_no_more_room() {
        var slots = new EventSlots(16, EventPlaces.NONE);
        var lists = new DayLists(slots);
        lists.reset(1);
        int first = add(lists, slots, 0);
        int second = add(lists, slots, 0);
        for (int turn = 0; turn < 10_000; turn++) {
            for (int slot : new int[] {first, second}) {
                lists.remove(0, slots.place(slot, 0));
                addInto(lists, 0, slot);
            }
        }
        assertThat(slots.place(first, 0)).isBetween(DayLists.PLACES, DayLists.PLACES + 15);
        assertThat(slots.place(second, 0)).isBetween(DayLists.PLACES, DayLists.PLACES + 15);
        assertThat(emptied(lists, 0)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void where_the_events_of_a_moved_list_stood_tells_their_times_until_the_next_is_moved() {
        var slots = new EventSlots(16, EventPlaces.NONE);
        var lists = new DayLists(slots);
        lists.reset(2);
        int[] moved = IntStream.range(0, 30).map(i -> add(lists, slots, 0)).toArray();
        assertThat(emptied(lists, 0)).hasSize(30);
        int[] others = IntStream.range(0, 30).map(i -> add(lists, slots, 1)).toArray();
        for (int slot : moved) {
            assertThat(lists.time(slots.place(slot, 0)) - 1000).isEqualTo(slot);
            assertThat(lists.key(slots.place(slot, 0)) - 2000).isEqualTo(slot);
        }
        assertThat(emptied(lists, 1)).hasSize(30).contains(others[0], others[29]);
        int room = IntStream.of(others).map(slot -> slots.place(slot, 0)).max().orElseThrow();
        for (int turn = 0; turn < 100; turn++) {
            int slot = add(lists, slots, turn & 1);
            assertThat(slots.place(slot, 0)).isLessThanOrEqualTo(room);
            emptied(lists, turn & 1);
        }
    }

    private static int add(DayLists lists, EventSlots slots, int list) {
        int slot = slots.take();
        addInto(lists, list, slot);
        return slot;
    }

    /** The numbers of an event follow from its slot, so that an event that is mixed up with another is seen. */
    private static void addInto(DayLists lists, int list, int slot) {
        lists.add(list, 1000L + slot, 2000L + slot, what(slot));
    }

    private static long what(int slot) {
        return EventSlots.what(slot % 64, slot, slot);
    }

    private static Set<Integer> emptied(DayLists lists, int list) {
        var batch = new EventBatch();
        lists.moveTo(list, batch);
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < batch.size; i++) {
            int slot = EventSlots.slot(batch.whats[i]);
            assertThat(batch.times[i] - 1000).isEqualTo(slot);
            assertThat(batch.keys[i] - 2000).isEqualTo(slot);
            assertThat(EventSlots.subject(batch.whats[i])).isEqualTo(slot);
            assertThat(found.add(slot)).isTrue();
        }
        return found;
    }
}
