package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Draws two different endpoints and picks the one with fewer requests in it; of equal ones the first drawn.
 *
 * <p>What is compared is what this side has outstanding there, or the endpoint's true load. Weights do not count.
 *
 * <p>Source: Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 12(10), 2001; the draw without replacement is
 * that of Finagle's {@code P2C}.
 */
public final class PowerOfTwo implements LoadBalancer {
    private final boolean trueLoad;

    /** Creates the balancer; {@code trueLoad} compares what is in the endpoints from all sides. */
    public PowerOfTwo(boolean trueLoad) {
        this.trueLoad = trueLoad;
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int size = endpoints.size();
        if (size <= 1) {
            return size - 1;
        }
        int first = DrawBits.below(size, draw);
        int second = DrawBits.belowLow(size - 1, draw);
        if (second >= first) {
            second++;
        }
        if (trueLoad) {
            return endpoints.load(second) < endpoints.load(first) ? second : first;
        }
        return endpoints.outstanding(second) < endpoints.outstanding(first) ? second : first;
    }
}
