package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The filters of a profile in their order; the first that is against a node has the say. */
public final class Filters {
    private final FilterPlugin[] plugins;
    private final ClusterCache cluster;
    private final Nominations nominations;

    /** Puts the filters together. */
    public Filters(List<FilterPlugin> plugins, ClusterCache cluster, Nominations nominations) {
        this.plugins = plugins.toArray(FilterPlugin[]::new);
        this.cluster = cluster;
        this.nominations = nominations;
    }

    /** The filters in their order. */
    public List<FilterPlugin> plugins() {
        return List.of(plugins);
    }

    /** Gets all filters ready for a kind of pod; a status rejects every node. */
    public @Nullable Status preFilter(PodClass pod) {
        for (FilterPlugin plugin : plugins) {
            Status status = plugin.preFilter(pod);
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    /** Names of the only nodes that need to be looked at; null for all. */
    public @Nullable SortedSet<String> confinedTo(PodClass pod) {
        SortedSet<String> names = null;
        for (FilterPlugin plugin : plugins) {
            SortedSet<String> some = plugin.confinedTo(pod);
            if (some != null) {
                SortedSet<String> both = new TreeSet<>(some);
                if (names != null) {
                    both.retainAll(names);
                }
                names = both;
            }
        }
        return names;
    }

    /** Returns what the first filter that is against the node says, or null. */
    public @Nullable Status filter(PodClass pod, int node) {
        for (FilterPlugin plugin : plugins) {
            Status status = plugin.filter(pod, node);
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    /**
     * The same, where the pods nominated for the node are taken to be there already, if their priority is not below the pod's. It must then do
     * without them too: they may never come.
     */
    public @Nullable Status filterWithNominations(Pod pod, int node) {
        List<Pod> nominated = nominations.notBelow(pod, node);
        if (nominated.isEmpty()) {
            return filter(pod.podClass(), node);
        }
        Status with;
        try (ClusterCache.Trial trial = cluster.trial(node)) {
            for (Pod other : nominated) {
                trial.add(other);
                moved(pod.podClass(), other, node, 1);
            }
            with = filter(pod.podClass(), node);
            for (Pod other : nominated) {
                trial.remove(other);
                moved(pod.podClass(), other, node, -1);
            }
        }
        return with == null ? filter(pod.podClass(), node) : with;
    }

    /** Tells all filters that another pod has been put on a node or taken off it for the time being. */
    public void moved(PodClass pod, Pod other, int node, int sign) {
        for (FilterPlugin plugin : plugins) {
            plugin.moved(pod, other, node, sign);
        }
    }
}
