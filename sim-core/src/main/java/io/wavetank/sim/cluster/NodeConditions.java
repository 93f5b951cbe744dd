package io.wavetank.sim.cluster;

import java.util.Arrays;

/** In what condition the nodes of a run are: up or down, and whether that is known; cordoned; gone for good. */
final class NodeConditions {
    /** For how many reasons nothing new is placed on a node. */
    private int[] cordons = new int[0];
    /** Down, whoever knows. */
    private boolean[] down = new boolean[0];
    /** Known to be down. */
    private boolean[] lost = new boolean[0];

    private boolean[] gone = new boolean[0];
    /** Cordoned, lost or gone: what policies see. */
    private boolean[] closed = new boolean[0];

    private int present;
    private int up;

    void makeRoom(int nodes) {
        cordons = Arrays.copyOf(cordons, nodes);
        down = Arrays.copyOf(down, nodes);
        lost = Arrays.copyOf(lost, nodes);
        gone = Arrays.copyOf(gone, nodes);
        closed = Arrays.copyOf(closed, nodes);
    }

    /** A node comes, and is up. */
    void put(int node, boolean cordoned) {
        cordons[node] = cordoned ? 1 : 0;
        closed[node] = cordoned;
        present++;
        up++;
    }

    /** How many came and did not go, up or down. */
    int present() {
        return present;
    }

    /** How many are up: booted, and not failed. */
    int up() {
        return up;
    }

    boolean gone(int node) {
        return gone[node];
    }

    boolean down(int node) {
        return down[node];
    }

    boolean lost(int node) {
        return lost[node];
    }

    /** Whether nothing new is placed on a node, for any reason that is known. */
    boolean closed(int node) {
        return closed[node];
    }

    /** Whether a node is there, up and not cordoned. */
    boolean available(int node) {
        return cordons[node] == 0 && !down[node] && !gone[node];
    }

    /** A node that is there goes down, or comes up. */
    void setDown(int node, boolean value) {
        up += down[node] == value ? 0 : value ? -1 : 1;
        down[node] = value;
    }

    /** Returns whether it is news to policies that a node is known to be down, or up again. */
    boolean setLost(int node, boolean value) {
        lost[node] = value;
        return close(node);
    }

    /** There is one more reason why a node takes nothing new, or one less; returns whether that is news to policies. */
    boolean setCordoned(int node, boolean value) {
        cordons[node] += value ? 1 : -1;
        return close(node);
    }

    /** A node goes for good. */
    void leave(int node) {
        up -= down[node] ? 0 : 1;
        present--;
        gone[node] = true;
        close(node);
    }

    private boolean close(int node) {
        boolean before = closed[node];
        closed[node] = cordons[node] > 0 || lost[node] || gone[node];
        return closed[node] != before;
    }
}
