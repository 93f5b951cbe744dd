package io.wavetank.sim.traffic;

/**
 * What memory was used on nodes, as it was looked at.
 *
 * @param meanShare of what nodes offer, over looks and nodes; NaN if nobody looked
 * @param mostShare at one look on one node
 * @param proxyShare what the proxies beside replicas used of what nodes offer, in the mean
 * @param evictions how many pods were evicted because too little was left
 * @param kills how often the kernel killed because nothing was left
 */
public record MemoryUse(double meanShare, double mostShare, double proxyShare, long evictions, long kills) {
    /** Nobody looked. */
    public static final MemoryUse NONE = new MemoryUse(Double.NaN, Double.NaN, Double.NaN, 0, 0);
}
