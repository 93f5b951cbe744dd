package io.wavetank.policy;

/** The lowest height at which a policy can be written: whether a node will do for a class of tasks. */
@FunctionalInterface
public interface FilterPlugin {
    /** Whether the node will do now. Depends on nothing but its arguments. */
    boolean accepts(TaskClass task, NodeView node);
}
