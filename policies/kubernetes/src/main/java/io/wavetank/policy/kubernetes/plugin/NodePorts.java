package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes on which a host port that the pod wants is taken.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class NodePorts implements FilterPlugin {
    private static final Status REJECTED =
            Status.unschedulable(PluginNames.NODE_PORTS, "node(s) didn't have free ports for the requested pod ports");

    private final NodeTable nodes;

    /** Creates the plug-in. */
    public NodePorts(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.NODE_PORTS;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        return !pod.hostPorts().isEmpty() && nodes.ports(node).clashWith(pod.hostPorts()) ? REJECTED : null;
    }
}
