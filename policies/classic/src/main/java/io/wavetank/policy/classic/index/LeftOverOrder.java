package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import java.util.Arrays;

/**
 * The nodes in the order of what they have left ({@link Shares#leftOver}), lowest number first among equals; finds the first in that order
 * that can take a task: the answer of best fit (least left first) and of worst fit (most left first).
 *
 * <p>Nodes in the same state ({@link NodeStates}) stand together, as a set that gives its lowest number, and the order ({@link RankedBlocks})
 * is one of states. Where tasks have few sizes there are few states, and a change moves a node from one set to another; where no two nodes
 * are alike there is a state for each, and a change moves a state in the order. A state that no node is in any more keeps its place for a
 * while with a row that reaches nothing, since rare states come and go.
 *
 * <p>Cost: a change is a look-up in a hash table where the state is known, else {@code O(log states)} comparisons and a copy within a block; a
 * search is a descent for each block that promises more than it holds, a pass over its states, and a look at each state that has as much
 * left as the answer.
 */
public final class LeftOverOrder implements ClusterView.ChangeVisitor {
    private static final int USUAL_BLOCK = 64;
    /** How many states without a node are kept. */
    private static final int EMPTY_AT_MOST = 64;

    private static final int NONE = NodeStates.NONE;

    private final ClusterView cluster;
    private final boolean mostFirst;
    private final int block;
    private FreeRows rows;
    private NodeStates states;
    private NodeSets members;
    private RankedBlocks order;

    /** By node: its state, or none if it takes nothing new. */
    private int[] stateOf = {};

    /** By state: its entry in the order, its row (0 while no node is in it), and whether it waits among the emptied. */
    private long[] entryOf = {};

    private long[] rowOf = {};
    private boolean[] waiting = {};

    /** A ring of states that were emptied, oldest first; some may have filled again. */
    private final int[] emptied = new int[EMPTY_AT_MOST];

    private int emptiedFirst;
    private int emptiedCount;

    private long seenVersion;
    private long earlierVisits;
    private long looks;

    /** Creates the index of a cluster as it is now. */
    public LeftOverOrder(ClusterView cluster, boolean mostFirst) {
        this(cluster, mostFirst, USUAL_BLOCK);
    }

    /** Creates the index with blocks of another size, at least 4. */
    LeftOverOrder(ClusterView cluster, boolean mostFirst, int block) {
        this.cluster = cluster;
        this.mostFirst = mostFirst;
        this.block = block;
        this.rows = new FreeRows(cluster);
        this.states = new NodeStates(cluster, 0);
        this.members = new NodeSets(0, 0);
        this.order = new RankedBlocks(rowOf, rows.width(), block);
        build();
    }

    /** The measure of what nodes have left. */
    public Shares shares() {
        return rows.shares();
    }

    /** How many rows, of states and of the tree over the blocks, searches have looked at so far. */
    public long visits() {
        return earlierVisits + looks + order.visits();
    }

