package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Picks any endpoint, all equally likely, whatever its weight.
 *
 * <p>Source: Envoy's policy {@code RANDOM}; the chain of kube-proxy's iptables mode, whose rules match with probability 1/n, 1/(n-1), ..., 1.
 */
public final class Random implements LoadBalancer {
    @Override
    public int pick(Endpoints endpoints, long draw) {
        int size = endpoints.size();
        return size == 0 ? NONE : DrawBits.below(size, draw);
    }
}
