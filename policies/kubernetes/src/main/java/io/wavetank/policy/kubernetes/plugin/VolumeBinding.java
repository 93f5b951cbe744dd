package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes from which one of the pod's volumes cannot be reached, such as those outside a volume's zone.
 *
 * <p>Source: Kubernetes 1.26, for volumes that are bound already. Its score is always 0 there, and left out here.
 */
public final class VolumeBinding implements FilterPlugin {
    private static final Status REJECTED =
            Status.unresolvable(PluginNames.VOLUME_BINDING, "node(s) had volume node affinity conflict");

    private final NodeTable nodes;

    /** Creates the plug-in. */
    public VolumeBinding(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.VOLUME_BINDING;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        for (VolumeNeed volume : pod.spec().volumes()) {
            var reach = new NodeAffinity(volume.reachableFrom(), List.of());
            if (!reach.allows(nodes.name(node), nodes.labels(node))) {
                return REJECTED;
            }
        }
        return null;
    }
}
