package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;

/** Is told what happens in a run while it happens, so that results of any length can be streamed out. */
public interface RunListener {
    /** Does nothing. */
    RunListener NONE = new RunListener() {};

    /** The moments in a task's life that a listener can write down. */
    enum Moment {
        /** It entered the system. */
        SUBMITTED,
        /** A scheduler found no place for it. */
        REJECTED,
        /** It is expected on a node as soon as there is room. */
        NOMINATED,
        /** A place on a node is held for it. */
        HELD,
        /** The place that was held for it was given up. */
        RELEASED,
        /** It started on a node. */
        STARTED,
        /** It is being stopped by a scheduler, and keeps its place until its grace period is over. */
        STOPPING,
        /** It was stopped by a scheduler and waits again. */
        EVICTED,
        /** It ran to its end. */
        FINISHED,
        /** It was given a place on a node that is down, which nobody knows; it does not start. */
        BOUND,
        /** Its node is lost: what it did is gone, and it waits again. */
        LOST,
        /** Its node went down and came back before it was given up: it starts anew where it is. */
        RESTARTED,
        /** It crashed, and keeps its place until it starts anew there. */
        CRASHED,
        /** It lost its node, or crashed, once too often. */
        FAILED,
        /** It was no longer wanted, and is out of the system. */
        REMOVED
    }

    /** The moments in the life of the cluster that a listener can write down. */
    enum ClusterMoment {
        /** The control plane lost its leader. */
        LEADER_LOST,
        /** The control plane has a leader again. */
        LEADER_ELECTED,
        /** A node went down; it may have been cut off before. */
        NODE_DOWN,
        /** A node is not reached any more; what is on it goes on. */
        NODE_CUT_OFF,
        /** A node works more slowly, or as fast as before. */
        NODE_SLOW,
        /** The control plane found out that a node is down. */
        NODE_LOST,
        /** A node is up again, or reached again. */
        NODE_UP,
        /** A node came. */
        NODE_ADDED,
        /** A node is to be emptied, in order to go. */
        NODE_DRAINING,
        /** A node could not be emptied in time, and stays. */
        NODE_KEPT,
        /** A node is gone for good. */
        NODE_REMOVED
    }

    /**
     * Something happened to the cluster.
     *
     * @param node the number of the node that it happened to; -1 for the control plane
     */
    default void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {}

    /**
     * Something happened that is neither about a task in the system nor about a node, such as a task that is not let in, or a step of a rollout.
     *
     * @param what a word for it
     * @param subject what it happened to
     * @param text what else there is to say; the empty string for nothing
     */
    default void noted(long nowNanos, String what, String subject, String text) throws IOException {}

    /** A node came that was not there at the start: its number and its name. Told before anything happens to it. */
    default void nodeNamed(int node, String name) {}

    /** Something happened to a task. The row shows the task right after it. */
    default void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {}

    /**
     * A task is in its final state: it ended, or the run did. Called once for every submitted task.
     *
     * @param state the final state
     * @param endNanos when the task ended; -1 if it did not
     */
    default void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {}

    /** Is told now and then how far the run has come, for a display of progress. */
    default void progress(long nowNanos, long submitted, long events) {}
}
