package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import org.jspecify.annotations.Nullable;

/**
 * Routes only to endpoints that are well, by any balancer, unless so few are that there is panic: then to all.
 *
 * <p>The balancer inside sees a list without those that are not well, made anew when the list or what is well changes; where none is well and there is no panic
 * it has none to pick. Where all are used it sees the list itself, at no cost.
 *
 * <p>Source: Envoy 1.39, health of hosts and {@code healthy_panic_threshold} (50 %).
 */
public final class HealthyEndpoints implements LoadBalancer {
    private final LoadBalancer inner;
    private final PanicThreshold panic;
    private final View view = new View();
    private int[] shown = new int[0];
    private int[] places = new int[0];
    private int count;
    /** Whether all endpoints are shown, so that their numbers are the same inside. */
    private boolean all;

    private boolean panics;

    /**
     * Creates one around a balancer.
     *
     * @param inner routes
     * @param panic when health is disregarded
     */
    public HealthyEndpoints(LoadBalancer inner, PanicThreshold panic) {
        this.inner = inner;
        this.panic = panic;
    }

    /** Makes such balancers around those of another factory. */
    public static LoadBalancer.Factory around(LoadBalancer.Factory inner, PanicThreshold panic) {
        return (client, draws) -> new HealthyEndpoints(inner.make(client, draws), panic);
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        if (all) {
            return inner.pick(endpoints, draw);
        }
        view.present = endpoints;
        int picked = inner.pick(view, draw);
        return picked == NONE ? NONE : shown[picked];
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int size = endpoints.size();
        int well = 0;
        for (int i = 0; i < size; i++) {
            well += endpoints.isHealthy(i) ? 1 : 0;
        }
        panics = panic.panics(well, size);
        if (shown.length < size) {
            shown = new int[2 * size];
            places = new int[2 * size];
        }
        count = 0;
        for (int i = 0; i < size; i++) {
            places[i] = NONE;
            if (panics || endpoints.isHealthy(i)) {
                places[i] = count;
                shown[count++] = i;
            }
        }
        all = count == size;
        view.present = endpoints;
        inner.endpointsChanged(all ? endpoints : view);
    }

    @Override
    public boolean wantsClients() {
        return inner.wantsClients();
    }

    @Override
    public boolean wantsAnswers() {
        return inner.wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        if (all) {
            inner.answered(endpoints, endpoint, latencyNanos, ok);
            return;
        }
        view.present = endpoints;
        if (places[endpoint] != NONE) {
            inner.answered(view, places[endpoint], latencyNanos, ok);
        }
    }

    /** Whether all endpoints are used because too few are well. */
    public boolean panics() {
        return panics;
    }

    /** The endpoints that the balancer inside may use. */
    private final class View implements Endpoints {
        private @Nullable Endpoints present;

        private Endpoints whole() {
            if (present == null) {
                throw new IllegalStateException("Asked outside of a call");
            }
            return present;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public long id(int endpoint) {
            return whole().id(shown[endpoint]);
        }

        @Override
        public int weight(int endpoint) {
            return whole().weight(shown[endpoint]);
        }

        @Override
        public boolean isHealthy(int endpoint) {
            return whole().isHealthy(shown[endpoint]);
        }

        @Override
        public int outstanding(int endpoint) {
            return whole().outstanding(shown[endpoint]);
        }

        @Override
        public int load(int endpoint) {
            return whole().load(shown[endpoint]);
        }

        @Override
        public int version(int endpoint) {
            return whole().version(shown[endpoint]);
        }

        @Override
        public int zone(int endpoint) {
            return whole().zone(shown[endpoint]);
        }

        @Override
        public int clientZone() {
            return whole().clientZone();
        }

        @Override
        public double clientShare(int zone) {
            return whole().clientShare(zone);
        }

        @Override
        public int zoneCount() {
            return whole().zoneCount();
        }

        @Override
        public long nowNanos() {
            return whole().nowNanos();
        }

        @Override
        public long requestHash() {
            return whole().requestHash();
        }
    }
}
