package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeGroupView;

/**
 * How much there must and may be of a cluster in all: groups of which not even one more node may come are not asked, of others no more than may come, and nodes without
 * which there would be too little do not go.
 *
 * <p>What there is are the sizes of groups times what a node of theirs has, those that boot included, and nodes of no group.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code --cores-total}, {@code --memory-total}, {@code --gpu-total}; {@code core/scaleup/resource}, {@code core/scaledown/resource}.
 * GPUs are not told apart by their type, where production has a limit for each.
 *
 * @param cpuMillis CPU, in thousandths of a core
 * @param memoryBytes memory
 * @param gpus GPUs
 */
public record ResourceLimits(Range cpuMillis, Range memoryBytes, Range gpus) {
    /** No limits. */
    public static final ResourceLimits NONE = new ResourceLimits(Range.ANY, Range.ANY, Range.ANY);

    private static final int RESOURCES = 3;

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

    private Range of(int resource) {
        return resource == 0 ? cpuMillis : resource == 1 ? memoryBytes : gpus;
    }

    private static long of(int resource, NodeView node) {
        return resource == 0
                ? node.allocatable(Resources.CPU)
                : resource == 1 ? node.allocatable(Resources.MEMORY) : node.gpuCount();
    }

    private static long total(int resource, FleetView fleet) {
        long total = 0;
        for (NodeGroupView group : fleet.groups()) {
            total += group.size() * of(resource, group.template());
        }
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.groupOf(node) == FleetView.NO_GROUP) {
                total += of(resource, fleet.cluster().node(node));
            }
        }
        return total;
    }

    /** How many more nodes like one there may be, of so many that are asked for. */
    int room(FleetView fleet, NodeView like, int nodes) {
        int room = nodes;
        for (int resource = 0; resource < RESOURCES; resource++) {
            long each = of(resource, like);
            if (each > 0 && of(resource).most() < Long.MAX_VALUE) {
                long left = Math.max(0, of(resource).most() - total(resource, fleet));
                room = (int) Math.min(room, left / each);
            }
        }
        return room;
    }

    /** What may go in one loop. */
    Left left(FleetView fleet) {
        long[] left = new long[RESOURCES];
        for (int resource = 0; resource < RESOURCES; resource++) {
            long least = of(resource).least();
            left[resource] = least == 0 ? Long.MAX_VALUE : total(resource, fleet) - least - leaving(resource, fleet);
        }
        return new Left(left);
    }

    private static long leaving(int resource, FleetView fleet) {
        long leaving = 0;
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.leaving(node)) {
                leaving += of(resource, fleet.cluster().node(node));
            }
        }
        return leaving;
    }

    /** How much may go still. */
    static final class Left {
        private final long[] amounts;

        private Left(long[] amounts) {
            this.amounts = amounts;
        }

        /** Counts a node as gone, if it may go; says whether. */
        boolean take(NodeView node) {
            for (int resource = 0; resource < RESOURCES; resource++) {
                if (of(resource, node) > amounts[resource]) {
                    return false;
                }
            }
            for (int resource = 0; resource < RESOURCES; resource++) {
                amounts[resource] -= amounts[resource] == Long.MAX_VALUE ? 0 : of(resource, node);
            }
            return true;
        }
    }
}
