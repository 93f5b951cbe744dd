package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ChangeLog;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeOrder;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What fit and resource scores read of each node, one record a node, in the order of the search; a place is a node's number in that order.
 *
 * <p>A record holds the pods that the node still takes, the CPU and memory that count for scoring, and for each resource what the node offers,
 * what is requested of it, and the reciprocal of what it offers.
 */
final class NodeRecords {
    /** Where in a record the number of pods stands that the node still takes. */
    static final int PODS_LEFT = 0;
    /** Where the CPU stands that pods on the node count for in scoring. */
    static final int SCORING_CPU = 1;
    /** Where the memory stands that pods on the node count for in scoring. */
    static final int SCORING_MEMORY = 2;
    /** Behind what a node offers of a resource: what is requested of it. */
    static final int REQUESTED = 1;
    /** Behind what a node offers of a resource: the bits of a double, its reciprocal, or 0 if it is no good for division. */
    static final int RECIPROCAL = 2;

    private static final int FIRST_RESOURCE = 3;
    private static final int PER_RESOURCE = 3;
    private static final long LARGEST_DIVISOR = 1L << 52;

    private final ClusterCache cluster;
    private final NodeTable nodes;
    private final NodeOrder order;
    private long[] data = new long[0];
    private int stride;
    private int resources = -1;
    private int[] nodeAt = new int[0];
    private int[] placeOf = new int[0];
    private int[] rankOf = new int[0];
    private int[] placeOfRank = new int[0];
    private long rebuilds = -1;
    private long version;
    private int layout;

    NodeRecords(ClusterCache cluster, NodeOrder order) {
        this.cluster = cluster;
        this.nodes = cluster.nodes();
        this.order = order;
    }

    /** Brings the records up to date, after the order has been. */
    void refresh() {
        ChangeLog log = cluster.changes();
        if (rebuilds != order.rebuilds() || resources != cluster.resources().count()) {
            arrange();
        } else if (!log.reachesBackTo(version)) {
            readAll();
        } else {
            for (long entry = version; entry < log.version(); entry++) {
                int node = log.node(entry);
                if (log.generation(node) == entry + 1 && place(node) != Pod.NOWHERE) {
                    read(placeOf[node]);
                }
            }
        }
        version = log.version();
    }

    private void arrange() {
        boolean moved = rebuilds != order.rebuilds();
        rebuilds = order.rebuilds();
        resources = cluster.resources().count();
        stride = FIRST_RESOURCE + PER_RESOURCE * resources;
        if (moved) {
            nodeAt = IntStream.range(0, order.size()).map(order::node).toArray();
            placeOf = new int[nodes.slots()];
            Arrays.fill(placeOf, Pod.NOWHERE);
            for (int place = 0; place < nodeAt.length; place++) {
                placeOf[nodeAt[place]] = place;
            }
            rank();
        }
        data = new long[stride * nodeAt.length];
        layout++;
        readAll();
    }

    /** Gives each place the rank of its node's name in byte order. */
    private void rank() {
        placeOfRank = IntStream.range(0, nodeAt.length)
                .boxed()
                .sorted(Comparator.comparing(place -> nodes.name(nodeAt[place])))
                .mapToInt(Integer::intValue)
                .toArray();
        rankOf = new int[nodeAt.length];
        for (int rank = 0; rank < placeOfRank.length; rank++) {
            rankOf[placeOfRank[rank]] = rank;
        }
    }

    private void readAll() {
        for (int place = 0; place < nodeAt.length; place++) {
            read(place);
        }
    }

    private void read(int place) {
        int node = nodeAt[place];
        int base = place * stride;
        data[base + PODS_LEFT] = (long) nodes.allowedPods()[node] - nodes.podCount(node);
        data[base + SCORING_CPU] = nodes.scoringCpuMillis()[node];
        data[base + SCORING_MEMORY] = nodes.scoringMemoryBytes()[node];
        for (int resource = 0; resource < resources; resource++) {
            int at = base + offset(resource);
            long allocatable = nodes.allocatable(resource, node);
            if (data[at] != allocatable) {
                data[at] = allocatable;
                boolean divides = allocatable > 0 && allocatable <= LARGEST_DIVISOR;
                data[at + RECIPROCAL] = Double.doubleToRawLongBits(divides ? 1.0 / allocatable : 0);
            }
            data[at + REQUESTED] = nodes.requested(resource, node);
        }
    }

    /** Where in a record a resource begins: with what the node offers. */
    static int offset(int resource) {
        return FIRST_RESOURCE + PER_RESOURCE * resource;
    }

    /** Changes when the places do, or the shape of the records. */
    int layout() {
        return layout;
    }

    /** How many places there are. */
    int count() {
        return nodeAt.length;
    }

    /** The records one after the other: live. */
    long[] data() {
        return data;
    }

    /** The length of a record. */
    int stride() {
        return stride;
    }

    /** The node at a place. */
    int node(int place) {
        return nodeAt[place];
    }

    /** The nodes by place. */
    int[] nodes() {
        return nodeAt;
    }

    /** The place of a node, or {@link Pod#NOWHERE} if it is not among those searched. */
    int place(int node) {
        return node < placeOf.length ? placeOf[node] : Pod.NOWHERE;
    }

    /** The ranks of the nodes' names in byte order, by place. */
    int[] ranks() {
        return rankOf;
    }

    /** The place of the node whose name has that rank. */
    int placeOfRank(int rank) {
        return placeOfRank[rank];
    }
}
