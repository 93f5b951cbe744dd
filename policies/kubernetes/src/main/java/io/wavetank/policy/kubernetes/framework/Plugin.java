package io.wavetank.policy.kubernetes.framework;

/**
 * A part of the scheduler that is asked at one or more points. An object belongs to one scheduler and may keep what it works out for the pod
 * in hand; it reads the cluster's cache and changes nothing in it.
 */
public interface Plugin {
    /** What an answer about a node depends on, besides the kind of pod and the profile. */
    enum Scope {
        /** The node alone. */
        NODE,
        /** Also the nodes that share a topology domain with it, and the pods there. */
        DOMAIN,
        /** All nodes. */
        CLUSTER
    }

    /** The name that profiles and diagnostics use. */
    String name();
}
