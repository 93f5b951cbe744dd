package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for pods to evict.
 *
 * @param eligible whether the pod may evict others at all
 * @param candidates the nodes where evicting would make room
 * @param failures the nodes where it would not, and why
 * @param chosen the candidate to be carried out, if any
 */
public record Preemption(
        boolean eligible,
        List<Candidate> candidates,
        List<Failure> failures,
        @Nullable Candidate chosen) {
    /** The pod may not evict others, or waits for those that it has evicted already. */
    public static final Preemption NOT_ELIGIBLE = new Preemption(false, List.of(), List.of(), null);

    /**
     * A node where evicting would make room.
     *
     * @param node the node
     * @param victims who would have to go, in the order in which they failed to be spared
     * @param violations how many of them would violate a disruption budget
     */
    public record Candidate(int node, List<Pod> victims, int violations) {
        /** Copies the list. */
        public Candidate {
            victims = List.copyOf(victims);
        }
    }

    /** A node where evicting would not make room, and why. */
    public record Failure(int node, Status status) {}

    /** Copies the lists. */
    public Preemption {
        candidates = List.copyOf(candidates);
        failures = List.copyOf(failures);
    }
}
