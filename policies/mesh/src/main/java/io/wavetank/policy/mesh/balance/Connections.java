package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;

/**
 * Another balancer that picks for each new connection, as kernels do, and not for each request: a client has a number of connections that stay, each
 * request takes one, all equally likely, and a connection is opened anew when it has carried so many requests, has stood for so long, or its endpoint is
 * gone.
 *
 * <p>kube-proxy (iptables, IPVS) and Docker Swarm's virtual addresses balance connections; DNS round robin is a connection that stands for the time to
 * live of a name. So a client with long-lived connections does not spread, and finds new endpoints late.
 */
public final class Connections implements LoadBalancer {
    private final LoadBalancer inner;
    private final long mostRequests;
    private final long mostNanos;
    private final long[] endpointIds;
    private final int[] index;
    private final long[] requests;
    private final long[] openedNanos;

    /**
     * Creates the balancer.
     *
     * @param count how many connections, 1 or more
     * @param mostRequests how many requests a connection carries; 0 is any number
     * @param mostNanos how long it stands, in nanoseconds; 0 is for ever
     */
    public Connections(LoadBalancer inner, int count, long mostRequests, long mostNanos) {
        if (count < 1 || mostRequests < 0 || mostNanos < 0) {
            throw new IllegalArgumentException("Connections are 1 or more, and carry and stand 0 or more: " + count
                    + ", " + mostRequests + ", " + mostNanos);
        }
        this.inner = inner;
        this.mostRequests = mostRequests;
        this.mostNanos = mostNanos;
        this.endpointIds = new long[count];
        this.index = new int[count];
        this.requests = new long[count];
        this.openedNanos = new long[count];
        Arrays.fill(index, NONE);
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        inner.endpointsChanged(endpoints);
        for (int connection = 0; connection < index.length; connection++) {
            if (index[connection] != NONE) {
                index[connection] = find(endpoints, endpointIds[connection]);
            }
        }
    }

    private static int find(Endpoints endpoints, long id) {
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            if (endpoints.id(endpoint) == id) {
                return endpoint;
            }
        }
        return NONE;
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int connection = index.length == 1 ? 0 : DrawBits.below(index.length, DrawBits.further(draw, 2));
        long now = endpoints.nowNanos();
        boolean worn = (mostRequests > 0 && requests[connection] >= mostRequests)
                || (mostNanos > 0 && now - openedNanos[connection] >= mostNanos);
        if (index[connection] == NONE || worn) {
            int picked = inner.pick(endpoints, draw);
            index[connection] = picked;
            if (picked == NONE) {
                return NONE;
            }
            endpointIds[connection] = endpoints.id(picked);
            requests[connection] = 0;
            openedNanos[connection] = now;
        }
        requests[connection]++;
        return index[connection];
    }

    @Override
    public boolean wantsAnswers() {
        return inner.wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        inner.answered(endpoints, endpoint, latencyNanos, ok);
    }
}
