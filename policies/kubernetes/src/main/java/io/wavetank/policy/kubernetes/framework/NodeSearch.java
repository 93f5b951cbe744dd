package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;

/** A way to find a node for a pod. All ways give the same answers; they differ in what they cost, and in how much they can say about it. */
public interface NodeSearch {
    /**
     * Looks for a node.
     *
     * @param pod the pod
     * @param decision the number of this decision, which keys the draw among equals
     * @return what was found, until the next call
     */
    SearchOutcome decide(Pod pod, long decision);
}
