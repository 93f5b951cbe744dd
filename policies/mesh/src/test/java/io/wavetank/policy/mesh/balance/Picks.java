package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/** What a balancer picks, many times over. */
final class Picks {
    static final Draws DRAWS = new Draws(1, 0).stream("picks");

    private Picks() {}

    /** How often each endpoint is picked, with a hash for each request. */
    static int[] counts(LoadBalancer balancer, TestEndpoints endpoints, int picks) {
        balancer.endpointsChanged(endpoints);
        int[] counts = new int[endpoints.size()];
        for (int i = 0; i < picks; i++) {
            endpoints.requestHash = DRAWS.bits(i, 1);
            counts[balancer.pick(endpoints, DRAWS.bits(i, 0))]++;
        }
        return counts;
    }
}
