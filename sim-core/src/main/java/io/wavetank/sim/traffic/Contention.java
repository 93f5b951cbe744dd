package io.wavetank.sim.traffic;

/**
 * How replicas on one node slow each other.
 *
 * <p>The cores of a node are shared: where all that computes on it wants more than there is, everybody gets the same part of what it wants. And
 * who computes slows the others by what cores share, caches and memory bandwidth: a replica beside others that keep {@code b} of the node's
 * {@code C} cores busy runs at {@code 1 / (1 + interference * b / C)} of its speed. Tasks of the cluster that are no replicas keep the cores busy
 * that they ask for.
 *
 * @param interference 0 or more; 0 for none
 */
public record Contention(double interference) {
    /** Checks the range. */
    public Contention {
        if (!(interference >= 0) || interference > 1000) {
            throw new IllegalArgumentException("Interference is 0 to 1,000: " + interference);
        }
    }
}
