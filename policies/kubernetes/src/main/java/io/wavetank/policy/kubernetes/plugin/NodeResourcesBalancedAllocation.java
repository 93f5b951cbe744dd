package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.List;

/**
 * Prefers nodes whose resources would be used to like shares: {@code (1 - deviation) * 100}, truncated, where the deviation is the standard
 * deviation of the shares, each at most 1; half the difference where there are two. Pods count with what they truly request.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class NodeResourcesBalancedAllocation implements ScorePlugin {
    private final ScoredResources resources;
    private final double[] shares;

    /** Creates the plug-in. */
    public NodeResourcesBalancedAllocation(
            ClusterCache cluster, List<ResourceWeight> resources, Compatibility version) {
        this.resources = new ScoredResources(cluster, resources, false, version);
        this.shares = new double[this.resources.count()];
    }

    @Override
    public String name() {
        return PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION;
    }

    @Override
    public Scope scoreScope() {
        return Scope.NODE;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.NONE;
    }

    @Override
    public long score(PodClass pod, int node) {
        int count = 0;
        for (int i = 0; i < resources.count(); i++) {
            long allocatable = resources.allocatable(i, pod, node);
            if (allocatable != 0) {
                shares[count++] = Math.min(1, (double) resources.requested(i, pod, node) / allocatable);
            }
        }
        return (long) ((1 - deviation(count)) * MAX_SCORE);
    }

    private double deviation(int count) {
        if (count < 2) {
            return 0;
        } else if (count == 2) {
            return Math.abs((shares[0] - shares[1]) / 2);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += shares[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (shares[i] - mean) * (shares[i] - mean);
        }
        return Math.sqrt(squares / count);
    }
}
