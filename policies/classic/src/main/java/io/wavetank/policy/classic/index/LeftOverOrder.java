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
public final class LeftOverOrder implements ClusterView.ChangeVisitor {
    private static final int USUAL_BLOCK = 64;

    private final ClusterView cluster;
    private final boolean mostFirst;
    private final int block;
    private final int fewStates;
    private FreeRows rows;

    private NodesByState few;

    /** In the place of {@link #few}, which is not looked at any more, once there are too many states. */
    private @Nullable ManyStates many;

    private int nodes;
    private long seenVersion;

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
        this.few = noNodesYet();
        readAll();
    }

    private NodesByState noNodesYet() {
        var order = mostFirst ? NodesByState.Order.MOST_LEFT : NodesByState.Order.LEAST_LEFT;
        return new NodesByState(cluster, rows, order, fewStates);
    }

    private void readAll() {
        many = null;
        nodes = cluster.nodeCount();
        for (int node = 0; node < nodes; node++) {
            changed(node, true);
        }
        seenVersion = cluster.version();
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        ManyStates known = many;
        if (known != null) {
            known.changed(node);
        } else if (!few.changed(node)) {
            ManyStates next = new ManyStates(cluster, rows, mostFirst, block, few);
            next.changed(node);
            many = next;
        }
    }

    /** The measure of what nodes have left. */
    public Shares shares() {
        return rows.shares();
    }

    /** How many rows, of states and of the tree over the blocks, searches have looked at since everything was read anew or there were too many states. */
    long visits() {
        return many != null ? many.visits() : few.visits();
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
        }
        if (nodesCame || !cluster.changesSince(seenVersion, this)) {
            few = noNodesYet();
            readAll();
        }
        seenVersion = version;
    }

    /** Returns the first node in the order that can take the task, or {@link Attempt#NOWHERE}. Counts nodes looked at closely as scored. */
    public int first(TaskClass task, Attempt attempt) {
        FreeRows.Wish wish = rows.wish(task);
        if (!wish.possible) {
            return Attempt.NOWHERE;
        }
        ManyStates known = many;
        return known != null ? known.first(wish, attempt) : few.first(wish, attempt);
    }
}
