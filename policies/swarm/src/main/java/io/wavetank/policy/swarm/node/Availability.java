package io.wavetank.policy.swarm.node;

/** What a node's operator allows on it. */
public enum Availability {
    /** New tasks may come. */
    ACTIVE,
    /** No new tasks; those that are there stay. */
    PAUSE,
    /** No tasks: those that are there move away. */
    DRAIN
}
