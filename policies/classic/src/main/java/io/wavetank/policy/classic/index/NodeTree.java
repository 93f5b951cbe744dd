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

    /** While there are few states; the tree is empty then. */
    private @Nullable NodesByState few;

    private MaxTree tree;
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
        this.tree = new MaxTree(row.length, 0);
        begin();
    }

    private void begin() {
        nodes = cluster.nodeCount();
        few = new NodesByState(cluster, rows, NodesByState.Order.NONE, fewStates);
        tree = new MaxTree(row.length, 0);
        leaveIfTooMany(few);
        seenVersion = cluster.version();
    }

    private void leaveIfTooMany(NodesByState states) {
        if (states.tooMany()) {
            few = null;
            tree = new MaxTree(row.length, nodes);
            fill();
        }
    }

    private void fill() {
        for (int node = 0; node < nodes; node++) {
            rows.write(node, row, 0);
            tree.setLeaf(node, row);
        }
        tree.pullAbove(0, nodes);
    }

    /** Takes in what changed since the last time; must come before a search. */
    public void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        NodesByState states = few;
        if (cluster.nodeCount() != nodes) {
            rows = new FreeRows(cluster);
            row = new long[rows.width()];
            begin();
        } else if (states != null) {
            if (states.catchUp(seenVersion)) {
                leaveIfTooMany(states);
            } else {
                begin();
            }
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
        if (!wish.possible) {
            return Attempt.NOWHERE;
        }
        NodesByState states = few;
        return states != null ? states.first(wish, from, to, attempt) : firstInTree(task, wish.row, from, to, attempt);
    }

    private int firstInTree(TaskClass task, long[] wanted, int from, int to, Attempt attempt) {
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
        NodesByState states = few;
        if (states != null) {
            return states.all(wish, found, attempt);
        }
        int count = 0;
        int node = firstInTree(task, wish.row, 0, nodes, attempt);
        while (node >= 0) {
            found[count++] = node;
            node = firstInTree(task, wish.row, node + 1, nodes, attempt);
        }
        return count;
    }

    /** How many rows, of states or of the tree, searches have looked at since nodes last came or became too different. */
    long visits() {
        return few != null ? few.visits() : tree.visits();
    }
}
