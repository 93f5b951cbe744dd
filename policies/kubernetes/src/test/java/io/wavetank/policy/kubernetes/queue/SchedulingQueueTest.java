package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the queue, its three places, and what is promised to pods, worked out by hand. */
final class SchedulingQueueTest extends QueueFixture {
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
