package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.plugin.SpreadTerms;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of pods that the index has met. Views of nodes and counts of neighbours have a budget; when it is used up all begin anew. */
final class Kinds {
    private static final int VIEW_BYTES_PER_NODE = 13;

    private final ClusterCache cluster;
    private final SchedulerProfile profile;
    private final Points points;
    private final NodeRecords records;
    private final long budgetBytes;
    private final Map<FixedView.Key, FixedView> views = new HashMap<>();
    private final Map<LocalClass.Key, LocalClass> locals = new HashMap<>();
    private final List<PodClass> declaring = new ArrayList<>();
    private final boolean spreads;
    private final boolean relates;
    private @Nullable Kind[] byId = new Kind[64];
    private final SpreadTerms hard;
    private final SpreadTerms soft;
    private int seen;
    private long objects;
    private long neighbourBytes;

    Kinds(ClusterCache cluster, SchedulerProfile profile, Points points, NodeRecords records, long budgetBytes) {
        this.cluster = cluster;
        this.profile = profile;
        this.points = points;
        this.records = records;
        this.budgetBytes = budgetBytes;
        this.spreads =
                points.filters(PluginNames.POD_TOPOLOGY_SPREAD) || points.weight(PluginNames.POD_TOPOLOGY_SPREAD) > 0;
        this.relates =
                points.filters(PluginNames.INTER_POD_AFFINITY) || points.weight(PluginNames.INTER_POD_AFFINITY) > 0;
        this.hard = new SpreadTerms(cluster, profile.spread(), true);
        this.soft = new SpreadTerms(cluster, profile.spread(), false);
    }

    /** Returns what is known of a kind. */
    Kind of(PodClass pod) {
        if (pod.id() >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(pod.id() + 1, 2 * byId.length));
        }
        Kind known = byId[pod.id()];
        if (known == null) {
            known = new Kind(pod, local(pod), points.confines(pod));
            byId[pod.id()] = known;
        }
        return known;
    }

    private LocalClass local(PodClass pod) {
        if ((views.size() + 1L) * VIEW_BYTES_PER_NODE * cluster.nodes().slots() > budgetBytes) {
            views.clear();
            locals.clear();
        }
        FixedView fixed = views.computeIfAbsent(FixedView.Key.of(pod), key -> new FixedView(cluster, points, pod));
        return locals.computeIfAbsent(
                LocalClass.Key.of(pod, fixed),
                key -> new LocalClass(
                        cluster, fixed, new LocalScore(cluster, records, points, profile, fixed, pod), pod));
    }

    /** Returns the counts of pods that matter to a kind, brought up to date; null if none do. */
    @Nullable
    Neighbours neighbours(Kind kind) {
        if (objects != cluster.objects().version()) {
            objects = cluster.objects().version();
            forgetNeighbours();
        }
        if (kind.neighbours == null) {
            if (!isSpread(kind) && !isRelated(kind)) {
                return null;
            }
            long bytes = Neighbours.bytes(cluster);
            if (neighbourBytes + bytes > budgetBytes) {
                forgetNeighbours();
            }
            neighbourBytes += bytes;
            kind.neighbours = new Neighbours(cluster, profile, points, kind.pod, hard, soft);
        }
        if (isRelated(kind)) {
            kind.neighbours.relate();
        }
        kind.neighbours.refresh();
        return kind.neighbours;
    }

    private void forgetNeighbours() {
        for (Kind kind : byId) {
            if (kind != null) {
                kind.neighbours = null;
                kind.asked = 0;
                kind.related = false;
                kind.spread = null;
            }
        }
        neighbourBytes = 0;
    }

    private boolean isSpread(Kind kind) {
        Boolean known = kind.spread;
        if (known == null) {
            known = spreads
                    && (!hard.of(kind.pod).isEmpty() || !soft.of(kind.pod).isEmpty());
            kind.spread = known;
        }
        return known;
    }

    /** Whether a kind declares affinity between pods, or any other kind does that means it. */
    private boolean isRelated(Kind kind) {
        for (; seen < cluster.podClasses(); seen++) {
            if (cluster.podClass(seen).declaresPodAffinity()) {
                declaring.add(cluster.podClass(seen));
            }
        }
        kind.related |= relates && kind.pod.declaresPodAffinity();
        for (; relates && !kind.related && kind.asked < declaring.size(); kind.asked++) {
            PodClass other = declaring.get(kind.asked);
            kind.related = means(other.requiredAffinity(), kind.pod)
                    || means(other.requiredAntiAffinity(), kind.pod)
                    || means(other.preferredAffinity(), kind.pod)
                    || means(other.preferredAntiAffinity(), kind.pod);
        }
        return kind.related;
    }

    private boolean means(List<AffinityTerm> terms, PodClass pod) {
        for (AffinityTerm term : terms) {
            if (term.matches(pod, cluster.objects())) {
                return true;
            }
        }
        return false;
    }
}
