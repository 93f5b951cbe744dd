package io.wavetank.policy.classic.index;

/**
 * States that no node is in any more, kept for a while since rare states come and go: a ring of the last {@value #AT_MOST}, of which some may
 * have filled again.
 */
final class EmptiedStates {
    static final int AT_MOST = 64;

    private final int[] ring = new int[AT_MOST];
    private final boolean[] waiting;
    private int first;
    private int count;

    /** Creates an empty ring for states below a number. */
    EmptiedStates(int states) {
        this.waiting = new boolean[states];
    }

    /** The same ring for more states. */
    EmptiedStates(EmptiedStates from, int states) {
        this(states);
        System.arraycopy(from.waiting, 0, waiting, 0, from.waiting.length);
        System.arraycopy(from.ring, 0, ring, 0, AT_MOST);
        this.first = from.first;
        this.count = from.count;
    }

    /** Whether a state is in the ring. */
    boolean holds(int state) {
        return waiting[state];
    }

    /** Adds a state that is not in the ring; returns the one that leaves it, to be forgotten if it is empty, or {@link NodeStates#NONE}. */
    int add(int state) {
        int oldest = NodeStates.NONE;
        if (count == AT_MOST) {
            oldest = ring[first];
            waiting[oldest] = false;
            first = (first + 1) % AT_MOST;
            count--;
        }
        waiting[state] = true;
        ring[(first + count++) % AT_MOST] = state;
        return oldest;
    }
}
