package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.scaling.FleetView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that can go because their pods have room on others, or on others and one new node that costs less than they do.
 *
 * <p>Of several nodes at once, the largest number of the first in order is looked for by halving; one that is bought for them is no type among them unless
 * cheaper than the cheapest of that type. Where all nodes are spot and the new one may be, it is bought as spot, and only if that is allowed; in place of
 * one node there must then be so many cheaper types, of which the cheapest that many are asked for.
 *
 * <p>Source: Karpenter v1, {@code disruption/consolidation.go}, {@code multinodeconsolidation.go}, {@code singlenodeconsolidation.go}.
 */
final class Consolidation {
    private static final int MOST_AT_ONCE = 100;

    private final FleetView fleet;
    private final Offerings offerings;
    private final KarpenterSettings settings;
    private final SchedulingSimulation simulation;

    /**
     * What is to be done.
     *
     * @param nodes the nodes that go
     * @param replacement what is bought in their place; null if nothing is
     */
    record Plan(List<Integer> nodes, Offerings.@Nullable Offering replacement) {}

    Consolidation(FleetView fleet, Offerings offerings, KarpenterSettings settings, long nowNanos) {
        this.fleet = fleet;
        this.offerings = offerings;
        this.settings = settings;
        // pods of nodes that go are not sent to nodes that have not come yet
        this.simulation = new SchedulingSimulation(fleet, offerings, false, settings.mostCpuMillis(), nowNanos);
    }

    SchedulingSimulation simulation() {
        return simulation;
    }

    /** The most nodes of the first in order, two at least; null if there is no way. */
    @Nullable
    Plan several(List<Integer> candidates) {
        int low = 1;
        int high = Math.min(candidates.size() - 1, MOST_AT_ONCE);
        Plan best = null;
        while (low <= high) {
            int middle = (low + high) / 2;
            Plan plan = plan(candidates.subList(0, middle + 1));
            if (plan != null) {
                best = plan;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }

    /** What could be done about nodes; null if nothing. */
    @Nullable
    Plan plan(List<Integer> nodes) {
        SchedulingSimulation.Outcome outcome = simulation.without(nodes);
        if (outcome.unplaced() > 0 || outcome.claims().size() > 1) {
            return null;
        }
        if (outcome.claims().isEmpty()) {
            return new Plan(List.copyOf(nodes), null);
        }
        List<Offerings.Offering> cheaper = cheaper(outcome.claims().get(0).options(), nodes);
        return cheaper.isEmpty() ? null : new Plan(List.copyOf(nodes), cheaper.get(0));
    }

    private List<Offerings.Offering> cheaper(List<Offerings.Offering> options, List<Integer> nodes) {
        double price = 0;
        boolean allSpot = true;
        for (int node : nodes) {
            Offerings.Offering offering = offerings.of(fleet.groupOf(node));
            price += offering.price();
            allSpot &= offering.spot();
        }
        boolean spotToSpot = allSpot && options.stream().anyMatch(Offerings.Offering::spot);
        if (spotToSpot && !settings.spotToSpot()) {
            return List.of();
        }
        List<Offerings.Offering> left = new ArrayList<>();
        for (Offerings.Offering option : options) {
            if (option.price() < price && (!spotToSpot || option.spot())) {
                left.add(option);
            }
        }
        if (nodes.size() > 1) {
            return notOfTheirTypes(left, nodes);
        }
        long types = left.stream().map(Offerings.Offering::type).distinct().count();
        return spotToSpot && types < settings.flexibility() ? List.of() : left;
    }

    private List<Offerings.Offering> notOfTheirTypes(List<Offerings.Offering> options, List<Integer> nodes) {
        double most = Double.MAX_VALUE;
        for (int node : nodes) {
            Offerings.Offering offering = offerings.of(fleet.groupOf(node));
            for (Offerings.Offering option : options) {
                most = option.type().equals(offering.type()) ? Math.min(most, offering.price()) : most;
            }
        }
        List<Offerings.Offering> left = new ArrayList<>();
        for (Offerings.Offering option : options) {
            if (option.price() < most) {
                left.add(option);
            }
        }
        return left;
    }
}
