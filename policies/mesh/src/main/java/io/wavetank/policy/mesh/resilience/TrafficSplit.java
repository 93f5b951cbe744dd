package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.DrawBits;

/**
 * Sends a share of the calls to each of several versions of a service, by weight and draw, as Envoy's weighted clusters and Istio's routes do.
 *
 * <p>Version i gets {@code weight[i] / sum}; the same draw always goes to the same version.
 */
public final class TrafficSplit {
    private final long[] ends;

    /**
     * Creates one.
     *
     * @param weights of the versions, none negative, not all 0
     */
    public TrafficSplit(int... weights) {
        ends = new long[weights.length];
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                throw new IllegalArgumentException("A weight is not negative: " + weights[i]);
            }
            sum += weights[i];
            ends[i] = sum;
        }
        if (sum == 0 || sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Weights sum up to more than 0 and less than 2^31: " + sum);
        }
    }

    /** Returns the number of the version that a call goes to. */
    public int pick(long draw) {
        int at = DrawBits.below((int) ends[ends.length - 1], draw);
        int version = 0;
        while (at >= ends[version]) {
            version++;
        }
        return version;
    }
}
