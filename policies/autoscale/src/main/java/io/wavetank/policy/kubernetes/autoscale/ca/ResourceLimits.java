package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How much there must and may be of a cluster in all: groups of which not even one more node may come are not asked, of others no more than may come, and nodes without
 * which there would be too little do not go.
 *
 * <p>What there is are the sizes of groups times what a node of theirs has, those that boot included, and nodes of no group.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code --cores-total}, {@code --memory-total}, {@code --gpu-total}; {@code core/scaleup/resource}, {@code core/scaledown/resource}.
 * There the type of a GPU is a label of its node; here it is its model, and there may be limits of GPUs of all types together beside.
 *
 * @param cpuMillis CPU, in thousandths of a core
 * @param memoryBytes memory
 * @param gpus GPUs of all types together
 * @param gpusOf GPUs by their type; of others there may be any number
 */
public record ResourceLimits(Range cpuMillis, Range memoryBytes, Range gpus, SortedMap<String, Range> gpusOf) {
    /** No limits. */
    public static final ResourceLimits NONE =
            new ResourceLimits(Range.ANY, Range.ANY, Range.ANY, Collections.emptySortedMap());

    /** Copies the types. */
    public ResourceLimits {
        gpusOf = Collections.unmodifiableSortedMap(new TreeMap<>(gpusOf));
    }

    /** The least and the most. */
    public record Range(long least, long most) {
        /** Anything. */
        public static final Range ANY = new Range(0, Long.MAX_VALUE);

        /** Checks the order. */
        public Range {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("Not a range: from " + least + " to " + most);
            }
        }
    }

    /** One limit: how much of what it is about a node has, and how much there may be of that in all. */
    private record Limit(Range range, ToLongFunction<NodeView> of) {
        long total(FleetView fleet) {
            long total = 0;
            for (NodeGroupView group : fleet.groups()) {
                total += group.size() * of.applyAsLong(group.template());
            }
            for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
                if (fleet.present(node) && fleet.groupOf(node) == FleetView.NO_GROUP) {
                    total += of.applyAsLong(fleet.cluster().node(node));
                }
            }
            return total;
        }

        long leaving(FleetView fleet) {
            long leaving = 0;
            for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
                if (fleet.present(node) && fleet.leaving(node)) {
                    leaving += of.applyAsLong(fleet.cluster().node(node));
                }
            }
            return leaving;
        }
    }

    private List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit(cpuMillis, node -> node.allocatable(Resources.CPU)));
        limits.add(new Limit(memoryBytes, node -> node.allocatable(Resources.MEMORY)));
        limits.add(new Limit(gpus, NodeView::gpuCount));
        gpusOf.forEach((type, range) ->
                limits.add(new Limit(range, node -> node.gpuModel().equals(type) ? node.gpuCount() : 0)));
        return limits;
    }

    /** How many more nodes like one there may be, of so many that are asked for. */
    int room(FleetView fleet, NodeView like, int nodes) {
        int room = nodes;
        for (Limit limit : limits()) {
            long each = limit.of().applyAsLong(like);
            if (each > 0 && limit.range().most() < Long.MAX_VALUE) {
                long left = Math.max(0, limit.range().most() - limit.total(fleet));
                room = (int) Math.min(room, left / each);
            }
        }
        return room;
    }

    /** What may go in one loop. */
    Left left(FleetView fleet) {
        List<Limit> bounded = new ArrayList<>();
        for (Limit limit : limits()) {
            if (limit.range().least() > 0) {
                bounded.add(limit);
            }
        }
        return new Left(bounded, fleet);
    }

    /** How much may go still. */
    static final class Left {
        private final List<Limit> limits;
        private final long[] amounts;

        private Left(List<Limit> limits, FleetView fleet) {
            this.limits = limits;
            this.amounts = new long[limits.size()];
            for (int i = 0; i < amounts.length; i++) {
                Limit limit = limits.get(i);
                amounts[i] = limit.total(fleet) - limit.range().least() - limit.leaving(fleet);
            }
        }

        /** Counts a node as gone, if it may go; says whether. */
        boolean take(NodeView node) {
            for (int i = 0; i < amounts.length; i++) {
                long each = limits.get(i).of().applyAsLong(node);
                if (each > 0 && each > amounts[i]) {
                    return false;
                }
            }
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] -= limits.get(i).of().applyAsLong(node);
            }
            return true;
        }
    }
}
