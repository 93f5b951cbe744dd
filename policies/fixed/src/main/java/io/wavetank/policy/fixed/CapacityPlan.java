package io.wavetank.policy.fixed;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * As many replicas as a plan has for the highest load that is expected: {@code ceil(peak * (1 + headroom) / requests)}, and so many more that as many may
 * be lost ({@code spare}). Decided once; what comes otherwise than planned changes nothing.
 *
 * <p>Units: the peak is requests a second, {@code requests} what a replica does a second at the use that is planned for.
 *
 * <p>Source: definition here (N + k provisioning).
 */
public final class CapacityPlan implements ReplicaAutoscaler {
    private static final long DAY = 86_400_000_000_000L;
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final int replicas;

    /** Creates the plan. */
    public CapacityPlan(double peak, double headroom, double requests, int spare) {
        if (!(peak > 0) || !(headroom >= 0) || !(requests > 0) || spare < 0) {
            throw new IllegalArgumentException(
                    "A plan needs a peak, a headroom, requests a replica and spare replicas: " + peak + ", " + headroom
                            + ", " + requests + ", " + spare);
        }
        this.replicas = Math.addExact(needed(peak, headroom, requests), spare);
    }

    /** Reckoned in decimals, as it is written: in binary a quotient that is whole comes out a little above, and would be one replica more. */
    private static int needed(double peak, double headroom, double requests) {
        BigDecimal planned = BigDecimal.valueOf(peak).multiply(BigDecimal.ONE.add(BigDecimal.valueOf(headroom)));
        return planned.divide(BigDecimal.valueOf(requests), 0, RoundingMode.CEILING)
                .min(MOST)
                .intValueExact();
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        return new Scale(replicas, "planned");
    }

    @Override
    public long periodNanos() {
        return DAY;
    }

    @Override
    public int leastReplicas() {
        return replicas;
    }

    @Override
    public int mostReplicas() {
        return replicas;
    }
}
