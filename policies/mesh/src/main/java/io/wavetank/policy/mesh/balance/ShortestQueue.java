package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Joins the shortest queue: picks the endpoint with the fewest requests in it from all sides; of several such any, equally likely.
 *
 * <p>No balancer of production knows as much at no cost: this is the yardstick of the others.
 */
public final class ShortestQueue implements LoadBalancer {
    @Override
    public int pick(Endpoints endpoints, long draw) {
        int picked = NONE;
        int least = Integer.MAX_VALUE;
        int ties = 0;
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            int load = endpoints.load(endpoint);
            if (load < least) {
                least = load;
                picked = endpoint;
                ties = 1;
            } else if (load == least) {
                ties++;
                if (DrawBits.below(ties, DrawBits.further(draw, ties)) == 0) {
                    picked = endpoint;
                }
            }
        }
        return picked;
    }
}
