package io.wavetank.sim.cluster;

import org.jspecify.annotations.Nullable;

/** What the nodes of a run offer and give out all together, by resource. */
final class ClusterTotals {
    private final long[] allocatable;
    private final long[] requested;
    /** What nodes that are up and not cordoned offer. */
    private final long[] available;
    /** What is left on those; null where nobody wants to know. */
    private long @Nullable [] room;

    ClusterTotals(int resources) {
        this.allocatable = new long[resources];
        this.requested = new long[resources];
        this.available = new long[resources];
    }

    long allocatable(int resource) {
        return allocatable[resource];
    }

    long requested(int resource) {
        return requested[resource];
    }

    long available(int resource) {
        return available[resource];
    }

    /** 0 where nobody wants to know. */
    long room(int resource) {
        return room == null ? 0 : room[resource];
    }

    boolean watchesRoom() {
        return room != null;
    }

    /** From now on {@link #room} is kept; nothing has been told of it yet. */
    void watchRoom() {
        room = new long[requested.length];
    }

    /** There is so much more installed. */
    void install(int resource, long amount) {
        allocatable[resource] += amount;
    }

    /** So much more is offered by nodes that are up and not cordoned. */
    void offer(int resource, long amount) {
        available[resource] += amount;
    }

    /** So much more is given out. */
    void request(int resource, long amount) {
        requested[resource] += amount;
    }

    /** So much more is left on nodes that are up and not cordoned, if anybody wants to know. */
    void leave(int resource, long amount) {
        if (room != null) {
            room[resource] += amount;
        }
    }
}
