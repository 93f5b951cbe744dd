package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle.Weighted;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;

/** The table of in-tree plug-ins: from a name in a profile to the object that does it. */
public final class InTreePlugins {
    private InTreePlugins() {}

    /** Returns the profile's filters for a cluster, in order. */
    public static List<FilterPlugin> filters(SchedulerProfile profile, ClusterCache cluster) {
        List<FilterPlugin> filters = new ArrayList<>();
        for (String name : profile.filters()) {
            filters.add(filter(name, profile, cluster));
        }
        return filters;
    }

    /** Returns the profile's score plug-ins for a cluster, in order, with their weights. */
    public static List<Weighted> scores(SchedulerProfile profile, ClusterCache cluster) {
        List<Weighted> scores = new ArrayList<>();
        profile.scoreWeights()
                .forEach((name, weight) -> scores.add(new Weighted(score(name, profile, cluster), weight)));
        return scores;
    }

    private static FilterPlugin filter(String name, SchedulerProfile profile, ClusterCache cluster) {
        return switch (name) {
            case PluginNames.NODE_UNSCHEDULABLE -> new NodeUnschedulable(cluster.nodes());
            case PluginNames.NODE_NAME -> new NodeName(cluster.nodes());
            case PluginNames.TAINT_TOLERATION -> new TaintToleration(cluster.nodes());
            case PluginNames.NODE_AFFINITY -> new NodeAffinityPlugin(cluster.nodes(), profile.addedAffinity());
            case PluginNames.NODE_PORTS -> new NodePorts(cluster.nodes());
            case PluginNames.NODE_RESOURCES_FIT -> new NodeResourcesFit(cluster, profile.fit(), profile.version());
            case PluginNames.NODE_VOLUME_LIMITS -> new NodeVolumeLimits(cluster.nodes());
            case PluginNames.VOLUME_BINDING -> new VolumeBinding(cluster.nodes());
            case PluginNames.POD_TOPOLOGY_SPREAD -> new PodTopologySpreadFilter(cluster, profile.spread());
            case PluginNames.INTER_POD_AFFINITY -> new InterPodAffinityFilter(cluster);
            default -> throw new IllegalArgumentException("No in-tree filter of that name: " + name);
        };
    }

    private static ScorePlugin score(String name, SchedulerProfile profile, ClusterCache cluster) {
        return switch (name) {
            case PluginNames.TAINT_TOLERATION -> new TaintToleration(cluster.nodes());
            case PluginNames.NODE_AFFINITY -> new NodeAffinityPlugin(cluster.nodes(), profile.addedAffinity());
            case PluginNames.NODE_RESOURCES_FIT -> new NodeResourcesFit(cluster, profile.fit(), profile.version());
            case PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION ->
                new NodeResourcesBalancedAllocation(cluster, profile.balancedResources(), profile.version());
            case PluginNames.POD_TOPOLOGY_SPREAD -> new PodTopologySpreadScore(cluster, profile.spread());
            case PluginNames.INTER_POD_AFFINITY ->
                new InterPodAffinityScore(
                        cluster, profile.hardPodAffinityWeight(), profile.ignorePreferredTermsOfExistingPods());
            case PluginNames.IMAGE_LOCALITY -> new ImageLocality(cluster);
            default -> throw new IllegalArgumentException("No in-tree score of that name: " + name);
        };
    }
}
