package io.wavetank.sim.record;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;

/** Takes in how much of what was free where nodes are up is used while others are away: the headroom that failing over takes. */
final class RoomLog {
    private final Cluster cluster;
    private final int resource;
    private long sinceNanos = -1;
    private long before;
    private long least;
    private FailoverFigures.Headroom most = FailoverFigures.Headroom.NONE;

    RoomLog(Cluster cluster) {
        this.cluster = cluster;
        this.resource = cluster.offers(Resources.GPU) ? Resources.GPU : Resources.CPU;
        cluster.watchRoom();
    }

    /** A node is away, beside those that are by now. What is lost later than the first is no room any more either. */
    void nodeAway(long now, long awayNow) {
        long room = cluster.room(resource);
        if (awayNow == 1 || now == sinceNanos) {
            sinceNanos = now;
            before = room;
        } else {
            took(); // there may be more room by now than when least was left
            before -= Math.max(0, least - room);
        }
        least = room;
    }

    /** A place was taken while nodes are away. */
    void taken() {
        least = Math.min(least, cluster.room(resource));
    }

    /** No node is away any more, or the run ends. */
    void over() {
        took();
        sinceNanos = -1;
    }

    private void took() {
        if (sinceNanos >= 0 && before > 0) {
            double used = 1 - least / (double) before;
            if (Double.isNaN(most.used()) || used > most.used()) {
                most = new FailoverFigures.Headroom(before / 1000.0, least / 1000.0, used);
            }
        }
    }

    /** The stretch in which most of it was used. */
    FailoverFigures.Headroom most() {
        return most;
    }
}
