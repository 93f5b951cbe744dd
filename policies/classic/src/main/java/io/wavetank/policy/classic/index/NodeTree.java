package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next node, by number, that can take a task: the answer of a scan with {@link Feasibility#fits}. While nodes are in few states it
 * is the least of those in the states that will do ({@link NodesByState}), else it is found by descent in a {@link MaxTree} over the nodes.
 *
 * <p>Cost in the tree: a change of a node is {@code O(log nodes)}; a search is that times the number of subtrees that promise more than they hold. What
 * a row does not show (labels, taints, GPU models, scratch space, extended resources) is seen only when the node itself is looked at.
 */
public final class NodeTree implements ClusterView.ChangeVisitor {
    private final ClusterView cluster;
    private final int fewStates;
    private FreeRows rows;

    private NodesByState few;

    /** In the place of {@link #few}, which is not looked at any more, once there are too many states. */
    private @Nullable MaxTree tree;

    private long[] row;
    private int nodes;
    private long seenVersion;

    /** Creates the index of a cluster as it is now. */
    public NodeTree(ClusterView cluster) {
        this(cluster, NodesByState.STATES_AT_MOST);
    }

    /** Creates the index with another bound of what few states are. */
    NodeTree(ClusterView cluster, int fewStates) {
        this.cluster = cluster;
        this.fewStates = fewStates;
        this.rows = new FreeRows(cluster);
        this.row = new long[rows.width()];
        this.few = noNodesYet();
        readAll();
    }

    private NodesByState noNodesYet() {
        return new NodesByState(cluster, rows, NodesByState.Order.NONE, fewStates);
    }

    private void readAll() {
        tree = null;
        nodes = cluster.nodeCount();
        for (int node = 0; node < nodes && tree == null; node++) {
            changed(node, true);
        }
        seenVersion = cluster.version();
    }

    /** Takes in what changed since the last time; must come before a search. */
    public void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        boolean nodesCame = cluster.nodeCount() != nodes;
        if (nodesCame) {
            rows = new FreeRows(cluster);
            row = new long[rows.width()];
        }
        if (nodesCame || !cluster.changesSince(seenVersion, this)) {
            few = noNodesYet();
            readAll();
        }
        seenVersion = version;
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        MaxTree known = tree;
        if (known != null) {
            rows.write(node, row, 0);
            known.set(node, row);
        } else if (!few.changed(node)) {
            tree = treeOfAll();
        }
    }

    private MaxTree treeOfAll() {
        var all = new MaxTree(rows.width(), nodes);
        for (int node = 0; node < nodes; node++) {
            rows.write(node, row, 0);
            all.setLeaf(node, row);
        }
        all.pullAbove(0, nodes);
        return all;
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
        if (!wish.possible) {
            return Attempt.NOWHERE;
        }
        MaxTree known = tree;
        return known != null
                ? firstInTree(known, task, wish.row, from, to, attempt)
                : few.first(wish, from, to, attempt);
    }

    private int firstInTree(MaxTree all, TaskClass task, long[] wanted, int from, int to, Attempt attempt) {
        int node = all.next(from, wanted);
        while (node >= 0 && node < to) {
            attempt.scored(1);
            if (Feasibility.fits(task, cluster, node)) {
                return node;
            }
            node = all.next(node + 1, wanted);
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
        MaxTree known = tree;
        if (known == null) {
            return few.all(wish, found, attempt);
        }
        int count = 0;
        int node = firstInTree(known, task, wish.row, 0, nodes, attempt);
        while (node >= 0) {
            found[count++] = node;
            node = firstInTree(known, task, wish.row, node + 1, nodes, attempt);
        }
        return count;
    }

    /** How many rows, of states or of the tree, searches have looked at since everything was read anew or there were too many states. */
    long visits() {
        return tree != null ? tree.visits() : few.visits();
    }
}
