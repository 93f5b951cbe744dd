package io.wavetank.policy.swarm.node;

/** What the managers know of a node. */
public enum NodeState {
    /** Nothing yet. */
    UNKNOWN,
    /** Its heartbeats have stayed out. */
    DOWN,
    /** It answers. */
    READY,
    /** It has taken its leave. */
    DISCONNECTED
}
