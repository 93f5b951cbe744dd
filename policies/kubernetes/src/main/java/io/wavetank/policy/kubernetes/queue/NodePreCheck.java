package io.wavetank.policy.kubernetes.queue;

import io.wavetank.policy.Taint;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;

/**
 * Whether a node that was added or changed may be of use to a waiting pod: the question that is asked before a node event moves a pod.
 *
 * <p>It looks at what all pods on the node hold, at node selector and affinity, the node's name, host ports and taints that keep pods
 * from being placed. It does not look at whether the node is cordoned, nor at taints that evict.
 *
 * <p>Source: Kubernetes 1.26, {@code preCheckForNode} and {@code AdmissionCheck} in {@code pkg/scheduler/eventhandlers.go}.
 */
public final class NodePreCheck {
    private final NodeTable nodes;
    private final int node;
    private final NodeSpec spec;

    /** Creates the check for one node as it is now. */
    public NodePreCheck(ClusterCache cluster, int node) {
        this.nodes = cluster.nodes();
        this.node = node;
        this.spec = nodes.spec(node);
    }

    /** Whether the node may be of use to pods of a kind. */
    public boolean passes(PodClass pods) {
        return hasRoom(pods)
                && pods.allows(spec)
                && (pods.spec().nodeName().isEmpty() || pods.spec().nodeName().equals(spec.name()))
                && !nodes.ports(node).clashWith(pods.hostPorts())
                && tolerated(pods);
    }

    /**
     * A pod that asks for anything at all is turned away by CPU, memory or scratch space that is over-committed, even if it asks for none
     * of it.
     */
    private boolean hasRoom(PodClass pods) {
        if (nodes.podCount(node) + 1 > nodes.allowedPods()[node]) {
            return false;
        }
        boolean asks = false;
        boolean lacks = false;
        for (int resource = 0; resource < Math.max(pods.resources(), ResourceNames.FIXED); resource++) {
            long request = resource < pods.resources() ? pods.request(resource) : 0;
            long free = nodes.allocatable(resource, node) - nodes.requested(resource, node);
            asks |= request > 0;
            lacks |= request > free && (request > 0 || resource < ResourceNames.FIXED);
        }
        return !(asks && lacks);
    }

    private boolean tolerated(PodClass pods) {
        for (Taint taint : spec.taints()) {
            if (taint.effect() == Taint.Effect.NO_SCHEDULE && !pods.tolerates(taint)) {
                return false;
            }
        }
        return true;
    }
}
