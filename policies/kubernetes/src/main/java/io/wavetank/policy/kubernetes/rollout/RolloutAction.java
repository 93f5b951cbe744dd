package io.wavetank.policy.kubernetes.rollout;

/** What a Deployment decides. */
public sealed interface RolloutAction {
    /** The version it is about. */
    ReplicaSet set();

    /**
     * A version comes into being.
     *
     * @param set which
     * @param to with how many pods
     */
    record Create(ReplicaSet set, int to) implements RolloutAction {}

    /**
     * A version has more or fewer pods.
     *
     * @param set which
     * @param from how many it was to have
     * @param to how many it is to have
     */
    record Scale(ReplicaSet set, int from, int to) implements RolloutAction {}

    /**
     * An old version without pods is forgotten.
     *
     * @param set which
     */
    record Forget(ReplicaSet set) implements RolloutAction {}
}
