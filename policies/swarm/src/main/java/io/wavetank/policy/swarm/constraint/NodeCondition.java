package io.wavetank.policy.swarm.constraint;

import io.wavetank.policy.swarm.node.NodeSpec;
import java.util.List;

/** Something that a node must meet to be considered: a placement {@link Constraint}, or what somebody beside swarm asks of nodes. */
@FunctionalInterface
public interface NodeCondition {
    /** Whether a node meets it. */
    boolean matches(NodeSpec node);

    /** Whether a node meets all of them. */
    static boolean allMatch(List<NodeCondition> conditions, NodeSpec node) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).matches(node)) {
                return false;
            }
        }
        return true;
    }
}