    /** Takes in what changed since the last time; must come before a search. */
    public void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        if (cluster.nodeCount() != stateOf.length) {
            rows = new FreeRows(cluster);
            build();
        } else if (!cluster.changesSince(seenVersion, this)) {
            build();
        }
        seenVersion = version;
    }

    private void build() {
        int nodes = cluster.nodeCount();
        int most = nodes + EMPTY_AT_MOST + 2; // a node that moves is in two states for a moment
        int width = rows.width();
        earlierVisits += order.visits();
        states = new NodeStates(cluster, most);
        members = new NodeSets(most, nodes);
        stateOf = new int[nodes];
        Arrays.fill(stateOf, NONE);
        entryOf = new long[most];
        rowOf = new long[Math.multiplyExact(most, width)];
        waiting = new boolean[most];
        emptiedCount = 0;
        order = new RankedBlocks(rowOf, width, block);
        for (int node = 0; node < nodes; node++) {
            changed(node, true);
        }
        seenVersion = cluster.version();
    }

    private int rank(int leftOver) {
        return mostFirst ? Integer.MAX_VALUE - leftOver : leftOver;
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        int before = stateOf[node];
        int now = NONE;
        if (cluster.columns().schedulable(node)) {
            now = states.find(node);
            if (now == before && now != NONE) {
                return;
            }
            if (now == NONE) {
                now = open(node);
            } else if (members.isEmpty(now)) {
                rows.write(node, rowOf, now * rows.width());
                order.risen(entryOf[now]);
            }
            members.add(now, node);
        }
        stateOf[node] = now;
        if (before != NONE) {
            members.remove(before, node);
            if (members.isEmpty(before)) {
                empty(before);
            }
        }
    }

    private int open(int node) {
        int state = states.add();
        int leftOver = rows.write(node, rowOf, state * rows.width());
        entryOf[state] = ((long) rank(leftOver) << 32) | state;
        order.insert(entryOf[state]);
        return state;
    }

    /** Takes leave of a state without a node: at once if it has only ever had one at a time, else after {@value #EMPTY_AT_MOST} others. */
    private void empty(int state) {
        if (waiting[state]) {
            reachNothing(state);
        } else if (members.wasShared(state)) {
            reachNothing(state);
            if (emptiedCount == EMPTY_AT_MOST) {
                takeOldestOfEmptied();
            }
            waiting[state] = true;
            emptied[(emptiedFirst + emptiedCount++) % EMPTY_AT_MOST] = state;
        } else {
            forget(state);
        }
    }

    private void reachNothing(int state) {
        int width = rows.width();
        Arrays.fill(rowOf, state * width, state * width + width, 0);
        order.fallen(entryOf[state]);
    }

    private void takeOldestOfEmptied() {
        int state = emptied[emptiedFirst];
        emptiedFirst = (emptiedFirst + 1) % EMPTY_AT_MOST;
        emptiedCount--;
        waiting[state] = false;
        if (members.isEmpty(state)) {
            forget(state);
        }
    }

    private void forget(int state) {
        order.remove(entryOf[state]);
        members.release(state);
        states.remove(state);
    }

    /** Returns the first node in the order that can take the task, or {@link Attempt#NOWHERE}. Counts nodes looked at closely as scored. */
    public int first(TaskClass task, Attempt attempt) {
        FreeRows.Wish wish = rows.wish(task);
        if (!wish.possible) {
            return Attempt.NOWHERE;
        }
        long[] wanted = wish.row;
        int width = rows.width();
        boolean alike = wish.alike;
        long needed = (long) rank(wish.leftOver) << 32;
        long least = mostFirst ? 0 : needed;
        long most = mostFirst ? needed | Integer.MAX_VALUE : Long.MAX_VALUE;
        int found = Attempt.NOWHERE;
        int position = order.next(order.positionOf(least), wanted, most);
        while (position >= 0) {
            for (int place = order.begin(position), end = order.end(position); place < end; place++) {
                long entry = order.entry(place);
                if (entry > most) {
                    return found;
                }
                if (entry < least) {
                    continue;
                }
                looks++;
                if (FreeRows.reaches(rowOf, (int) entry * width, wanted, width)) {
                    int node = firstIn((int) entry, found, task, alike, attempt);
                    if (node != Attempt.NOWHERE) {
                        found = node;
                        most = entry | Integer.MAX_VALUE; // others with as much left may have a lower number
                    }
                }
            }
            if (found == Attempt.NOWHERE) {
                order.tighten(position);
            }
            position = order.next(position + 1, wanted, most);
        }
        return found;
    }

    /** The first node in a state that can take the task; it must have a lower number than the one found, if one was. */
    private int firstIn(int state, int found, TaskClass task, boolean alike, Attempt attempt) {
        int node = members.next(state, 0);
        while (node >= 0 && (found == Attempt.NOWHERE || node < found)) {
            attempt.scored(1);
            if (Feasibility.fits(task, cluster, node)) {
                return node;
            }
            node = alike ? -1 : members.next(state, node + 1);
        }
        return Attempt.NOWHERE;
    }
}
