package io.wavetank.policy.rollout;

/** What a rollout has done about pods. */
public sealed interface RolloutStep {
    /**
     * A pod is made.
     *
     * @param version of what
     * @param slot for which slot; 0 where there are none
     */
    record Make(String version, int slot) implements RolloutStep {}

    /**
     * A pod is told to stop.
     *
     * @param pod which
     */
    record Stop(RolledPod pod) implements RolloutStep {}
}
