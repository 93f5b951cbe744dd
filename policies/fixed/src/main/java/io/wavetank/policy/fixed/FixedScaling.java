package io.wavetank.policy.fixed;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import java.util.List;

/** How many replicas a fixed fleet has. */
public final class FixedScaling implements ScalingFamily {
    private static final double MOST = 1e9;

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public FixedScaling() {}

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() {
        return List.of(new ScalingEntry<>(
                "planned",
                "as many as are planned for a peak, with headroom",
                "definition here",
                List.of(
                        new Option("peak", "100", "requests a second at the peak that is planned for"),
                        new Option("headroom", "0.3", "how much more is planned for, as a share"),
                        new Option("requests", "50", "requests a second of a replica at the use planned for"),
                        new Option("spare", "0", "how many replicas more, so that as many may be lost")),
                options -> {
                    double peak = options.number("peak", Double.MIN_NORMAL, MOST);
                    double headroom = options.number("headroom", 0, 1000);
                    double requests = options.number("requests", Double.MIN_NORMAL, MOST);
                    int spare = options.integer("spare", 0, 1_000_000);
                    return draws -> new CapacityPlan(peak, headroom, requests, spare);
                }));
    }
}
