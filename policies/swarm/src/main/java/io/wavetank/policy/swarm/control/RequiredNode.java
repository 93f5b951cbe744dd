package io.wavetank.policy.swarm.control;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.NodeSpec;
import java.util.Map;
import java.util.SortedMap;

/**
 * The labels and names of nodes that a task of the simulator requires, compared as the simulator compares them: with regard to case, in any of
 * several terms, by number.
 *
 * @param selector labels that a node must have with these values
 * @param affinity what else it must be
 */
record RequiredNode(SortedMap<String, String> selector, NodeAffinity affinity) implements NodeCondition {
    @Override
    public boolean matches(NodeSpec node) {
        for (Map.Entry<String, String> each : selector.entrySet()) {
            if (!each.getValue().equals(node.labels().get(each.getKey()))) {
                return false;
            }
        }
        return affinity.allows(node.id(), node.labels());
    }
}
