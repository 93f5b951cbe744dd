package io.wavetank.policy.swarm.task;

/** How far a task has come; it only ever moves on. The same words say how far it is wanted to come. */
public enum TaskState {
    /** Made, and nothing was allotted to it. */
    NEW,
    /** Waiting for a node. */
    PENDING,
    /** On a node, which does not know of it yet. */
    ASSIGNED,
    /** Taken by its node. */
    ACCEPTED,
    /** Its image is on the way. */
    PREPARING,
    /** It could start. */
    READY,
    /** It starts. */
    STARTING,
    /** It runs. */
    RUNNING,
    /** It ended by itself and well. */
    COMPLETE,
    /** It was stopped. */
    SHUTDOWN,
    /** It ended by itself and badly. */
    FAILED,
    /** Its node would not have it. */
    REJECTED,
    /** It is to be forgotten. */
    REMOVE,
    /** Its node was gone for too long. */
    ORPHANED;

    /** Whether it holds nothing any more. */
    public boolean ended() {
        return compareTo(RUNNING) > 0;
    }

    /** Whether a node that sees many such ends of one service is held to be bad for it. */
    public boolean failure() {
        return this == FAILED || this == REJECTED;
    }

    /** Whether a task that is wanted to come so far counts as one of its service. */
    public boolean active() {
        return compareTo(COMPLETE) <= 0;
    }
}
