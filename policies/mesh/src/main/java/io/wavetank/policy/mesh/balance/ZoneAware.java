package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps requests in the client's zone as far as the endpoints there can take their part, and spills the rest over to zones that can take more.
 *
 * <p>With the share {@code l} of the clients and {@code u} of the endpoints in the client's zone: all stay if {@code u >= l}; otherwise the share
 * {@code u / l} stays, and the rest goes to the other zones in proportion to {@code u - l} where that is positive. Within a zone another balancer picks.
 * With fewer endpoints than the least cluster size, or none in the zone, the other balancer picks among all.
 *
 * <p>Source: Envoy, zone aware routing, least cluster size 6; its percentages are whole numbers of 1/10,000, these are not.
 */
public final class ZoneAware implements LoadBalancer {
    private final Supplier<LoadBalancer> maker;
    private final int leastSize;
    private final LoadBalancer everywhere;
    private final List<LoadBalancer> within = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    /** By zone: the share of this client's requests that goes there, added up. */
    private double[] upTo = new double[0];

    private boolean local;

    ZoneAware(Supplier<LoadBalancer> maker, int leastSize) {
        this.maker = maker;
        this.leastSize = leastSize;
        this.everywhere = maker.get();
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int zones = endpoints.zoneCount();
        while (parts.size() < zones) {
            parts.add(new Part(endpoints));
            within.add(maker.get());
        }
        parts.forEach(part -> part.begin(endpoints));
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            parts.get(endpoints.zone(endpoint)).add(endpoint);
        }
        everywhere.endpointsChanged(endpoints);
        local = zones > 1
                && endpoints.size() >= leastSize
                && parts.get(endpoints.clientZone()).size() > 0
                && endpoints.clientShare(endpoints.clientZone()) > 0;
        if (local) {
            for (int zone = 0; zone < zones; zone++) {
                within.get(zone).endpointsChanged(parts.get(zone));
            }
            divide(endpoints, zones);
        }
    }

    private void divide(Endpoints endpoints, int zones) {
        int own = endpoints.clientZone();
        double[] spare = new double[zones];
        double allSpare = 0;
        for (int zone = 0; zone < zones; zone++) {
            double share = parts.get(zone).size() / (double) endpoints.size();
            spare[zone] = zone == own ? 0 : Math.max(0, share - endpoints.clientShare(zone));
            allSpare += spare[zone];
        }
        double here = parts.get(own).size() / (double) endpoints.size();
        double stays = allSpare == 0 ? 1 : Math.min(1, here / endpoints.clientShare(own));
        upTo = new double[zones];
        double sum = 0;
        for (int zone = 0; zone < zones; zone++) {
            sum += zone == own ? stays : allSpare == 0 ? 0 : (1 - stays) * spare[zone] / allSpare;
            upTo[zone] = sum;
        }
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        if (!local) {
            return everywhere.pick(endpoints, draw);
        }
        double u = DrawBits.uniform(DrawBits.further(draw, 1));
        int zone = 0;
        while (zone < upTo.length - 1 && u >= upTo[zone]) {
            zone++;
        }
        int picked = within.get(zone).pick(parts.get(zone).of(endpoints), draw);
        return picked == NONE
                ? everywhere.pick(endpoints, draw)
                : parts.get(zone).member(picked);
    }

    @Override
    public boolean wantsClients() {
        return true;
    }

    @Override
    public boolean wantsAnswers() {
        return everywhere.wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        everywhere.answered(endpoints, endpoint, latencyNanos, ok);
        if (local) {
            int zone = endpoints.zone(endpoint);
            int index = parts.get(zone).indexOf(endpoint);
            if (index >= 0) {
                within.get(zone).answered(parts.get(zone).of(endpoints), index, latencyNanos, ok);
            }
        }
    }
}
