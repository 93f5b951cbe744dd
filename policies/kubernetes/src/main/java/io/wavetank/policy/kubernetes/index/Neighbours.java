package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.plugin.SpreadTerms;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pods that matter to one kind by where they are: those that its spread constraints count, and those that affinity relates to it. */
final class Neighbours {
    private static final int BYTES_PER_NODE = 32;
    private static final int BYTES_PER_KIND = 16;

    private final ClusterCache cluster;
    private final SchedulerProfile profile;
    private final Points points;
    private final PodClass pod;
    final SpreadCounts hard;
    final SpreadCounts soft;
    final boolean minDomains;

    @Nullable
    AffinityCounts affinity;

    Neighbours(
            ClusterCache cluster,
            SchedulerProfile profile,
            Points points,
            PodClass pod,
            SpreadTerms hardTerms,
            SpreadTerms softTerms) {
        this.cluster = cluster;
        this.profile = profile;
        this.points = points;
        this.pod = pod;
        this.minDomains = profile.spread().minDomains();
        boolean filters = points.filters(PluginNames.POD_TOPOLOGY_SPREAD);
        boolean scores = points.weight(PluginNames.POD_TOPOLOGY_SPREAD) > 0;
        this.hard = new SpreadCounts(cluster, pod, filters ? hardTerms.of(pod) : List.of(), true);
        this.soft = new SpreadCounts(cluster, pod, scores ? softTerms.of(pod) : List.of(), softTerms.needAllKeys(pod));
    }

    /** What the counts for one kind take in memory, about, where there are so many nodes and other kinds. */
    static long bytes(ClusterCache cluster) {
        return (long) BYTES_PER_NODE * cluster.nodes().slots() + (long) BYTES_PER_KIND * cluster.podClasses();
    }

    /** Counts pods that affinity relates to the kind from now on, if not yet. */
    void relate() {
        if (affinity == null) {
            affinity = new AffinityCounts(cluster, profile, points, pod);
        }
    }

    /** Brings all counts up to date. */
    void refresh() {
        hard.refresh();
        soft.refresh();
        if (affinity != null) {
            affinity.refresh();
        }
    }
}
