package io.wavetank.policy;

/**
 * The middle height at which a policy can be written: one task, one view, one answer. Who waits for what, and when to try again, is
 * somebody else's concern ({@link io.wavetank.policy.compose.QueueScheduler}).
 */
@FunctionalInterface
public interface PlacementPolicy {

    /**
     * Chooses a node for a task.
     *
     * @return a node's number, or {@link Attempt#NOWHERE} if no node will do now
     */
    int place(TaskView task, ClusterView cluster, Attempt attempt);

    /**
     * Whether this node, taken alone, would do for tasks of a class now. A class that found no place is tried again only when a node that
     * changed since says yes; a policy whose refusals have causes beyond the single node answers true. The default is
     * {@link Feasibility#fits}.
     */
    default boolean feasible(TaskClass task, NodeView node) {
        return Feasibility.fits(task, node);
    }

    /** Which GPU devices of the chosen node the task gets. The default is the lowest-numbered that fit. */
    default DeviceChoice deviceChoice() {
        return DeviceChoice.LOWEST_INDEX;
    }
}
