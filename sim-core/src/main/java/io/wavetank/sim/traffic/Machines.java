package io.wavetank.sim.traffic;

/**
 * The machines that a run begins on.
 *
 * @param count how many there are
 * @param cores their cores
 * @param pricePerHour what all of them cost for an hour
 */
public record Machines(int count, double cores, double pricePerHour) {
    /** No machines: replicas stand in the open. */
    public static final Machines NONE = new Machines(0, 0, 0);
}
