package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeColumns;
import java.util.Arrays;

/**
 * The order of {@link LeftOverOrder} where there are many states, up to one for each node.
 *
 * <p>Nodes in the same state ({@link NodeStates}) stand together, as a set that gives its lowest number, and the order ({@link RankedBlocks})
 * is one of states. Where no two nodes are alike a change moves a state in the order. A state that no node is in any more keeps its place for a
 * while with a row that reaches nothing, since rare states come and go.
 *
 * <p>Cost: a change is a look-up in a hash table where the state is known, else {@code O(log states)} comparisons and a copy within a block; a
 * search is a descent for each block that promises more than it holds, a pass over its states, and a look at each state that has as much
 * left as the answer.
 */
final class ManyStates {
    private static final int NONE = NodeStates.NONE;

    private final ClusterView cluster;
    private final NodeColumns columns;
    private final boolean mostFirst;
    private final FreeRows rows;
    private final NodeStates states;
    private final NodeSets members;
    private final EmptiedStates emptied;
    private final RankedBlocks order;

    /** By node: its state, or none if it takes nothing new. */
    private final int[] stateOf;

    /** By state: its entry in the order, and its row (0 while no node is in it). */
    private final long[] entryOf;

    private final long[] rowOf;
    private long looks;

    /**
     * Creates the index with what another holds that is full, under the same numbers.
     *
     * @param block how many states there are in a block, at least 4
     */
    ManyStates(ClusterView cluster, FreeRows rows, boolean mostFirst, int block, NodesByState few) {
        int nodes = cluster.nodeCount();
        int most = nodes + EmptiedStates.AT_MOST + 2; // a node that moves is in two states for a moment
        this.cluster = cluster;
        this.columns = cluster.columns();
        this.mostFirst = mostFirst;
        this.rows = rows;
        this.states = new NodeStates(cluster, most);
        this.members = new NodeSets(most, nodes);
        this.emptied = new EmptiedStates(few.emptied(), most);
        this.stateOf = few.stateOf();
        this.entryOf = new long[most];
        this.rowOf = new long[Math.multiplyExact(most, rows.width())];
        this.order = new RankedBlocks(rowOf, rows.width(), block);
        takeOver(few);
    }

    private void takeOver(NodesByState few) {
        int count = states.takeOver(few.states());
        for (int state = 0; state < count; state++) {
            few.copyRow(state, rowOf, state * rows.width());
            entryOf[state] = ((long) rank(few.leftOver(state)) << 32) | state;
            order.insert(entryOf[state]);
            if (few.wasShared(state)) {
                members.share(state);
            }
        }
        for (int node = 0; node < stateOf.length; node++) {
            if (stateOf[node] != NONE) {
                members.add(stateOf[node], node);
            }
        }
    }

    /** How many rows, of states and of the tree over the blocks, searches have looked at so far. */
    long visits() {
        return looks + order.visits();
    }

    private int rank(int leftOver) {
        return mostFirst ? Integer.MAX_VALUE - leftOver : leftOver;
    }

    /** Takes in that a node changed. */
    void changed(int node) {
        int before = stateOf[node];
        int now = NONE;
        if (columns.schedulable(node)) {
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
        int state = states.add(node);
        int leftOver = rows.write(node, rowOf, state * rows.width());
        entryOf[state] = ((long) rank(leftOver) << 32) | state;
        order.insert(entryOf[state]);
        return state;
    }

    /** Takes leave of a state without a node: at once if it has only ever had one at a time, else after some others. */
    private void empty(int state) {
        if (!emptied.holds(state) && !members.wasShared(state)) {
            forget(state);
            return;
        }
        Arrays.fill(rowOf, state * rows.width(), (state + 1) * rows.width(), 0);
        order.fallen(entryOf[state]);
        if (!emptied.holds(state)) {
            int oldest = emptied.add(state);
            if (oldest != NONE && members.isEmpty(oldest)) {
                forget(oldest);
            }
        }
    }

    private void forget(int state) {
        order.remove(entryOf[state]);
        members.release(state);
        states.remove(state);
    }

    /** As {@link LeftOverOrder#first}. */
    int first(FreeRows.Wish wish, Attempt attempt) {
        long[] wanted = wish.row;
        int width = rows.width();

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
                    int node = firstIn((int) entry, found, wish, attempt);
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
    private int firstIn(int state, int found, FreeRows.Wish wish, Attempt attempt) {
        int node = members.next(state, 0);
        while (node >= 0 && (found == Attempt.NOWHERE || node < found)) {
            attempt.scored(1);
            if (Feasibility.fits(wish.task, cluster, node)) {
                return node;
            }
            node = wish.alike ? -1 : members.next(state, node + 1);
        }
        return Attempt.NOWHERE;
    }
}
