package io.wavetank.policy.swarm.placement;

import java.util.List;

/**
 * In which order things are visited that production keeps in tables without order: nodes, groups of tasks, the tasks of a group, branches.
 * Each order is a legal outcome of production.
 */
public interface VisitingOrder {
    /** What is put in order. */
    enum Of {
        /** Nodes, while a tree is built. */
        NODES,
        /** Groups of waiting tasks. */
        GROUPS,
        /** Tasks of one group. */
        TASKS,
        /** Branches of a tree. */
        BRANCHES,
        /** Tasks whose node was chosen elsewhere. */
        PREASSIGNED
    }

    /** By name: the order of the recorded decisions. */
    VisitingOrder BY_NAME = new VisitingOrder() {
        @Override
        public <T> List<T> arrange(List<T> byName, Of kind) {
            return byName;
        }
    };

    /**
     * Returns the elements in the order in which they are visited.
     *
     * @param byName the elements in order of their names; may be returned, and is not changed
     * @param kind what they are
     */
    <T> List<T> arrange(List<T> byName, Of kind);
}
