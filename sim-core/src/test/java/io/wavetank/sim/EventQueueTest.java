package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventQueueTest {
    private final EventQueue queue = new EventQueue(0);

    @Test
    void orders_by_time_then_rank_then_insertion() {
        queue.schedule(20, 0, 1, 10);
        queue.schedule(10, 5, 2, 11);
        queue.schedule(10, 255, 3, 12);
        queue.schedule(10, 5, 4, 13);
        queue.schedule(10, 0, 5, 14);

        assertThat(drain()).isEqualTo("10/0:5,14 10/5:2,11 10/5:4,13 10/255:3,12 20/0:1,10 ");
    }

    @Test
    void fires_an_event_for_the_present_instant_within_that_instant() {
        queue.schedule(10, 3, 1, 0);
        queue.schedule(10, 4, 2, 0);
        assertThat(queue.poll()).isTrue();
        queue.schedule(10, 0, 3, 0);
        queue.schedule(10, 4, 4, 0);

        assertThat(drain()).isEqualTo("10/0:3,0 10/4:2,0 10/4:4,0 ");
    }

    @Test
    void keeps_every_bit_of_kind_subject_and_time() {
        queue.schedule(Long.MAX_VALUE, 255, EventQueue.KIND_MAX, -1);
        queue.schedule(0, 1, 42, Integer.MIN_VALUE);
        queue.schedule(0, 1, 0, Integer.MAX_VALUE);

        assertThat(drain()).isEqualTo("0/1:42,-2147483648 0/1:0,2147483647 9223372036854775807/255:63,-1 ");
    }

    @Test
    void orders_crowds_at_both_ends_of_time() {
        for (int i = 0; i < 1000; i++) {
            queue.schedule(Long.MAX_VALUE - (i * 7919) % 1000, 0, 1, i);
            queue.schedule((i * 7919) % 1000, 0, 0, i);
            queue.schedule(i % 2 == 0 ? 500 : Long.MAX_VALUE, 1, 2, i);
        }
        int fired = 0;
        for (long last = 0; queue.poll(); fired++) {
            assertThat(queue.timeNanos()).isGreaterThanOrEqualTo(last);
            last = queue.timeNanos();
        }
        assertThat(fired).isEqualTo(3000);
        assertThat(queue.timeNanos()).isEqualTo(Long.MAX_VALUE);
        queue.schedule(Long.MAX_VALUE, 0, 3, 3);
        assertThat(drain()).isEqualTo("9223372036854775807/0:3,3 ");
    }

    @Test
    void says_what_comes_next_without_taking_it() {
        assertThat(queue.nextTimeNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isFalse();
        assertThatThrownBy(queue::nextRank).isInstanceOf(IllegalStateException.class);

        queue.schedule(30, 7, 0, 0);
        int first = queue.schedule(20, 9, 0, 0);
        assertThat(queue.nextTimeNanos()).isEqualTo(20);
        assertThat(queue.nextRank()).isEqualTo(9);
        assertThat(queue.size()).isEqualTo(2);
        queue.cancel(first);
        assertThat(queue.nextTimeNanos()).isEqualTo(30);
        assertThat(queue.nextRank()).isEqualTo(7);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.timeNanos()).isZero();
    }

    @Test
    void moves_an_event_behind_those_already_waiting_at_the_new_instant() {
        int moved = queue.schedule(5, 2, 1, 1);
        queue.schedule(10, 2, 2, 2);
        queue.reschedule(moved, 10);
        queue.schedule(10, 2, 3, 3);
        queue.reschedule(moved, 10);

        assertThat(drain()).isEqualTo("10/2:2,2 10/2:3,3 10/2:1,1 ");
    }

    @Test
    void refuses_the_past_and_leaves_the_event_where_it_was() {
        queue.schedule(10, 0, 1, 0);
        int later = queue.schedule(20, 0, 2, 0);
        queue.poll();

        assertThatThrownBy(() -> queue.schedule(9, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An event at 9 ns lies in the past: the time is 10 ns");
        assertThatThrownBy(() -> queue.reschedule(later, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThat(drain()).isEqualTo("20/0:2,0 ");
        assertThatThrownBy(() -> new EventQueue(1).schedule(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_ranks_kinds_and_capacities_out_of_range() {
        assertThatThrownBy(() -> queue.schedule(0, 0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.schedule(0, 0, 64, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.schedule(0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.schedule(0, 256, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventQueue(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventQueue(1 << 25)).isInstanceOf(IllegalArgumentException.class);
        assertThat(queue.size()).isZero();
    }

    @Test
    void detects_stale_handles() {
        int fired = queue.schedule(1, 0, 0, 0);
        queue.poll();
        int cancelled = queue.schedule(2, 0, 0, 0);
        queue.cancel(cancelled);
        int live = queue.schedule(3, 0, 0, 0); // reuses the place of both

        for (int stale : new int[] {fired, cancelled, -1, live + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> queue.cancel(stale)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> queue.reschedule(stale, 4)).isInstanceOf(IllegalStateException.class);
        }
        queue.cancel(live);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void forgets_everything_when_cleared() {
        int stale = queue.schedule(1, 0, 0, 0);
        queue.schedule(7, 3, 4, 5);
        queue.poll();
        int alsoStale = queue.schedule(7, 3, 4, 5);
        queue.clear();

        assertThat(queue.size()).isZero();
        assertThat(queue.timeNanos() + queue.rank() + queue.kind() + queue.subject())
                .isZero();
        assertThatThrownBy(() -> queue.cancel(stale)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue.cancel(alsoStale)).isInstanceOf(IllegalStateException.class);
        queue.schedule(0, 1, 2, 3);
        assertThat(drain()).isEqualTo("0/1:2,3 ");
    }

    @Test
    void survives_a_timer_that_is_moved_a_million_times_and_others_cancelled_as_often() {
        int timer = queue.schedule(1, 0, 1, 1);
        for (int i = 0; i < 1_000_000; i++) {
            queue.reschedule(timer, i % 1000);
            queue.cancel(queue.schedule(i, 0, 2, i));
        }
        queue.reschedule(timer, 5);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(drain()).isEqualTo("5/0:1,1 ");
    }

    private String drain() {
        var fired = new StringBuilder();
        while (queue.poll()) {
            fired.append(queue.timeNanos()).append('/').append(queue.rank()).append(':');
            fired.append(queue.kind()).append(',').append(queue.subject()).append(' ');
        }
        return fired.toString();
    }

    @Test
    void crowds_of_one_instant_near_now_and_at_the_end_of_time_fire_in_order() {
        var queue = new EventQueue(0);
        int crowd = 3000;
        for (int i = 0; i < crowd; i++) {
            queue.schedule(Long.MAX_VALUE - crowd + i, 0, 1, i);
            queue.schedule(5, 0, 2, i);
            queue.schedule(1_000_000_000_000L, 0, 3, i);
            queue.schedule(i / 2, 0, 4, i);
        }
        List<Long> times = new ArrayList<>();
        int[] last = {-1, -1, -1, -1, -1};
        while (queue.poll()) {
            times.add(queue.timeNanos());
            assertThat(queue.subject()).isEqualTo(++last[queue.kind()]);
        }
        assertThat(times).hasSize(4 * crowd).isSorted();
    }

    @Test
    void a_queue_that_empties_and_fills_again_at_another_pace_stays_in_order() {
        var queue = new EventQueue(0);
        long last = 0;
        for (long pace : new long[] {1, 1_000_000, 7, 1_000_000_000_000L, 100}) {
            for (int i = 0; i < 5000; i++) {
                queue.schedule(queue.timeNanos() + (i * 7919L % 5000) * pace, 0, 0, i);
            }
            for (int i = 0; i < 4900; i++) {
                assertThat(queue.poll()).isTrue();
                assertThat(queue.timeNanos()).isGreaterThanOrEqualTo(last);
                last = queue.timeNanos();
            }
        }
        assertThat(queue.size()).isEqualTo(500);
    }
}
