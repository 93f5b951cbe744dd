package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle.Weighted;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A profile's plug-ins, sorted by what their answers depend on. */
final class Points {
    /** No sum of weighted scores of plug-ins that look at one node alone may exceed this. */
    private static final long LARGEST_SUM = 1 << 30;

    private static final Set<String> BY_DESCRIPTION = new TreeSet<>(List.of(
            PluginNames.NODE_UNSCHEDULABLE,
            PluginNames.NODE_NAME,
            PluginNames.TAINT_TOLERATION,
            PluginNames.NODE_AFFINITY,
            PluginNames.VOLUME_BINDING));

    private final SchedulerProfile profile;
    private final List<FilterPlugin> stateless = new ArrayList<>();
    private final List<FilterPlugin> byDescription = new ArrayList<>();
    private final List<FilterPlugin> more;
    private @Nullable FilterPlugin ports;
    private @Nullable FilterPlugin volumes;
    private @Nullable ScorePlugin taints;
    private @Nullable ScorePlugin affinity;
    private @Nullable ScorePlugin images;

    /** Sorts the plug-ins of a profile; {@code more} are filters besides them, asked last. */
    Points(SchedulerProfile profile, ClusterCache cluster, List<FilterPlugin> more) {
        this.profile = profile;
        this.more = more;
        for (FilterPlugin filter : InTreePlugins.filters(profile, cluster)) {
            sort(filter);
        }
        for (Weighted weighted : InTreePlugins.scores(profile, cluster)) {
            sort(weighted.plugin());
        }
    }

    private void sort(FilterPlugin filter) {
        String name = filter.name();
        if (filter.filterScope() == FilterPlugin.Scope.NODE) {
            stateless.add(filter);
        }
        if (BY_DESCRIPTION.contains(name)) {
            byDescription.add(filter);
        } else if (name.equals(PluginNames.NODE_PORTS)) {
            ports = filter;
        } else if (name.equals(PluginNames.NODE_VOLUME_LIMITS)) {
            volumes = filter;
        }
    }

    private void sort(ScorePlugin score) {
        String name = score.name();
        if (name.equals(PluginNames.TAINT_TOLERATION)) {
            taints = score;
        } else if (name.equals(PluginNames.NODE_AFFINITY)) {
            affinity = score;
        } else if (name.equals(PluginNames.IMAGE_LOCALITY)) {
            images = score;
        }
    }

    /** What a score plug-in counts for; 0 if the profile does not have it. */
    long weight(String plugin) {
        return profile.scores().stream()
                .filter(each -> each.plugin().equals(plugin))
                .mapToLong(SchedulerProfile.PluginWeight::weight)
                .sum();
    }

    /** Whether the profile has a filter. */
    boolean filters(String plugin) {
        return profile.filters().contains(plugin);
    }

    /** Whether all filters that are not in tree look at one node alone. */
    boolean moreLookAtOneNode() {
        return more.stream().allMatch(each -> each.filterScope() == FilterPlugin.Scope.NODE);
    }

    /** Whether some filter that is not in tree rules all nodes out for a kind of pod now, or confines it to some. */
    boolean moreConfine(PodClass pod) {
        for (FilterPlugin filter : more) {
            if (filter.preFilter(pod) != null || filter.confinedTo(pod) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether sums stay within what the index keeps. */
    boolean sumsFit() {
        return 100
                        * (weight(PluginNames.NODE_RESOURCES_FIT)
                                + weight(PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION)
                                + weight(PluginNames.IMAGE_LOCALITY))
                <= LARGEST_SUM;
    }

    /** Whether some filter rules all nodes out for a kind of pod, or confines it to nodes by name. */
    boolean confines(PodClass pod) {
        for (FilterPlugin filter : stateless) {
            if (filter.preFilter(pod) != null || filter.confinedTo(pod) != null) {
                return true;
            }
        }
        return false;
    }

    boolean allowsByDescription(PodClass pod, int node) {
        for (FilterPlugin filter : byDescription) {
            if (filter.filter(pod, node) != null) {
                return false;
            }
        }
        return true;
    }

    /** The filters whose answers depend on the pods on a node and that have anything to say to this kind of pod, besides the fit of resources. */
    FilterPlugin[] byPods(PodClass pod) {
        List<FilterPlugin> filters = new ArrayList<>();
        if (ports != null && !pod.hostPorts().isEmpty()) {
            filters.add(ports);
        }
        if (volumes != null && !pod.spec().volumes().isEmpty()) {
            filters.add(volumes);
        }
        filters.addAll(more);
        return filters.toArray(FilterPlugin[]::new);
    }

    long taintScore(PodClass pod, int node) {
        return taints == null ? 0 : taints.score(pod, node);
    }

    long affinityScore(PodClass pod, int node) {
        return affinity == null ? 0 : affinity.score(pod, node);
    }

    long imageScore(PodClass pod, int node) {
        return images == null ? 0 : images.score(pod, node);
    }
}
