package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle.Weighted;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile.PluginWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of in-tree plug-ins: from a name in a profile to the object that does it. */
public final class InTreePlugins {
    private static final Map<String, Maker<FilterPlugin>> FILTERS = Map.of(
            PluginNames.NODE_UNSCHEDULABLE, (profile, cluster) -> new NodeUnschedulable(cluster.nodes()),
            PluginNames.NODE_NAME, (profile, cluster) -> new NodeName(cluster.nodes()),
            PluginNames.TAINT_TOLERATION, (profile, cluster) -> new TaintToleration(cluster.nodes()),
            PluginNames.NODE_AFFINITY, (profile, cluster) -> nodeAffinity(profile, cluster),
            PluginNames.NODE_PORTS, (profile, cluster) -> new NodePorts(cluster.nodes()),
            PluginNames.NODE_RESOURCES_FIT, (profile, cluster) -> fit(profile, cluster),
            PluginNames.NODE_VOLUME_LIMITS, (profile, cluster) -> new NodeVolumeLimits(cluster.nodes()),
            PluginNames.VOLUME_BINDING, (profile, cluster) -> new VolumeBinding(cluster.nodes()),
            PluginNames.POD_TOPOLOGY_SPREAD,
                    (profile, cluster) -> new PodTopologySpreadFilter(cluster, profile.spread()),
            PluginNames.INTER_POD_AFFINITY, (profile, cluster) -> new InterPodAffinityFilter(cluster));

    private static final Map<String, Maker<ScorePlugin>> SCORES = Map.of(
            PluginNames.TAINT_TOLERATION, (profile, cluster) -> new TaintToleration(cluster.nodes()),
            PluginNames.NODE_AFFINITY, (profile, cluster) -> nodeAffinity(profile, cluster),
            PluginNames.NODE_RESOURCES_FIT, (profile, cluster) -> fit(profile, cluster),
            PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION,
                    (profile, cluster) -> new NodeResourcesBalancedAllocation(
                            cluster, profile.balancedResources(), profile.version()),
            PluginNames.POD_TOPOLOGY_SPREAD,
                    (profile, cluster) -> new PodTopologySpreadScore(cluster, profile.spread()),
            PluginNames.INTER_POD_AFFINITY,
                    (profile, cluster) -> new InterPodAffinityScore(
                            cluster, profile.hardPodAffinityWeight(), profile.ignorePreferredTermsOfExistingPods()),
            PluginNames.IMAGE_LOCALITY, (profile, cluster) -> new ImageLocality(cluster));

    @FunctionalInterface
    private interface Maker<T> {
        T make(SchedulerProfile profile, ClusterCache cluster);
    }

    private InTreePlugins() {}

    private static NodeAffinityPlugin nodeAffinity(SchedulerProfile profile, ClusterCache cluster) {
        return new NodeAffinityPlugin(cluster.nodes(), profile.addedAffinity());
    }

    private static NodeResourcesFit fit(SchedulerProfile profile, ClusterCache cluster) {
        return new NodeResourcesFit(cluster, profile.fit(), profile.version());
    }

    /** Whether there is a filter of that name. */
    public static boolean hasFilter(String name) {
        return FILTERS.containsKey(name);
    }

    /** Whether there is a score plug-in of that name. */
    public static boolean hasScore(String name) {
        return SCORES.containsKey(name);
    }

    /** Returns the profile's filters for a cluster, in order. */
    public static List<FilterPlugin> filters(SchedulerProfile profile, ClusterCache cluster) {
        List<FilterPlugin> filters = new ArrayList<>();
        for (String name : profile.filters()) {
            filters.add(make(FILTERS.get(name), name, profile, cluster));
        }
        return filters;
    }

    /** Returns the profile's score plug-ins for a cluster, in order, with their weights. */
    public static List<Weighted> scores(SchedulerProfile profile, ClusterCache cluster) {
        List<Weighted> scores = new ArrayList<>();
        for (PluginWeight each : profile.scores()) {
            ScorePlugin plugin = make(SCORES.get(each.plugin()), each.plugin(), profile, cluster);
            scores.add(new Weighted(plugin, each.weight()));
        }
        return scores;
    }

    private static <T> T make(@Nullable Maker<T> maker, String name, SchedulerProfile profile, ClusterCache cluster) {
        if (maker == null) {
            throw new IllegalArgumentException("No in-tree plug-in of that name: " + name);
        }
        return maker.make(profile, cluster);
    }
}
