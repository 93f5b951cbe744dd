package io.wavetank.sim.traffic;

/**
 * How long a message takes one way, by how far apart the two ends are; in nanoseconds.
 *
 * @param nodeNanos on one node
 * @param rackNanos in one rack
 * @param zoneNanos in one zone
 * @param regionNanos between zones of one region
 * @param farNanos between regions
 */
public record NetworkDelay(long nodeNanos, long rackNanos, long zoneNanos, long regionNanos, long farNanos) {
    /** No time at all. */
    public static final NetworkDelay NONE = new NetworkDelay(0, 0, 0, 0, 0);

    /** Checks that nothing is negative. */
    public NetworkDelay {
        if (nodeNanos < 0 || rackNanos < 0 || zoneNanos < 0 || regionNanos < 0 || farNanos < 0) {
            throw new IllegalArgumentException("A message takes 0 ns or more: " + nodeNanos + ", " + rackNanos + ", "
                    + zoneNanos + ", " + regionNanos + ", " + farNanos);
        }
    }

    /** The delay between two places. */
    long nanos(Place a, Place b) {
        if (a.region() != b.region()) {
            return farNanos;
        }
        if (a.zone() != b.zone()) {
            return regionNanos;
        }
        if (a.node() >= 0 && a.node() == b.node()) {
            return nodeNanos;
        }
        return a.rack() >= 0 && a.rack() == b.rack() ? rackNanos : zoneNanos;
    }
}
