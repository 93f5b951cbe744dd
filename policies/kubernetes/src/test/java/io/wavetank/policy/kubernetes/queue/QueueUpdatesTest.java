package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Updates of pods wherever they are, and the duplicates that come of them, worked out by hand. */
final class QueueUpdatesTest extends QueueFixture {
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
}
