package io.wavetank.policy.kubernetes.rollout;

/** How far a rollout has come, in the words of the condition {@code Progressing}. */
public enum RolloutStatus {
    /** Something moved within the deadline. */
    PROGRESSING,
    /** All pods are of the wanted version, and enough are available. */
    COMPLETE,
    /** Nothing moved for longer than the deadline. The rollout goes on all the same. */
    DEADLINE_EXCEEDED
}
