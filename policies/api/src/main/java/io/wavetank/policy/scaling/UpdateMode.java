package io.wavetank.policy.scaling;

/** How a recommendation reaches replicas. */
public enum UpdateMode {
    /** Not at all: it is only written down. */
    OFF,
    /** Replicas that are made from now on ask for it. */
    INITIAL,
    /** Replicas that are outdated are evicted, and made anew. */
    RECREATE,
    /** Replicas that are outdated are changed where they are if their node has room; those that it has none for are evicted after a while. */
    IN_PLACE,
    /** Replicas that are outdated are changed where they are once their node has room; none is evicted for it. */
    IN_PLACE_ONLY
}
