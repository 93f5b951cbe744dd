package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Quantities;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an allocator is set up.
 *
 * @param intervalNanos how often it looks at all agents, in nanoseconds
 * @param fairnessExclude resources that do not count in shares
 * @param minimalOffers what an offer on one agent must reach: any one of these; empty lets everything be offered
 * @param keepsGpusBack whether agents with GPUs are offered only to frameworks that say they use them
 * @param region the master's region; the empty string if it has none
 * @param roleOrder how roles are ordered
 * @param frameworkOrder how the frameworks of a role are ordered
 */
public record AllocatorOptions(
        long intervalNanos,
        Set<String> fairnessExclude,
        List<Quantities> minimalOffers,
        boolean keepsGpusBack,
        String region,
        Order roleOrder,
        Order frameworkOrder) {
    /** How clients are ordered. */
    public enum Order {
        /** By dominant share. */
        DRF,
        /** By chance. */
        RANDOM
    }

    private static final long SECOND = 1_000_000_000L;

    /** Every second; at least 0.01 cpus or 32 MB; dominant shares. */
    public static final AllocatorOptions DEFAULT = new AllocatorOptions(
            SECOND,
            Set.of(),
            List.of(Quantities.of(Map.of("cpus", 10L)), Quantities.of(Map.of("mem", 32_000L))),
            true,
            "",
            Order.DRF,
            Order.DRF);

    /** Checks the interval. */
    public AllocatorOptions {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("The allocation interval is positive: " + intervalNanos + " ns");
        }
        fairnessExclude = Set.copyOf(fairnessExclude);
        minimalOffers = List.copyOf(minimalOffers);
    }

    /** Returns the same with another interval and other resources left out of the shares. */
    public AllocatorOptions with(long interval, Set<String> exclude) {
        return new AllocatorOptions(interval, exclude, minimalOffers, keepsGpusBack, region, roleOrder, frameworkOrder);
    }

    /** Returns the same with other orders. */
    public AllocatorOptions with(Order roles, Order frameworks) {
        return new AllocatorOptions(
                intervalNanos, fairnessExclude, minimalOffers, keepsGpusBack, region, roles, frameworks);
    }
}
