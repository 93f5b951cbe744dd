package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A queue with three pods to put into it; {@code at(x)} is x milliseconds after the start. */
abstract class QueueFixture {
    static final WakeUps WAKE_UPS = WakeUps.kubernetes126();
    static final long FIT = WAKE_UPS.plugins(List.of("NodeResourcesFit"));
    static final long AFFINITY = WAKE_UPS.plugins(List.of("NodeAffinity"));
    static final long SPREAD = WAKE_UPS.plugins(List.of("PodTopologySpread"));
    static final TestPod A = TestPod.of(0, 0);
    static final TestPod B = TestPod.of(1, 0);
    static final TestPod URGENT = TestPod.of(2, 10);

    /** What the queue has told of nominations. */
    final List<String> nominator = new ArrayList<>();

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
    final SchedulingQueue<TestPod> queue = new SchedulingQueue<>(QueueSettings.DEFAULT, WAKE_UPS, 0, told);

    static long at(long millis) {
        return millis * 1_000_000;
    }

    final QueuedPod<TestPod> pop() {
        QueuedPod<TestPod> popped = queue.pop();
        if (popped == null) {
            throw new AssertionError("Nothing is active");
        }
        return popped;
    }

    /** Adds the pod, pops it, and lets it fail at the time given; no other may be active. */
    final void failAt(long millis, TestPod pod, long plugins) {
        queue.add(pod, at(millis));
        queue.rejected(pop(), plugins, at(millis));
    }

    private static List<Integer> pods(List<QueuedPod<TestPod>> entries) {
        return entries.stream().map(entry -> entry.pod().index()).toList();
    }

    final void assertPlaces(List<Integer> active, List<Integer> backoff, List<Integer> unschedulable) {
        assertThat(pods(queue.active())).as("active").isEqualTo(active);
        assertThat(pods(queue.backoff())).as("back-off").isEqualTo(backoff);
        assertThat(pods(queue.unschedulable())).as("unschedulable").isEqualTo(unschedulable);
        assertThat(queue.size()).isEqualTo(active.size() + backoff.size() + unschedulable.size());
        assertThat(queue.hasActive()).isEqualTo(!active.isEmpty());
    }
}
