package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Picks the endpoints in turn, each as often as its weight says, and spread evenly over a round.
 *
 * <p>At each pick every endpoint's current weight grows by its weight; the largest is picked, the first of equal ones, and its current weight falls by
 * the sum of all weights.
 *
 * <p>Source: nginx, smooth weighted round robin, {@code ngx_http_upstream_round_robin.c}.
 */
public final class SmoothWeighted implements LoadBalancer {
    private long[] current = new long[0];

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        current = new long[endpoints.size()];
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int picked = NONE;
        long total = 0;
        for (int endpoint = 0; endpoint < current.length; endpoint++) {
            current[endpoint] += endpoints.weight(endpoint);
            total += endpoints.weight(endpoint);
            if (picked == NONE || current[endpoint] > current[picked]) {
                picked = endpoint;
            }
        }
        if (picked != NONE) {
            current[picked] -= total;
        }
        return picked;
    }
}
