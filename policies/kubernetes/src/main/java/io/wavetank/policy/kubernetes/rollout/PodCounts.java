package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pods of one version, counted, and brought to the number that is wanted as a ReplicaSet does it. */
final class PodCounts {
    private final List<RolledPod> staying = new ArrayList<>();
    private int leaving;

    private PodCounts() {}

    static PodCounts of(String version, Rollout.View view) {
        var counts = new PodCounts();
        for (RolledPod pod : view.pods()) {
            if (pod.version().equals(version)) {
                if (pod.leaving()) {
                    counts.leaving++;
                } else {
                    counts.staying.add(pod);
                }
            }
        }
        return counts;
    }

    int staying() {
        return staying.size();
    }

    int leaving() {
        return leaving;
    }

    int ready() {
        return (int) staying.stream().filter(RolledPod::ready).count();
    }

    /** How many have been ready for a time. */
    int available(long minReadyNanos, long nowNanos) {
        return (int) staying.stream()
                .filter(pod -> pod.ready() && nowNanos - pod.readySinceNanos() >= minReadyNanos)
                .count();
    }

    /** When the next of those that are ready has been so for a time; {@link Long#MAX_VALUE} if none will. */
    long nextAvailableNanos(long minReadyNanos, long nowNanos) {
        return staying.stream()
                .filter(pod -> pod.ready() && nowNanos - pod.readySinceNanos() < minReadyNanos)
                .mapToLong(pod -> pod.readySinceNanos() + minReadyNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Makes what is missing, or stops what is too much, those first that matter least. */
    void bringTo(int wanted, String version, long nowNanos, List<RolloutStep> steps) {
        for (int i = staying.size(); i < wanted; i++) {
            steps.add(new RolloutStep.Make(version, 0));
        }
        if (staying.size() > wanted) {
            SortedMap<Integer, Integer> onNode = new TreeMap<>();
            staying.forEach(pod -> onNode.merge(pod.node(), 1, Integer::sum));
            List<PodState> states = staying.stream()
                    .map(pod -> state(pod, pod.node() < 0 ? 0 : onNode.getOrDefault(pod.node(), 0)))
                    .toList();
            for (PodState first : DeletionOrder.first(staying.size() - wanted, states, nowNanos)) {
                for (RolledPod pod : staying) {
                    if (pod.name().equals(first.name())) {
                        steps.add(new RolloutStep.Stop(pod));
                    }
                }
            }
        }
    }

    private static PodState state(RolledPod pod, int sameNode) {
        return new PodState(
                pod.name(),
                pod.node() >= 0,
                pod.running() ? PodState.Phase.RUNNING : PodState.Phase.PENDING,
                pod.ready(),
                pod.readySinceNanos(),
                pod.createdNanos(),
                0,
                sameNode,
                pod.restarts());
    }
}
