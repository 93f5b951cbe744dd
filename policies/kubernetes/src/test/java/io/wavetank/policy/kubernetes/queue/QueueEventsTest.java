package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events move which pods, worked out by hand. */
final class QueueEventsTest extends QueueFixture {
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
}
