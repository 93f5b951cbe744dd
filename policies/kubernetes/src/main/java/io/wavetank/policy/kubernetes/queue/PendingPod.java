package io.wavetank.policy.kubernetes.queue;

/**
 * All that the queue needs to know of a pod. An object stands for the pod as it was at one time; another of equal index for the same pod
 * later.
 */
public interface PendingPod {
    /** The pod's number, from 0 and dense; never given to another pod. */
    int index();

    /** Higher goes first. */
    int priority();

    /**
     * The number, from 0 and dense, of the pod's kind: whoever asks the queue to move pods answers alike for pods of one kind, and is
     * asked once for all of them that wait for the same.
     */
    int kind();
}
