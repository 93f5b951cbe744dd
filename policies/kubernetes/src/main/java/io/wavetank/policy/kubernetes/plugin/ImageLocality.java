package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Images;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.Arrays;

/**
 * Prefers nodes that have the pod's images already: the sum over its containers of {@code size * (nodes with the image / all nodes)}, truncated,
 * brought between 23 MiB and 1000 MiB a container, as a percentage of that range.
 *
 * <p>The number of nodes that have an image is the current one. (In a live 1.26 cluster it is that of the node's last update.)
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class ImageLocality implements ScorePlugin {
    private static final long MIB = 1L << 20;
    private static final long LEAST_BYTES = 23 * MIB;
    private static final long MOST_BYTES_EACH = 1000 * MIB;

    private final ClusterCache cluster;

    /** Creates the plug-in. */
    public ImageLocality(ClusterCache cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return PluginNames.IMAGE_LOCALITY;
    }

    @Override
    public Scope scoreScope() {
        return Scope.CLUSTER;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.NONE;
    }

    @Override
    public long score(PodClass pod, int node) {
        int[] there = cluster.nodes().images(node);
        Images images = cluster.images();
        long sum = 0;
        for (int image : pod.images()) {
            if (Arrays.binarySearch(there, image) >= 0) {
                sum += (long) (images.sizeBytes(image) * ((double) images.holders(image) / cluster.nodeCount()));
            }
        }
        long most = MOST_BYTES_EACH * pod.images().length;
        long kept = sum < LEAST_BYTES ? LEAST_BYTES : Math.min(sum, most);
        return MAX_SCORE * (kept - LEAST_BYTES) / (most - LEAST_BYTES);
    }
}
