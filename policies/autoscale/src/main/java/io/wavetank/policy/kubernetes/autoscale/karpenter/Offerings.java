package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.kubernetes.autoscale.ca.ClusterMirror;
import io.wavetank.policy.kubernetes.autoscale.ca.Snapshot;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be bought: each group of nodes is an instance type in a zone, as spot or on demand, at its price. In the order of prices, equal ones in that of
 * groups.
 *
 * <p>An offering of which a node never came is passed over for three minutes, as one is for which the cloud has no capacity.
 */
final class Offerings {
    private static final String TYPE = "node.kubernetes.io/instance-type";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final long UNAVAILABLE_NANOS = 180_000_000_000L;

    private final List<Offering> all = new ArrayList<>();
    private final List<Offering> byGroup = new ArrayList<>();
    private final Map<Fit, Boolean> fits = new HashMap<>();

    /**
     * One of them.
     *
     * @param group the group of nodes
     * @param type the name of the instance type
     * @param zone its zone; empty if it has none
     * @param spec an empty node of it
     * @param price a hour
     */
    record Offering(NodeGroupView group, String type, String zone, NodeSpec spec, double price) {
        boolean spot() {
            return group.spot();
        }

        boolean available(long nowNanos) {
            boolean failed = group.lastFailureNanos() >= 0 && nowNanos - group.lastFailureNanos() < UNAVAILABLE_NANOS;
            return !failed && group.size() < group.most();
        }
    }

    private record Fit(PodTemplate pod, int group) {}

    Offerings(FleetView fleet) {
        for (NodeGroupView group : fleet.groups()) {
            NodeSpec spec = ClusterMirror.spec(group.template(), group.name() + "-new");
            String zone = group.template().labels().getOrDefault(ZONE, "");
            String type = group.template().labels().getOrDefault(TYPE, group.name());
            all.add(new Offering(group, type, zone, spec, group.template().pricePerHour()));
        }
        byGroup.addAll(all);
        all.sort(Comparator.comparingDouble(Offering::price)
                .thenComparing(each -> each.group().index()));
    }

    /** The offering of a group. */
    Offering of(int group) {
        return byGroup.get(group);
    }

    /** Those that a pod could be on if it were alone there, the cheapest first. */
    List<Offering> fitting(PodTemplate pod, long nowNanos) {
        List<Offering> some = new ArrayList<>();
        for (Offering offering : all) {
            if (offering.available(nowNanos) && fitsAlone(pod, offering)) {
                some.add(offering);
            }
        }
        return some;
    }

    /** Whether selectors, affinities to nodes, taints and size let a pod be on an empty node. */
    boolean fitsAlone(PodTemplate pod, Offering offering) {
        return fits.computeIfAbsent(new Fit(pod, offering.group().index()), fit -> {
            var snapshot = new Snapshot();
            int node = snapshot.addNode(offering.spec());
            // who else is there, and in which zone, is asked of the whole cluster
            return snapshot.fits(snapshot.pod(Requests.alone(pod)), node);
        });
    }
}
