package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand; {@code at(x)} is x milliseconds after the start. */
final class SchedulingQueueTest {
    private static final WakeUps WAKE_UPS = WakeUps.kubernetes126();
    private static final long FIT = WAKE_UPS.plugins(List.of("NodeResourcesFit"));
    private static final long AFFINITY = WAKE_UPS.plugins(List.of("NodeAffinity"));
    private static final long SPREAD = WAKE_UPS.plugins(List.of("PodTopologySpread"));
    private static final TestPod A = TestPod.of(0, 0);
    private static final TestPod B = TestPod.of(1, 0);
    private static final TestPod URGENT = TestPod.of(2, 10);

    private final List<String> nominator = new ArrayList<>();
    private final Nominator<TestPod> told = new Nominator<>() {
        @Override
        public void forget(TestPod pod) {
            nominator.add("forget " + pod.index());
        }

        @Override
        public void replace(TestPod before, TestPod after) {
            nominator.add("replace " + before.revision() + " by " + after.revision());
        }
    };
    private final SchedulingQueue<TestPod> queue = new SchedulingQueue<>(QueueSettings.DEFAULT, WAKE_UPS, 0, told);

    private static long at(long millis) {
        return millis * 1_000_000;
    }

    private QueuedPod<TestPod> pop() {
        QueuedPod<TestPod> popped = queue.pop();
        if (popped == null) {
            throw new AssertionError("Nothing is active");
        }
        return popped;
    }

    /** Adds the pod, pops it, and lets it fail at the time given; no other may be active. */
    private void failAt(long millis, TestPod pod, long plugins) {
        queue.add(pod, at(millis));
        queue.rejected(pop(), plugins, at(millis));
    }

    private static List<Integer> pods(List<QueuedPod<TestPod>> entries) {
        return entries.stream().map(entry -> entry.pod().index()).toList();
    }

    private void assertPlaces(List<Integer> active, List<Integer> backoff, List<Integer> unschedulable) {
        assertThat(pods(queue.active())).as("active").isEqualTo(active);
        assertThat(pods(queue.backoff())).as("back-off").isEqualTo(backoff);
        assertThat(pods(queue.unschedulable())).as("unschedulable").isEqualTo(unschedulable);
        assertThat(queue.size()).isEqualTo(active.size() + backoff.size() + unschedulable.size());
        assertThat(queue.hasActive()).isEqualTo(!active.isEmpty());
    }

    @Test
    void priority_goes_before_age_and_age_before_nothing() {
        queue.add(A, at(1));
        queue.add(B, at(2));
        queue.add(URGENT, at(3));

        assertPlaces(List.of(2, 0, 1), List.of(), List.of());
        assertThat(pop().pod()).isEqualTo(URGENT);
        assertThat(queue.cycle()).isEqualTo(1);
    }

    @Test
    void pods_of_one_instant_leave_in_the_order_of_their_adding() {
        queue.add(B, at(1));
        queue.add(A, at(1));

        assertPlaces(List.of(1, 0), List.of(), List.of());
    }

    @Test
    void a_pod_that_comes_back_keeps_the_time_of_its_failure() {
        failAt(1000, A, FIT);
        queue.add(B, at(2500));
        queue.moveAll(ClusterEvent.NODE_ADD, at(3000));

        assertPlaces(List.of(0, 1), List.of(), List.of());
        assertThat(queue.active().get(0).timestampNanos()).isEqualTo(at(1000));
    }

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

