package io.wavetank.policy.kubernetes.cluster;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The order in which a scheduler goes through the nodes, as it stood when the list was last built.
 *
 * <p>The list is built anew, at the start of a pod's cycle, only if a node's name is there that was not there at the start of the cycle before,
 * or if there are fewer nodes than then. A node whose zone changed, or that was replaced under its name, keeps its old place until then.
 *
 * <p>Source: Kubernetes 1.26, the update of the scheduler's snapshot.
 */
public final class NodeOrder {
    private final ClusterCache cluster;
    private int[] order = new int[0];
    private final Set<String> known = new HashSet<>();
    private long version;
    private long rebuilds;

    /** Creates the order of a cluster's nodes, built when first refreshed. */
    public NodeOrder(ClusterCache cluster) {
        this.cluster = cluster;
    }

    /** Brings the list up to date as far as a cycle's start does. */
    public void refresh() {
        if (cluster.nodeCount() < order.length || unknownNode()) {
            order = cluster.zoneOrder();
            rebuilds++;
            known.clear();
            for (int node : order) {
                known.add(cluster.nodes().name(node));
            }
        }
        version = cluster.changes().version();
    }

    private boolean unknownNode() {
        ChangeLog log = cluster.changes();
        if (!log.reachesBackTo(version)) {
            return Arrays.stream(cluster.zoneOrder()).anyMatch(this::unknown);
        }
        for (long entry = version; entry < log.version(); entry++) {
            if (log.podClass(entry) == ChangeLog.NODE_ITSELF && unknown(log.node(entry))) {
                return true;
            }
        }
        return false;
    }

    private boolean unknown(int node) {
        return cluster.nodes().present(node) && !known.contains(cluster.nodes().name(node));
    }

    /** How often the list has been built. */
    public long rebuilds() {
        return rebuilds;
    }

    /** How many nodes there are. */
    public int size() {
        return order.length;
    }

    /** The node at a place from 0. */
    public int node(int place) {
        return order[place];
    }
}
