package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import org.jspecify.annotations.Nullable;

/**
 * Rejects every node but the one that the pod names outright, if it names one.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class NodeName implements FilterPlugin {
    private static final Status REJECTED =
            Status.unresolvable(PluginNames.NODE_NAME, "node(s) didn't match the requested node name");

    private final NodeTable nodes;

    /** Creates the plug-in. */
    public NodeName(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.NODE_NAME;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        String wanted = pod.spec().nodeName();
        return wanted.isEmpty() || wanted.equals(nodes.name(node)) ? null : REJECTED;
    }
}
