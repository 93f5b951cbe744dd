package io.wavetank.policy.rollout;

/** How a rollout stands. */
public enum RolloutStage {
    /** It goes on. */
    PROGRESSING,
    /** All is of the version that is wanted. */
    COMPLETE,
    /** It has stopped where it is. */
    PAUSED,
    /** Nothing has moved for too long; it goes on all the same. */
    STUCK,
    /** The version before is being restored. */
    ROLLING_BACK,
    /** The version before is restored. */
    ROLLED_BACK
}
