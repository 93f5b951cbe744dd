package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Picks the endpoint with the fewest outstanding requests of this side for its weight; of equal ones the first of the list.
 *
 * <p>Compared by cross multiplication, as kernels do without fractions: {@code (outstanding + extra) / weight}. With {@code extra} 0 that is IPVS'
 * {@code wlc} ({@code lc} where weights are equal), with 1 its {@code sed}, the shortest expected delay; {@code nq} takes an idle endpoint at once, else
 * as {@code sed}. Connections that are closed and still remembered, which {@code lc} counts at a 256th, are not there.
 *
 * <p>Source: Linux, {@code net/netfilter/ipvs/ip_vs_wlc.c}, {@code ip_vs_sed.c}, {@code ip_vs_nq.c}.
 */
public final class LeastConnections implements LoadBalancer {
    /** Which of the kernel's rules. */
    public enum Rule {
        /** Fewest for its weight. */
        LEAST,
        /** Shortest expected delay. */
        SHORTEST_DELAY,
        /** An idle one, else by shortest expected delay. */
        NEVER_QUEUE
    }

    private final Rule rule;

    /** Creates the balancer. */
    public LeastConnections(Rule rule) {
        this.rule = rule;
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int picked = NONE;
        long extra = rule == Rule.LEAST ? 0 : 1;
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            long here = endpoints.outstanding(endpoint);
            if (rule == Rule.NEVER_QUEUE && here == 0) {
                return endpoint;
            }
            if (picked == NONE
                    || (endpoints.outstanding(picked) + extra) * endpoints.weight(endpoint)
                            > (here + extra) * endpoints.weight(picked)) {
                picked = endpoint;
            }
        }
        return picked;
    }
}
