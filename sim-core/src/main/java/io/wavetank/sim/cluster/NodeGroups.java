package io.wavetank.sim.cluster;

/**
 * Groups of neighbouring nodes, as even as can be, and what is taken of one resource on each: kept up at each change, since to add up all nodes at each
 * look drives out of the caches what a run needs.
 */
final class NodeGroups {
    private final int resource;
    private final long[] taken;
    private final long[] capacity;
    private int[] groupOf = {};
    /** Whether nodes came, or offer something else, since the groups were made. */
    private boolean stale = true;

    NodeGroups(int resource, int groups) {
        this.resource = resource;
        this.taken = new long[groups];
        this.capacity = new long[groups];
    }

    /** So much more of a resource is taken on a node. */
    void take(int of, int node, long amount) {
        if (of == resource && node < groupOf.length) {
            taken[groupOf[node]] += amount;
        }
    }

    /** Nodes came, or offer something else. */
    void offersChanged() {
        stale = true;
    }

    /** Returns the share that is taken on each group, 0 to 1; NaN where its nodes have none of the resource. */
    float[] shares(Cluster cluster) {
        if (stale) {
            group(cluster);
        }
        var shares = new float[taken.length];
        for (int group = 0; group < shares.length; group++) {
            shares[group] = capacity[group] == 0 ? Float.NaN : (float) ((double) taken[group] / capacity[group]);
        }
        return shares;
    }

    private void group(Cluster cluster) {
        stale = false;
        int nodes = cluster.nodeCount();
        groupOf = new int[nodes];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = 0;
            capacity[group] = 0;
            for (int node = from(group, nodes); node < from(group + 1, nodes); node++) {
                groupOf[node] = group;
                capacity[group] += cluster.allocatable(resource, node);
                taken[group] += cluster.allocatable(resource, node) - cluster.free(resource, node);
            }
        }
    }

    /** The first node of a group; of the one behind the last, the number of nodes. */
    private int from(int group, int nodes) {
        return (int) ((long) group * nodes / taken.length);
    }
}
