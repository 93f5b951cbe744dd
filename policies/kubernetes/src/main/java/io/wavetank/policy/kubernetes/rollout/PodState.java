package io.wavetank.policy.kubernetes.rollout;

/**
 * What decides which pods of a version go first when it gets fewer.
 *
 * @param name its name, which breaks ties
 * @param assigned whether it has a node
 * @param phase how far it has come
 * @param ready whether it takes requests
 * @param readySinceNanos since when; of no account where it is not ready
 * @param createdNanos when it was made
 * @param deletionCost of the annotation; the smaller goes first
 * @param sameNode how many pods of its kind its node has
 * @param restarts how often its container was started anew
 */
public record PodState(
        String name,
        boolean assigned,
        Phase phase,
        boolean ready,
        long readySinceNanos,
        long createdNanos,
        int deletionCost,
        int sameNode,
        int restarts) {
    /** How far a pod has come, in the order in which they are deleted. */
    public enum Phase {
        /** Not all of its containers have started. */
        PENDING,
        /** Its node does not say. */
        UNKNOWN,
        /** They run. */
        RUNNING
    }
}
