package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeColumns;
import java.util.Arrays;

/**
 * The nodes by the state that they are in ({@link NodeStates}), where there are few states since tasks have few sizes.
 *
 * <p>Which states a task of a class may go to is worked out once ({@link Candidates}) and again only when a state comes or is forgotten; a search
 * then looks at the least node of each. A state without a node is kept for a while, since rare states come and go ({@link EmptiedStates}). Where
 * there are more states than usually {@value #STATES_AT_MOST} this index is of no use any more, and another takes its place.
 *
 * <p>Cost, whatever the number of nodes: a change is a look-up in a hash table and two bits; a search is a look at some states or at all.
 */
final class NodesByState implements LeftOverOrder.Index, ClusterView.ChangeVisitor {
    /** How many states there may have been, usually. */
    static final int STATES_AT_MOST = 128;

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

    /** By node: its state, or none if it takes nothing new. */
    private final int[] stateOf;

    /** By state: its row, and what it has left. */
    private final long[] rowOf;

    private final int[] leftOf;

    /** The states in their order. */
    private final int[] inOrder;

    private int count;

    /** Counts how often a state came or was forgotten. */
    private int changes;

    /** How many changes were not taken in, since there were too many states. */
    private int left;

    private long looks;

    /** Creates the index of a cluster as it is now, of use while there are no more states than {@code atMost}. */
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
        this.stateOf = new int[nodes];
        Arrays.fill(stateOf, NO_STATE);
        this.rowOf = new long[most * rows.width()];
        this.leftOf = new int[most];
        this.inOrder = new int[most];
        for (int node = 0; node < nodes; node++) {
            changed(node, true);
        }
    }

    /** Whether there came a state too many: the index holds no more than what was before, and takes in nothing. */
    boolean tooMany() {
        return left > 0;
    }

    /** How many changes, the latest or the last nodes of all, have not been taken in since there were too many states. */
    int leftOut() {
        return left;
    }

    @Override
    public long visits() {
        return looks;
    }

    @Override
    public boolean catchUp(long version) {
        return cluster.changesSince(version, this);
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        if (left > 0) {
            left++;
            return;
        }
        int before = stateOf[node];
        int now = NO_STATE;
        if (columns.schedulable(node)) {
            now = states.find(node);
            if (now == NO_STATE) {
                if (count == inOrder.length) {
                    left = 1;
                    return;
                }
                now = open(node);
            }
            if (now == before) {
                return;
            }
            members.add(now, node);
        }
        stateOf[node] = now;
        if (before != NO_STATE) {
            members.remove(before, node);
            if (members.least(before) == NodeMaps.NONE && !emptied.holds(before)) {
                empty(before);
            }
        }
    }

    private int open(int node) {
        int state = states.add();
        leftOf[state] = rows.write(node, rowOf, state * rows.width());
        int at = count++;
        while (at > 0 && goesBefore(state, inOrder[at - 1])) {
            inOrder[at] = inOrder[at - 1];
            at--;
        }
        inOrder[at] = state;
        changes++;
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
        changes++;
    }

    /** Among equals that of the lower number goes first. */
    private boolean goesBefore(int state, int other) {
        int more = leftOf[state] - leftOf[other];
        int ahead = order == Order.LEAST_LEFT ? -more : order == Order.MOST_LEFT ? more : 0;
        return ahead > 0 || (ahead == 0 && state < other);
    }

    /** The states that a task of a class may go to. */
    static final class Candidates {
        private final FreeRows.Wish wish;

        /** Whose states they are, and as of which change. */
        private final NodesByState of;

        private final int change;

        /** Those whose rows reach the task's, in order. */
        private final int[] states;

        /** By state: whether all nodes in it are known to be able to take the task. */
        private final boolean[] settled;

        private Candidates(FreeRows.Wish wish, NodesByState of) {
            this.wish = wish;
            this.of = of;
            this.change = of.changes;
            this.states = of.reaching(wish);
            this.settled = new boolean[of.inOrder.length];
        }
    }

    private Candidates candidates(FreeRows.Wish wish) {
        Candidates known = wish.candidates;
        if (known != null && known.of == this && known.change == changes) {
            return known;
        }
        var chosen = new Candidates(wish, this);
        wish.candidates = chosen;
        return chosen;
    }

    private int[] reaching(FreeRows.Wish wish) {
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
        return Arrays.copyOf(reaching, found);
    }

    private boolean takes(Candidates candidates, int state, int node) {
        if (candidates.settled[state]) {
            return true;
        }
        boolean fits = Feasibility.fits(candidates.wish.task, cluster, node);
        candidates.settled[state] = fits && candidates.wish.alike;
        return fits;
    }

    @Override
    public int first(FreeRows.Wish wish, Attempt attempt) {
        Candidates candidates = candidates(wish);
        int[] in = candidates.states;
        for (int i = 0; i < in.length; i++) {
            int node = firstIn(candidates, i, NodeMaps.NONE, attempt);
            if (node != NodeMaps.NONE) {
                looks += i + 1;
                int left = leftOf[in[i]];
                for (int equal = i + 1; equal < in.length && leftOf[in[equal]] == left; equal++) {
                    node = Math.min(node, firstIn(candidates, equal, node, attempt));
                }
                return node;
            }
        }
        return Attempt.NOWHERE;
    }

    /** The first node below a number, in one of the candidates, that can take the task, or {@link NodeMaps#NONE}. */
    private int firstIn(Candidates candidates, int which, int below, Attempt attempt) {
        int state = candidates.states[which];
        int node = members.least(state);
        while (node < below) {
            attempt.scored(1);
            if (takes(candidates, state, node)) {
                return node;
            }
            node = candidates.wish.alike ? NodeMaps.NONE : members.next(candidates.states, which, which + 1, node + 1);
        }
        return NodeMaps.NONE;
    }

    /**
     * Returns the first node, by number, that can take the task among {@code from} (inclusive) to {@code to} (exclusive), or
     * {@link Attempt#NOWHERE}. Counts each node that is looked at as scored.
     */
    int first(FreeRows.Wish wish, int from, int to, Attempt attempt) {
        Candidates candidates = candidates(wish);
        int node = from == 0 ? least(candidates.states) : next(candidates, from);
        while (node < to) {
            attempt.scored(1);
            if (takes(candidates, stateOf[node], node)) {
                return node;
            }
            node = next(candidates, node + 1);
        }
        return Attempt.NOWHERE;
    }

    /** Finds all nodes that can take the task, in order, as {@link NodeTree#all} says. */
    int all(FreeRows.Wish wish, int[] found, Attempt attempt) {
        Candidates candidates = candidates(wish);
        int[] in = candidates.states;
        looks += in.length;
        int count = 0;
        for (int word = 0, end = members.words(); word < end; word++) {
            for (long rest = members.word(in, 0, in.length, word); rest != 0; rest &= rest - 1) {
                int node = (word << 6) | Long.numberOfTrailingZeros(rest);
                attempt.scored(1);
                if (takes(candidates, stateOf[node], node)) {
                    found[count++] = node;
                }
            }
        }
        return count;
    }

    private int least(int[] in) {
        int least = NodeMaps.NONE;
        for (int state : in) {
            least = Math.min(least, members.least(state));
        }
        looks += in.length;
        return least;
    }

    private int next(Candidates candidates, int from) {
        looks += candidates.states.length;
        return members.next(candidates.states, 0, candidates.states.length, from);
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
        return stateOf;
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
