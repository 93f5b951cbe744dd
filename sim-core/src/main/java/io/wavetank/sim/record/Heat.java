package io.wavetank.sim.record;

import io.wavetank.policy.ClusterView;
import io.wavetank.sim.cluster.Cluster;
import java.util.Arrays;

/**
 * The share of a resource that is taken in each of some groups of neighbouring nodes. Only groups with a node that changed since the last look are
 * added up anew.
 */
final class Heat implements ClusterView.ChangeVisitor {
    private final Cluster cluster;
    private final int resource;
    private final float[] shares;
    private final boolean[] stale;
    private int[] groupOf = new int[0];
    private long version;

    Heat(Cluster cluster, int resource, int groups) {
        this.cluster = cluster;
        this.resource = resource;
        this.shares = new float[groups];
        this.stale = new boolean[groups];
    }

    /** Returns the share of each group now, 0 to 1; NaN where the nodes have none of the resource. */
    float[] now() {
        int nodes = cluster.nodeCount();
        boolean grown = nodes != groupOf.length;
        if (grown) {
            group(nodes);
        }
        // of many changes it is dearer to know the groups than to add up all of them
        if (grown || cluster.version() - version > nodes / 4 || !cluster.changesSince(version, this)) {
            Arrays.fill(stale, true);
        }
        version = cluster.version();
        for (int group = 0; group < shares.length; group++) {
            if (stale[group]) {
                stale[group] = false;
                shares[group] = cluster.takenShare(resource, from(group, nodes), from(group + 1, nodes));
            }
        }
        return shares.clone();
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        stale[groupOf[node]] = true;
    }

    private void group(int nodes) {
        groupOf = new int[nodes];
        for (int group = 0; group < shares.length; group++) {
            Arrays.fill(groupOf, from(group, nodes), from(group + 1, nodes), group);
        }
    }

    /** The first node of a group; of the one behind the last, the number of nodes. */
    private int from(int group, int nodes) {
        return (int) ((long) group * nodes / shares.length);
    }
}
