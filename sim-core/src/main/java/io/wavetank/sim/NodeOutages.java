package io.wavetank.sim;

import java.util.Arrays;

/** For how many reasons each node is down or cut off, and since when what ran there is gone. */
final class NodeOutages {
    /** Later than anything that happens. */
    static final long NEVER = Long.MAX_VALUE;

    private int[] reasonsAway;
    private int[] reasonsDown;
    private long[] goneNanos;

    NodeOutages(int nodes) {
        this.reasonsAway = new int[nodes];
        this.reasonsDown = new int[nodes];
        this.goneNanos = new long[nodes];
    }

    /** Nodes come while the run goes on. */
    void makeRoom(int nodes) {
        if (reasonsAway.length < nodes) {
            int room = Math.max(nodes, 2 * reasonsAway.length);
            reasonsAway = Arrays.copyOf(reasonsAway, room);
            reasonsDown = Arrays.copyOf(reasonsDown, room);
            goneNanos = Arrays.copyOf(goneNanos, room);
        }
    }

    /** How many nodes there is room for. */
    int room() {
        return reasonsAway.length;
    }

    /** There is one more reason for which a node is away; says whether it is the first. */
    boolean away(int node) {
        if (reasonsAway[node]++ > 0) {
            return false;
        }
        goneNanos[node] = NEVER;
        return true;
    }

    /** There is one more reason for which a node is down, and not only cut off; says whether what runs there stops only now. */
    boolean down(long nowNanos, int node) {
        if (reasonsDown[node]++ > 0 || goneNanos[node] != NEVER) {
            return false;
        }
        goneNanos[node] = nowNanos;
        return true;
    }

    /** There is one more reason for a node that was taken away before it could break. */
    void countOnly(int node, boolean down) {
        reasonsAway[node]++;
        reasonsDown[node] += down ? 1 : 0;
    }

    /** There is one reason less; says whether it was the last. */
    boolean over(int node, boolean down) {
        reasonsDown[node] -= down ? 1 : 0;
        return --reasonsAway[node] == 0;
    }

    /** Whether a node is down or cut off. */
    boolean isAway(int node) {
        return reasonsAway[node] > 0;
    }

    /** Since when what ran on a node is gone; {@link #NEVER} if it goes on. */
    long goneNanos(int node) {
        return goneNanos[node];
    }
}
