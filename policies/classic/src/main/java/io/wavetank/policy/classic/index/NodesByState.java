package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeColumns;
import java.util.Arrays;

/**
 * The nodes by the state that they are in ({@link NodeStates}), where there are few states since tasks have few sizes.
 *
 * <p>Which states a task of a class may go to is worked out once ({@link FreeRows.Wish}) and again only when a state comes or is forgotten; a search
 * then looks at the least node of each. A state without a node is kept for a while, since rare states come and go ({@link EmptiedStates}). Where
 * there are more than {@value #STATES_AT_MOST} states this index is of no use any more, and another takes its place.
 *
 * <p>Cost, whatever the number of nodes: a change is a look-up in a hash table and two bits; a search is a look at some states or at all.
 */
final class NodesByState {
    /** How many states there may be. */
    static final int STATES_AT_MOST = Byte.MAX_VALUE + 1;

    /** In which order states stand. */
    enum Order {
        /** {@link Shares#leftOver}, least first. */
        LEAST_LEFT,
        /** {@link Shares#leftOver}, most first. */
        MOST_LEFT,
        /** In none: where only nodes have an order. */
        NONE
    }

    private static final int NO_STATE = NodeStates.NONE;

    private final ClusterView cluster;
    private final NodeColumns columns;
    private final FreeRows rows;
    private final Order order;
    private final NodeStates states;
    private final NodeMaps members;
    private final EmptiedStates emptied;

    /** By node: its state, or none if it takes nothing new. Bytes, which stay in the cache. */
    private final byte[] stateOf;

    /** By state: its row, and what it has left. */
    private final long[] rowOf;

    private final int[] leftOf;

    /** The states in their order. */
    private final int[] inOrder;

    private int count;

    /** The number of the last time that a state came or was forgotten. */
    private int change;

    private long looks;

    /** Creates an index that knows of no node yet, for no more states than {@code atMost}, at most {@value #STATES_AT_MOST}. */
    NodesByState(ClusterView cluster, FreeRows rows, Order order, int atMost) {
        int nodes = cluster.nodeCount();
        int most = nodes > NodeMaps.NODES_AT_MOST ? 0 : atMost;
        this.cluster = cluster;
        this.columns = cluster.columns();
        this.rows = rows;
        this.order = order;
        this.states = new NodeStates(cluster, most);
        this.members = new NodeMaps(most, nodes);
        this.emptied = new EmptiedStates(most);
        this.stateOf = new byte[nodes];
        Arrays.fill(stateOf, (byte) NO_STATE);
        this.rowOf = new long[most * rows.width()];
        this.leftOf = new int[most];
        this.inOrder = new int[most];
    }

    /** How many states searches have looked at so far. */
    long visits() {
        return looks;
    }

    /** Takes in that a node changed; false, and nothing is taken in, if that would be a state too many. */
    boolean changed(int node) {
        int before = stateOf[node];
        int now = NO_STATE;
        if (columns.schedulable(node)) {
            now = states.find(node);
            if (now == NO_STATE) {
                if (count == inOrder.length) {
                    return false;
                }
                now = open(node);
            }
            if (now == before) {
                return true;
            }
            members.add(now, node);
        }
        stateOf[node] = (byte) now;
        if (before != NO_STATE) {
            members.remove(before, node);
            if (members.least(before) == NodeMaps.NONE && !emptied.holds(before)) {
                empty(before);
            }
        }
        return true;
    }

    private int open(int node) {
        int state = states.add(node);
        leftOf[state] = rows.write(node, rowOf, state * rows.width());
        int at = count++;
        while (at > 0 && goesBefore(state, inOrder[at - 1])) {
            inOrder[at] = inOrder[at - 1];
            at--;
        }
        inOrder[at] = state;
        change = rows.nextChange();
        return state;
    }

    /** Takes leave of a state without a node: at once if it has only ever had one at a time, else after some others. */
    private void empty(int state) {
        if (!members.wasShared(state)) {
            forget(state);
            return;
        }
        int oldest = emptied.add(state);
        if (oldest != NO_STATE && members.least(oldest) == NodeMaps.NONE) {
            forget(oldest);
        }
    }

    private void forget(int state) {
        int at = 0;
        while (inOrder[at] != state) {
            at++;
        }
        count--;
        System.arraycopy(inOrder, at + 1, inOrder, at, count - at);
        members.release(state);
        states.remove(state);
        change = rows.nextChange();
    }

