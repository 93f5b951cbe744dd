package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskClass;
import org.jspecify.annotations.Nullable;

/**
 * The nodes in the order of what they have left ({@link Shares#leftOver}), lowest number first among equals; finds the first in that order
 * that can take a task: the answer of best fit (least left first) and of worst fit (most left first).
 *
 * <p>Where tasks have few sizes nodes are in few states, and a change moves a node from one to another ({@link NodesByState}); where no two nodes
 * are alike there is a state for each, and a change moves a state in the order ({@link ManyStates}). A cluster is taken for the
 * one until there are too many states.
 */
public final class LeftOverOrder {
    private static final int USUAL_BLOCK = 64;

    private final ClusterView cluster;
    private final boolean mostFirst;
    private final int block;
    private final int fewStates;
    private FreeRows rows;

    /** The index while there are few states. */
    private @Nullable NodesByState few;

    private Index index;
    private int nodes;
    private long seenVersion;

    /** What finds the first node in the order. */
    interface Index {
        /** Takes in what changed since a version; false if the feed does not reach back that far. The number of nodes has not changed. */
        boolean catchUp(long version);

        /** As {@link LeftOverOrder#first}, for a task that some node may be able to take. */
        int first(FreeRows.Wish wish, Attempt attempt);

        /** How many rows searches have looked at so far. */
        long visits();
    }

    /** Creates the index of a cluster as it is now. */
    public LeftOverOrder(ClusterView cluster, boolean mostFirst) {
        this(cluster, mostFirst, NodesByState.STATES_AT_MOST, USUAL_BLOCK);
    }

    /** Creates the index with another bound of what few states are, and blocks of another size, at least 4. */
    LeftOverOrder(ClusterView cluster, boolean mostFirst, int fewStates, int block) {
        this.cluster = cluster;
        this.mostFirst = mostFirst;
        this.fewStates = fewStates;
        this.block = block;
        this.rows = new FreeRows(cluster);
        this.nodes = cluster.nodeCount();
        this.index = begin();
    }

    private Index begin() {
        var order = mostFirst ? NodesByState.Order.MOST_LEFT : NodesByState.Order.LEAST_LEFT;
        nodes = cluster.nodeCount();
        seenVersion = cluster.version();
        var states = new NodesByState(cluster, rows, order, fewStates);
        if (!states.tooMany()) {
            few = states;
            return states;
        }
        ManyStates many = leave(states);
        for (int node = nodes - states.leftOut(); node < nodes; node++) {
            many.changed(node, true);
        }
        return many;
    }

    private ManyStates leave(NodesByState states) {
        few = null;
        return new ManyStates(cluster, rows, mostFirst, block, states);
    }

    /** The measure of what nodes have left. */
    public Shares shares() {
        return rows.shares();
    }

    /** How many rows, of states and of the tree over the blocks, searches have looked at since nodes came or there were too many states. */
    long visits() {
        return index.visits();
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
            index = begin();
        } else if (!index.catchUp(seenVersion)) {
            index = begin();
        } else if (states != null && states.tooMany()) {
            index = leave(states);
            index.catchUp(version - states.leftOut());
        }
        seenVersion = version;
    }

    /** Returns the first node in the order that can take the task, or {@link Attempt#NOWHERE}. Counts nodes looked at closely as scored. */
    public int first(TaskClass task, Attempt attempt) {
        FreeRows.Wish wish = rows.wish(task);
        return wish.possible ? index.first(wish, attempt) : Attempt.NOWHERE;
    }
}
