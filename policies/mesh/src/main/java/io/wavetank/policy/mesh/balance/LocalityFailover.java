package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps requests in the client's zone while enough endpoints there are well, and sends the rest to the other zones.
 *
 * <p>The client's zone is priority 0, all others are priority 1. With {@code n} endpoints in a priority of which {@code h} are well, its health is
 * {@code min(100, 100 * factor * h / n)}, where the factor is 1.4: as long as 72 % of a zone are well, all requests stay. Priority 0 takes
 * {@code min(100, health(0) * 100 / total)} per cent and priority 1 {@code health(1) * 100 / total} of the rest, {@code total} being the sum of both, at most 100;
 * divisions truncate, and what they leave over goes to the first priority of which anything is well. Where the total is below 100, a priority in which a smaller share
 * than the panic threshold is well uses all of its endpoints; if that is both, the shares follow the numbers of endpoints. Within a priority another balancer picks.
 *
 * <p>What it is not: regions are not told apart, and there is no order among the other zones.
 *
 * <p>Source: Envoy, "Priority levels" and "Panic threshold" (overprovisioning factor 140), {@code load_balancer_impl.cc}; Istio, {@code localityLbSetting} with failover, by which zones become
 * priorities. It needs outlier detection, without which no endpoint is ever unwell.
 */
public final class LocalityFailover implements LoadBalancer {
    private static final int ALL = 100;

    private final int factorPercent;
    private final PanicThreshold panic;
    private final List<LoadBalancer> within;
    private Part[] parts = {};
    private final int[] size = new int[2];
    private final int[] well = new int[2];
    /** Of a hundred requests, how many stay in the client's zone. */
    private int stays;

    LocalityFailover(Supplier<LoadBalancer> maker, int factorPercent, PanicThreshold panic) {
        this.factorPercent = factorPercent;
        this.panic = panic;
        this.within = List.of(maker.get(), maker.get());
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        count(endpoints);
        int own = health(0);
        int others = health(1);
        int total = Math.min(ALL, own + others);
        boolean[] panics = {total < ALL && panics(0), total < ALL && panics(1)};
        if (panics[0] && panics[1]) {
            stays = rest(size[0], size[1], size[0] + size[1], ALL);
        } else {
            stays = rest(own, others, total, total == 0 ? ALL : ALL - Math.min(ALL, own * ALL / total));
        }
        parts = new Part[] {new Part(endpoints), new Part(endpoints)};
        for (int i = 0; i < endpoints.size(); i++) {
            int priority = endpoints.zone(i) == endpoints.clientZone() ? 0 : 1;
            if (panics[priority] || endpoints.isHealthy(i)) {
                parts[priority].add(i);
            }
        }
        for (int priority = 0; priority < parts.length; priority++) {
            within.get(priority).endpointsChanged(parts[priority]);
        }
    }

    /** What of a hundred requests the second priority leaves to the first, of which it takes its share truncated, at most so many. */
    private static int rest(int own, int others, int total, int most) {
        return total == 0 ? ALL : own == 0 ? 0 : ALL - Math.min(most, others * ALL / total);
    }

    /** Whether so few of a priority are well that all of it may be used; one without endpoints has none that are well. */
    private boolean panics(int priority) {
        return panic.panics(well[priority], Math.max(1, size[priority]));
    }

    private void count(Endpoints endpoints) {
        for (int priority = 0; priority < size.length; priority++) {
            size[priority] = 0;
            well[priority] = 0;
        }
        for (int i = 0; i < endpoints.size(); i++) {
            int priority = endpoints.zone(i) == endpoints.clientZone() ? 0 : 1;
            size[priority]++;
            well[priority] += endpoints.isHealthy(i) ? 1 : 0;
        }
    }

    private int health(int priority) {
        return size[priority] == 0 ? 0 : Math.min(ALL, factorPercent * well[priority] / size[priority]);
    }

    /** Of a hundred requests, how many stay in the client's zone. */
    int stays() {
        return stays;
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int first = DrawBits.uniform(DrawBits.further(draw, 1)) * ALL < stays ? 0 : 1;
        int picked = pick(first, endpoints, draw);
        return picked == NONE ? pick(1 - first, endpoints, draw) : picked;
    }

    private int pick(int priority, Endpoints endpoints, long draw) {
        Part part = parts[priority];
        if (part.size() == 0) {
            return NONE;
        }
        int picked = within.get(priority).pick(part.of(endpoints), draw);
        return picked == NONE ? NONE : part.member(picked);
    }

    @Override
    public boolean wantsAnswers() {
        return within.get(0).wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        int priority = endpoints.zone(endpoint) == endpoints.clientZone() ? 0 : 1;
        int index = parts[priority].indexOf(endpoint);
        if (index >= 0) {
            within.get(priority).answered(parts[priority].of(endpoints), index, latencyNanos, ok);
        }
    }
}
