package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.Taint;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import org.jspecify.annotations.Nullable;

/**
 * Rejects cordoned nodes, unless the pod tolerates the taint that stands for it. Being cordoned does not by itself put the taint on the node.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class NodeUnschedulable implements FilterPlugin {
    private static final Taint CORDONED = new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);
    private static final Status REJECTED =
            Status.unresolvable(PluginNames.NODE_UNSCHEDULABLE, "node(s) were unschedulable");

    private final NodeTable nodes;

    /** Creates the plug-in. */
    public NodeUnschedulable(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.NODE_UNSCHEDULABLE;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        return nodes.unschedulable(node) && !pod.tolerates(CORDONED) ? REJECTED : null;
    }
}
