package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodList;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes that cannot attach the pod's volumes because a driver's limit would be exceeded. A volume that several pods on the node use is
 * attached once.
 *
 * <p>Source: Kubernetes 1.26, with limits as plain numbers of the node.
 */
public final class NodeVolumeLimits implements FilterPlugin {
    private static final Status REJECTED =
            Status.unschedulable(PluginNames.NODE_VOLUME_LIMITS, "node(s) exceed max volume count");

    private final NodeTable nodes;

    /** Creates the plug-in. */
    public NodeVolumeLimits(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.NODE_VOLUME_LIMITS;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        for (VolumeNeed volume : pod.spec().volumes()) {
            Integer limit = nodes.spec(node).attachLimits().get(volume.driver());
            if (limit != null && exceeds(pod, volume.driver(), node, limit)) {
                return REJECTED;
            }
        }
        return null;
    }

    /** Volumes that are there already need no new attachment: only a pod that brings a new one can be too much. */
    private boolean exceeds(PodClass pod, String driver, int node, int limit) {
        Set<String> attached = new HashSet<>();
        PodList there = nodes.pods(node);
        for (int i = 0; i < there.size(); i++) {
            collect(there.get(i).podClass().spec().volumes(), driver, attached);
        }
        int before = attached.size();
        collect(pod.spec().volumes(), driver, attached);
        return attached.size() > before && attached.size() > limit;
    }

    private static void collect(List<VolumeNeed> volumes, String driver, Set<String> names) {
        for (VolumeNeed volume : volumes) {
            if (volume.driver().equals(driver)) {
                names.add(volume.name());
            }
        }
    }
}
