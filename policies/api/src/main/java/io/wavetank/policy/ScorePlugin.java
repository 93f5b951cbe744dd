package io.wavetank.policy;

/** The lowest height at which a policy can be written: how good a node is for a class of tasks. */
@FunctionalInterface
public interface ScorePlugin {
    /** Returns the node's score; the highest wins. Depends on nothing but its arguments, and is asked only of nodes that will do. */
    long score(TaskClass task, NodeView node);
}
