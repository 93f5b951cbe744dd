package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How long pods are kept back, and when a flush looks, worked out by hand. */
final class QueueBackoffTest extends QueueFixture {
    @Test
    void back_off_doubles_up_to_ten_seconds() {
        long[] expectedSeconds = {1, 1, 2, 4, 8, 10, 10, 10};
        for (int attempts = 0; attempts < expectedSeconds.length; attempts++) {
            assertThat(QueueSettings.DEFAULT.backoffNanos(attempts)).isEqualTo(at(1000 * expectedSeconds[attempts]));
        }
        assertThat(QueueSettings.DEFAULT.backoffNanos(Integer.MAX_VALUE)).isEqualTo(at(10_000));
    }

    @Test
    void at_the_very_instant_the_back_off_is_over() {
        failAt(1000, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(2000));
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void a_nanosecond_before_the_pod_is_still_kept_back() {
        failAt(1000, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(2000) - 1);
        assertPlaces(List.of(), List.of(0), List.of());
        assertThat(queue.flushBackoff(at(2000) - 1)).isZero();
        assertThat(queue.flushBackoff(at(2000))).isEqualTo(1);
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void back_off_ends_at_whole_seconds_only_but_an_event_after_its_end_goes_past_it() {
        failAt(1500, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(1600));
        assertThat(queue.nextBackoffFlushNanos()).isEqualTo(at(3000));
        queue.activate(A.index());
        queue.rejected(pop(), FIT, at(3700));
        queue.moveAll(ClusterEvent.NODE_ADD, at(5700));
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void a_back_off_that_ends_at_a_whole_second_is_seen_by_that_flush() {
        failAt(1000, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(1500));
        assertThat(queue.nextBackoffFlushNanos()).isEqualTo(at(2000));
    }

    @Test
    void five_minutes_are_not_enough_at_a_tick_that_comes_exactly_then() {
        failAt(30_000, A, FIT);

        assertThat(queue.nextUnschedulableFlushNanos()).isEqualTo(at(360_000));
        assertThat(queue.flushUnschedulable(at(330_000))).isZero();
        assertThat(queue.moveCycle()).as("an idle flush is no event").isEqualTo(-1);
        assertThat(queue.flushUnschedulable(at(360_000))).isEqualTo(1);
        assertThat(queue.moveCycle()).isEqualTo(1);
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void a_pod_that_failed_just_before_a_tick_waits_for_little_more_than_five_minutes() {
        failAt(29_999, A, FIT);
        assertThat(queue.nextUnschedulableFlushNanos()).isEqualTo(at(330_000));
        assertThat(queue.flushUnschedulable(at(330_000))).isEqualTo(1);
    }

    @Test
    void flushes_keep_the_phase_of_the_start() {
        var late = new SchedulingQueue<TestPod>(QueueSettings.DEFAULT, WAKE_UPS, at(400), Nominator.none());
        late.add(A, at(500));
        QueuedPod<TestPod> popped = late.pop();
        if (popped == null) {
            throw new AssertionError("Nothing is active");
        }
        late.moveAll(ClusterEvent.PV_DELETE, at(500));
        late.rejected(popped, FIT, at(600));
        assertThat(late.nextBackoffFlushNanos()).isEqualTo(at(2400));
        assertThat(late.nextUnschedulableFlushNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