    @Test
    void any_event_during_the_attempt_sends_the_pod_to_back_off() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.moveAll(ClusterEvent.PV_DELETE, at(10));
        queue.rejected(attempt, FIT, at(20));
        assertPlaces(List.of(), List.of(0), List.of());
        assertThat(queue.backoff().get(0).expiryNanos()).isEqualTo(at(1020));
    }

    @Test
    void an_event_before_the_pop_does_not() {
        queue.add(A, at(0));
        queue.moveAll(ClusterEvent.NODE_ADD, at(1));
        queue.rejected(pop(), FIT, at(20));
        assertPlaces(List.of(), List.of(), List.of(0));
    }

    @Test
    void nor_does_an_event_during_the_attempt_if_another_pod_was_popped_since() {
        queue.add(A, at(0));
        queue.add(B, at(1));
        QueuedPod<TestPod> first = pop();
        queue.moveAll(ClusterEvent.NODE_ADD, at(2));
        queue.assume(first);
        queue.assume(pop());
        queue.failed(first, at(3));
        assertPlaces(List.of(), List.of(), List.of(0));
    }

    @Test
    void adding_deleting_updating_and_activating_are_no_events() {
        failAt(1, A, FIT);
        queue.add(B, at(2));
        queue.update(B.revised(), false, at(3));
        queue.activate(A.index());
        queue.delete(B);
        assertThat(queue.moveCycle()).isEqualTo(-1);
    }

    @Test
    void an_event_moves_only_pods_that_a_listening_plugin_rejected() {
        failAt(1, A, AFFINITY);
        failAt(2, B, FIT | AFFINITY);
        queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, at(5000));
        assertPlaces(List.of(1), List.of(), List.of(0));
    }

    @Test
    void every_event_moves_a_pod_that_no_plugin_rejected() {
        queue.add(A, at(1));
        queue.failed(pop(), at(1));
        queue.moveAll(ClusterEvent.CSI_NODE_DELETE, at(5000));
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void an_event_that_moves_nothing_counts_all_the_same() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.move(ClusterEvent.NODE_ADD, pod -> false, at(1));
        assertThat(queue.moveCycle()).isEqualTo(1);
        queue.rejected(attempt, FIT, at(2));
        assertPlaces(List.of(), List.of(0), List.of());
    }

    @Test
    void only_pods_that_pass_are_moved_and_each_kind_is_asked_once() {
        failAt(1, A.ofKind(3), FIT);
        failAt(2, B.ofKind(40), FIT);
        failAt(3, URGENT.ofKind(40), FIT);
        var asked = new ArrayList<Integer>();
        queue.move(ClusterEvent.NODE_ADD, pod -> asked.add(pod.kind()) && pod.kind() == 40, at(9000));
        assertThat(asked).containsExactlyInAnyOrder(3, 40);
        assertPlaces(List.of(2, 1), List.of(), List.of(0));
    }

    @Test
    void pods_that_the_event_does_not_wake_are_not_even_asked_about() {
        failAt(1, A, AFFINITY);
        queue.move(
                ClusterEvent.ASSIGNED_POD_ADD,
                pod -> {
                    throw new AssertionError("asked about " + pod);
                },
                at(9000));
        assertPlaces(List.of(), List.of(), List.of(0));
    }

    @Test
    void a_pod_rejected_by_spread_alone_stays_if_its_affinity_does_not_match_the_new_pod() {
        failAt(1, A, SPREAD);
        queue.move(ClusterEvent.ASSIGNED_POD_ADD, pod -> false, at(9000));
        assertPlaces(List.of(), List.of(), List.of(0));
    }

    @Test
    void an_update_during_the_attempt_makes_a_second_entry_and_the_failing_one_is_dropped() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.update(A.revised(), true, at(5));
        assertPlaces(List.of(0), List.of(), List.of());
        assertThat(queue.active().get(0).attempts()).isZero();
        queue.rejected(attempt, FIT, at(9));

        assertPlaces(List.of(0), List.of(), List.of());
        assertThat(queue.active().get(0).timestampNanos()).isEqualTo(at(5));
        assertThat(pop().attempts()).isEqualTo(1);
    }

    @Test
    void the_duplicate_of_a_pod_that_is_being_bound_is_skipped_but_counts() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.update(A.revised(), false, at(5));
        queue.assume(attempt);

        assertThat(pop().duplicate()).isTrue();
        assertThat(queue.cycle()).isEqualTo(2);
        assertPlaces(List.of(), List.of(), List.of());
        queue.add(B, at(6));
        assertThat(pop().pod()).as("the duplicate began no attempt").isEqualTo(B);
    }

    @Test
    void binding_removes_a_duplicate_that_is_still_waiting() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.update(A.revised(), false, at(5));
        queue.assume(attempt);
        queue.bound(attempt, pod -> false, at(6));
        assertPlaces(List.of(), List.of(), List.of());
        assertThat(queue.moveCycle()).isEqualTo(1);
    }

    @Test
    void an_update_of_a_pod_that_is_being_bound_makes_no_entry_but_is_known_if_it_comes_back() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.assume(attempt);
        queue.update(A.revised(), false, at(5));
        assertPlaces(List.of(), List.of(), List.of());
        queue.bindingFailed(attempt, at(6));
        assertThat(queue.backoff().get(0).pod()).isEqualTo(A.revised());
    }

    @Test
    void a_duplicate_that_missed_an_update_is_put_back_with_the_latest_body() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.update(A.revised(), true, at(1));
        queue.assume(attempt);
        TestPod latest = A.revised().revised();
        queue.update(latest, true, at(2));
        queue.bindingFailed(attempt, at(3));
        QueuedPod<TestPod> duplicate = pop();
        assertThat(duplicate.pod()).isEqualTo(A.revised());
        queue.rejected(duplicate, FIT, at(4));
        assertThat(queue.unschedulable().get(0).pod()).isEqualTo(latest);
    }

    @Test
    void an_update_lets_an_unschedulable_pod_try_again_whatever_rejected_it() {
        failAt(1000, A, SPREAD);
        failAt(1100, B, SPREAD);
        queue.update(A.revised(), false, at(1999));
        queue.update(B.revised(), false, at(2100));
        assertPlaces(List.of(1), List.of(0), List.of());
        assertThat(queue.active().get(0).plugins()).isEqualTo(SPREAD);
    }

    @Test
    void an_update_of_the_status_alone_leaves_it_where_it_is_with_its_new_body() {
        failAt(1000, A, FIT);
        queue.update(A.revised().ofKind(7), true, at(5000));
        assertPlaces(List.of(), List.of(), List.of(0));
        assertThat(queue.unschedulable().get(0).pod()).isEqualTo(A.revised().ofKind(7));
        queue.move(ClusterEvent.NODE_ADD, pod -> pod.kind() == 7, at(6000));
        assertPlaces(List.of(0), List.of(), List.of());
    }

    @Test
    void an_update_in_back_off_or_active_only_replaces_the_body() {
        failAt(1000, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(1001));
        queue.add(B, at(1002));
        queue.update(A.revised(), false, at(1003));
        queue.update(B.revised(), false, at(1004));
        assertPlaces(List.of(1), List.of(0), List.of());
        assertThat(queue.backoff().get(0).pod()).isEqualTo(A.revised());
        assertThat(queue.active().get(0).pod()).isEqualTo(B.revised());
        assertThat(queue.active().get(0).timestampNanos()).isEqualTo(at(1002));
    }

    @Test
    void a_pod_deleted_during_its_attempt_does_not_come_back() {
        queue.add(A, at(0));
        QueuedPod<TestPod> attempt = pop();
        queue.delete(A);
        assertThat(queue.rejected(attempt, FIT, at(1))).isFalse();
        assertPlaces(List.of(), List.of(), List.of());
    }

    @Test
    void a_pod_may_be_deleted_from_each_of_the_three_places() {
        failAt(1, A, AFFINITY);
        failAt(2, B, FIT);
        queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, at(3));
        queue.add(URGENT, at(4));
        assertPlaces(List.of(2), List.of(1), List.of(0));
        for (TestPod pod : List.of(A, B, URGENT)) {
            queue.delete(pod);
        }
        assertPlaces(List.of(), List.of(), List.of());
    }

    @Test
    void a_pod_refused_while_it_waited_to_be_bound_is_put_back_before_the_others_move_and_not_moved_itself() {
        failAt(1, B, FIT);
        queue.add(A, at(2));
        QueuedPod<TestPod> attempt = pop();
        queue.assume(attempt);
        queue.bindingRejected(attempt, at(5000));
        assertPlaces(List.of(1), List.of(), List.of(0));
        assertThat(queue.moveCycle()).isEqualTo(2);
        queue.moveAll(ClusterEvent.PVC_DELETE, at(9000));
        assertPlaces(List.of(1, 0), List.of(), List.of());
    }

    @Test
    void a_pod_whose_binding_failed_comes_after_the_event_and_so_to_back_off() {
        failAt(1, B, FIT);
        queue.add(A, at(2));
        QueuedPod<TestPod> attempt = pop();
        queue.assume(attempt);
        queue.bindingFailed(attempt, at(5000));
        assertPlaces(List.of(1), List.of(0), List.of());
        assertThat(queue.backoff().get(0).plugins()).isEqualTo(WakeUps.NO_PLUGIN);
    }

    @Test
    void activating_keeps_time_attempts_and_plugins_and_ignores_who_does_not_wait() {
        failAt(1, A, FIT);
        assertThat(queue.activate(A.index())).isTrue();
        assertThat(queue.activate(A.index())).as("active already").isFalse();
        assertThat(queue.activate(77)).as("unknown").isFalse();
        QueuedPod<TestPod> entry = queue.active().get(0);
        assertThat(entry.timestampNanos()).isEqualTo(at(1));
        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(entry.plugins()).isEqualTo(FIT);
    }

    @Test
    void popping_forgets_who_rejected_it_last_time() {
        failAt(1, A, FIT);
        queue.activate(A.index());
        QueuedPod<TestPod> attempt = pop();
        assertThat(attempt.attempts()).isEqualTo(2);
        assertThat(attempt.plugins()).isEqualTo(WakeUps.NO_PLUGIN);
    }

    @Test
    void misuse_is_refused() {
        queue.add(A, at(5));
        assertThatThrownBy(() -> queue.add(A, at(6))).hasMessageContaining("Pod 0 is waiting already");
        assertThatThrownBy(() -> queue.add(B, at(4))).hasMessageContaining("Time falls");
        queue.add(B, at(6));
        QueuedPod<TestPod> attempt = pop();
        assertThatThrownBy(queue::pop).hasMessageContaining("in progress");
        queue.rejected(attempt, FIT, at(7));
        assertThatThrownBy(() -> queue.rejected(attempt, FIT, at(8))).hasMessageContaining("No attempt in progress");
        assertThatThrownBy(() -> queue.assume(attempt)).hasMessageContaining("Not the attempt in progress");
    }

    @Test
    void a_promised_node_outlives_a_failed_attempt_and_an_event() {
        failAt(1, A, FIT);
        queue.moveAll(ClusterEvent.NODE_ADD, at(2));
        queue.activate(A.index());
        assertThat(nominator).isEmpty();
    }

    @Test
    void it_is_kept_for_the_new_body_of_a_pod_that_waits_or_is_tried() {
        queue.add(A, at(0));
        queue.update(A.revised(), true, at(1));
        pop();
        queue.update(A.revised().revised(), true, at(2));
        assertThat(nominator).containsExactly("replace 0 by 1", "replace 1 by 2");
    }

    @Test
    void an_assumed_a_deleted_and_a_pod_that_failed_with_an_error_lose_it() {
        queue.add(A, at(0));
        queue.assume(pop());
        assertThat(nominator).containsExactly("forget 0");
        queue.add(B, at(1));
        queue.failed(pop(), at(2));
        assertThat(nominator).containsExactly("forget 0", "forget 1");
        queue.add(URGENT, at(3));
        queue.delete(URGENT);
        assertThat(nominator).containsExactly("forget 0", "forget 1", "forget 2");
    }
}
