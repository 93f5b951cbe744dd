package io.wavetank.policy.kubernetes.rollout;

import java.util.Comparator;
import java.util.List;

/**
 * The order in which a ReplicaSet gives up pods.
 *
 * <p>Without a node before those with one; pending, unknown, running; not ready before ready; smaller deletion cost first; on nodes with more of
 * their kind first; ready for less long first; more restarts first; made later first. Ages are compared by the whole binary logarithm of their
 * nanoseconds, so that about equal ones are equal. The name breaks what is left; production breaks it by UID, which is random.
 *
 * <p>Source: Kubernetes 1.26, {@code ActivePodsWithRanks} with {@code LogarithmicScaleDown}.
 */
public final class DeletionOrder {
    private DeletionOrder() {}

    /** Returns so many of the pods, those that go first. */
    public static List<PodState> first(int count, List<PodState> pods, long nowNanos) {
        return pods.stream().sorted(at(nowNanos)).limit(count).toList();
    }

    private static Comparator<PodState> at(long nowNanos) {
        return Comparator.comparing(PodState::assigned)
                .thenComparing(PodState::phase)
                .thenComparing(PodState::ready)
                .thenComparingInt(PodState::deletionCost)
                .thenComparing(PodState::sameNode, Comparator.reverseOrder())
                .thenComparingInt(pod -> pod.ready() ? magnitude(nowNanos - pod.readySinceNanos()) : 0)
                .thenComparing(PodState::restarts, Comparator.reverseOrder())
                .thenComparingInt(pod -> magnitude(nowNanos - pod.createdNanos()))
                .thenComparing(PodState::name);
    }

    private static int magnitude(long ageNanos) {
        return ageNanos <= 0 ? -1 : Long.SIZE - 1 - Long.numberOfLeadingZeros(ageNanos);
    }
}
