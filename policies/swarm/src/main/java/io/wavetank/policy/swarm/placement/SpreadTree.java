package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.constraint.Constraint;
import io.wavetank.policy.swarm.node.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Nodes by the values of the labels that a service spreads over, a level a label. What is not a label is no level; a node without a label has
 * its empty value.
 */
final class SpreadTree {
    private final SortedMap<String, SpreadTree> branches = new TreeMap<>();
    private final BestNodes leaf;
    private int tasks;

    private SpreadTree(NodeRank rank) {
        this.leaf = new BestNodes(rank);
    }

    /**
     * Returns the tree of all nodes.
     *
     * @param nodes in the order in which they are visited
     * @param rank which is better
     * @param most how many nodes a leaf keeps at most
     * @param fits whether a node will do
     */
    static SpreadTree of(List<NodeBook> nodes, NodeRank rank, int most, Predicate<NodeBook> fits) {
        var root = new SpreadTree(rank);
        List<String> levels = rank.task().placement().spreads().stream()
                .filter(SpreadTree::isLabel)
                .toList();
        for (NodeBook node : nodes) {
            int there = node.active(rank.task().service());
            SpreadTree tree = root;
            tree.tasks += there;
            for (String level : levels) {
                tree = tree.branches.computeIfAbsent(value(level, node.spec()), key -> new SpreadTree(rank));
                tree.tasks += there;
            }
            tree.leaf.offer(node, most, fits);
        }
        return root;
    }

    private static boolean isLabel(String descriptor) {
        return !Constraint.labelKey(descriptor, Constraint.NODE_LABEL).isEmpty()
                || !Constraint.labelKey(descriptor, Constraint.ENGINE_LABEL).isEmpty();
    }

    private static String value(String descriptor, NodeSpec node) {
        String label = Constraint.labelKey(descriptor, Constraint.NODE_LABEL);
        return label.isEmpty()
                ? node.engineLabels().getOrDefault(Constraint.labelKey(descriptor, Constraint.ENGINE_LABEL), "")
                : node.labels().getOrDefault(label, "");
    }

    /** Whether it has no branches: only its nodes. */
    boolean isLeaf() {
        return branches.isEmpty();
    }

    /** Its branches by value. */
    List<SpreadTree> branches() {
        return new ArrayList<>(branches.values());
    }

    /** Its nodes, best first. */
    List<NodeBook> ordered(Predicate<NodeBook> fits) {
        return leaf.ordered(fits);
    }

    /** How many tasks of the service its nodes had when the tree was made; not kept up to date. */
    int tasks() {
        return tasks;
    }
}