    /** Among equals that of the lower number goes first. */
    private boolean goesBefore(int state, int other) {
        int more = leftOf[state] - leftOf[other];
        int ahead = order == Order.LEAST_LEFT ? -more : order == Order.MOST_LEFT ? more : 0;
        return ahead > 0 || (ahead == 0 && state < other);
    }

    /** The states that a task of a class may go to, in order: those whose rows reach the task's. */
    private int[] candidates(FreeRows.Wish wish) {
        if (wish.change != change) {
            workOut(wish);
        }
        return wish.states;
    }

    private void workOut(FreeRows.Wish wish) {
        int width = rows.width();
        int[] reaching = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            int state = inOrder[i];
            boolean enoughInAll = order == Order.NONE || leftOf[state] >= wish.leftOver;
            if (enoughInAll && FreeRows.reaches(rowOf, state * width, wish.row, width)) {
                reaching[found++] = state;
            }
        }
        wish.states = Arrays.copyOf(reaching, found);
        wish.settled = new boolean[inOrder.length];
        wish.change = change;
    }

    private boolean takes(FreeRows.Wish wish, int state, int node) {
        if (wish.settled[state]) {
            return true;
        }
        boolean fits = Feasibility.fits(wish.task, cluster, node);
        wish.settled[state] = fits && wish.alike;
        return fits;
    }

    /** As {@link LeftOverOrder#first}. */
    int first(FreeRows.Wish wish, Attempt attempt) {
        int[] in = candidates(wish);
        for (int i = 0; i < in.length; i++) {
            int node = firstIn(wish, i, NodeMaps.NONE, attempt);
            if (node != NodeMaps.NONE) {
                looks += i + 1;
                int left = leftOf[in[i]];
                for (int equal = i + 1; equal < in.length && leftOf[in[equal]] == left; equal++) {
                    node = Math.min(node, firstIn(wish, equal, node, attempt));
                }
                return node;
            }
        }
        return Attempt.NOWHERE;
    }

    /** The first node below a number, in one of the candidates, that can take the task, or {@link NodeMaps#NONE}. */
    private int firstIn(FreeRows.Wish wish, int which, int below, Attempt attempt) {
        int state = wish.states[which];
        int node = members.least(state);
        while (node < below) {
            attempt.scored(1);
            if (takes(wish, state, node)) {
                return node;
            }
            node = wish.alike ? NodeMaps.NONE : members.next(wish.states, which, which + 1, node + 1);
        }
        return NodeMaps.NONE;
    }

    /** As {@link NodeTree#first}. */
    int first(FreeRows.Wish wish, int from, int to, Attempt attempt) {
        int[] in = candidates(wish);
        int node = from == 0 ? least(in) : next(in, from);
        while (node < to) {
            attempt.scored(1);
            if (takes(wish, stateOf[node], node)) {
                return node;
            }
            node = next(in, node + 1);
        }
        return Attempt.NOWHERE;
    }

    /** As {@link NodeTree#all}. */
    int all(FreeRows.Wish wish, int[] found, Attempt attempt) {
        int[] in = candidates(wish);
        looks += in.length;
        int fitting = 0;
        for (int word = 0, end = members.words(); word < end; word++) {
            for (long rest = members.word(in, 0, in.length, word); rest != 0; rest &= rest - 1) {
                int node = (word << 6) | Long.numberOfTrailingZeros(rest);
                attempt.scored(1);
                if (takes(wish, stateOf[node], node)) {
                    found[fitting++] = node;
                }
            }
        }
        return fitting;
    }

    private int least(int[] in) {
        looks += in.length;
        return members.leastOf(in);
    }

    private int next(int[] in, int from) {
        looks += in.length;
        return members.next(in, 0, in.length, from);
    }

    /** The table of states; full when there are too many. */
    NodeStates states() {
        return states;
    }

    EmptiedStates emptied() {
        return emptied;
    }

    /** By node: its state, or {@link NodeStates#NONE} if it takes nothing new. */
    int[] stateOf() {
        int[] all = new int[stateOf.length];
        for (int node = 0; node < all.length; node++) {
            all[node] = stateOf[node];
        }
        return all;
    }

    /** What a node in a state has left over. */
    int leftOver(int state) {
        return leftOf[state];
    }

    /** Copies the row of a state, or one that reaches nothing if no node is in it. */
    void copyRow(int state, long[] to, int at) {
        int width = rows.width();
        if (members.least(state) != NodeMaps.NONE) {
            System.arraycopy(rowOf, state * width, to, at, width);
        }
    }

    /** Whether a state has had more than one node. */
    boolean wasShared(int state) {
        return members.wasShared(state);
    }
}
