package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;

/**
 * Finds the next node, by number, that can take a task: the answer of a scan with {@link Feasibility#fits}, by descent in a {@link MaxTree}
 * over the nodes.
 *
 * <p>Cost: a change of a node is {@code O(log nodes)}; a search is that times the number of subtrees that promise more than they hold. What
 * a row does not show (labels, taints, GPU models, scratch space, extended resources) is seen only when the node itself is looked at.
 */
public final class NodeTree implements ClusterView.ChangeVisitor {
    private final ClusterView cluster;
    private FreeRows rows;
    private MaxTree tree;
    private long[] row;
    private int nodes;
    private long seenVersion;

    /** Creates the index of a cluster as it is now. */
    public NodeTree(ClusterView cluster) {
        this.cluster = cluster;
        this.rows = new FreeRows(cluster);
        this.tree = new MaxTree(rows.width(), cluster.nodeCount());
        this.row = new long[rows.width()];
        fill();
    }

    private void fill() {
        nodes = cluster.nodeCount();
        for (int node = 0; node < nodes; node++) {
            rows.write(node, row, 0);
            tree.setLeaf(node, row);
        }
        tree.pullAbove(0, nodes);
        seenVersion = cluster.version();
    }

    /** Takes in what changed since the last time; must come before a search. */
    public void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        if (cluster.nodeCount() != nodes) {
            rows = new FreeRows(cluster);
            tree = new MaxTree(rows.width(), cluster.nodeCount());
            row = new long[rows.width()];
            fill();
        } else if (!cluster.changesSince(seenVersion, this)) {
            fill();
        }
        seenVersion = version;
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        rows.write(node, row, 0);
        tree.set(node, row);
    }

    /** The measure of what nodes have left. */
    public Shares shares() {
        return rows.shares();
    }

    /**
     * Returns the first node that can take the task among {@code from} (inclusive) to {@code to} (exclusive), or
     * {@link Attempt#NOWHERE}. Counts each node that is looked at as scored.
     */
    public int first(TaskClass task, int from, int to, Attempt attempt) {
        FreeRows.Wish wish = rows.wish(task);
        return wish.possible ? first(task, wish.row, from, to, attempt) : Attempt.NOWHERE;
    }

    private int first(TaskClass task, long[] wanted, int from, int to, Attempt attempt) {
        int node = tree.next(from, wanted);
        while (node >= 0 && node < to) {
            attempt.scored(1);
            if (Feasibility.fits(task, cluster, node)) {
                return node;
            }
            node = tree.next(node + 1, wanted);
        }
        return Attempt.NOWHERE;
    }

    /** Returns the first node that can take the task from {@code from} on, then from 0 up to it; or {@link Attempt#NOWHERE}. */
    public int firstAround(TaskClass task, int from, Attempt attempt) {
        int node = first(task, from, nodes, attempt);
        return node == Attempt.NOWHERE ? first(task, 0, from, attempt) : node;
    }

    /**
     * Finds all nodes that can take the task, in order.
     *
     * @param found takes their numbers; has room for all nodes
     * @return how many there are
     */
    public int all(TaskClass task, int[] found, Attempt attempt) {
        FreeRows.Wish wish = rows.wish(task);
        if (!wish.possible) {
            return 0;
        }
        int count = 0;
        int node = first(task, wish.row, 0, nodes, attempt);
        while (node >= 0) {
            found[count++] = node;
            node = first(task, wish.row, node + 1, nodes, attempt);
        }
        return count;
    }

    /** How many rows of the tree searches have looked at so far. */
    public long visits() {
        return tree.visits();
    }
}
