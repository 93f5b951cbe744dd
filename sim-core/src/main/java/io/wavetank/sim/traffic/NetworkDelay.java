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

    /** How many distances there are. */
    static final int DISTANCES = 5;

    /** How far apart two places are: 0 on one node, to 4 between regions. */
    static int distance(Place a, Place b) {
        if (a.region() != b.region()) {
            return 4;
        }
        if (a.zone() != b.zone()) {
            return 3;
        }
        if (a.node() >= 0 && a.node() == b.node()) {
            return 0;
        }
        return a.rack() >= 0 && a.rack() == b.rack() ? 1 : 2;
    }

    /** The delays by distance. */
    long[] byDistance() {
        return new long[] {nodeNanos, rackNanos, zoneNanos, regionNanos, farNanos};
    }
}
