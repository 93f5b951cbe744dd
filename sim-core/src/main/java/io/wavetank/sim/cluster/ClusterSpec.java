package io.wavetank.sim.cluster;

import io.wavetank.policy.Resources;
import io.wavetank.policy.constraint.ApiObjects;
import java.util.HashSet;
import java.util.List;

/**
 * A cluster as it is described.
 *
 * @param resources the table of its resources
 * @param nodes its nodes, in the order of their numbers
 * @param objects what it holds besides nodes and tasks
 */
public record ClusterSpec(Resources resources, List<NodeSpec> nodes, ApiObjects objects) {
    /** Checks that there is a node, and that names are unique. */
    public ClusterSpec {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("A cluster has at least one node");
        }
        var names = new HashSet<String>();
        for (NodeSpec node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("Two nodes are named " + node.name());
            }
        }
    }

    /** A cluster of nodes and nothing else. */
    public ClusterSpec(Resources resources, List<NodeSpec> nodes) {
        this(resources, nodes, ApiObjects.NONE);
    }

    /** Whether it is a pool of processors, without nodes that have names of their own. */
    public boolean isPool() {
        NodeSpec first = nodes.get(0);
        NodeSpec pool = pool(1).nodes().get(0);
        return nodes.size() == 1
                && first.name().equals(pool.name())
                && first.labels().isEmpty()
                && first.capacity(Resources.MEMORY) == pool.capacity(Resources.MEMORY);
    }

    /** Returns the cluster of one node that is a pool of processors: {@code processors} cores, nothing else limited. */
    public static ClusterSpec pool(int processors) {
        var node = NodeSpec.builder("pool").capacity(Resources.CPU, Math.multiplyExact(1000L, processors));
        return new ClusterSpec(Resources.basic(), List.of(node.build()));
    }
}
