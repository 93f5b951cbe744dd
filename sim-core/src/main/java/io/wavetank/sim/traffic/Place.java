package io.wavetank.sim.traffic;

/**
 * Where something is.
 *
 * @param node the node's number; -1 for what is on none of the cluster
 * @param rack the rack's number, -1 if unknown
 * @param zone the zone's number, 0 or more
 * @param region the region's number, 0 or more
 */
public record Place(int node, int rack, int zone, int region) {
    /** Outside of the cluster, in its first zone. */
    public static final Place OUTSIDE = new Place(-1, -1, 0, 0);
}
