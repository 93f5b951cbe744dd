package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodList;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes that the pod's required affinity or anti-affinity, or the required anti-affinity of pods that run, rule out, in this order.
 *
 * <p>A pod that runs counts for the pod's affinity if it matches all required terms, and then once for each term in the domain that it is in;
 * every term's domain must have one. If none counts anywhere and the pod matches its own terms, it is the first of its kind and may go
 * anywhere that has the terms' keys.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class InterPodAffinityFilter implements FilterPlugin {
    private static final Status AFFINITY =
            Status.unresolvable(PluginNames.INTER_POD_AFFINITY, "node(s) didn't match pod affinity rules");
    private static final Status ANTI_AFFINITY =
            Status.unschedulable(PluginNames.INTER_POD_AFFINITY, "node(s) didn't match pod anti-affinity rules");
    private static final Status EXISTING = Status.unschedulable(
            PluginNames.INTER_POD_AFFINITY, "node(s) didn't satisfy existing pods anti-affinity rules");

    private final NodeTable nodes;
    private final Topology topology;
    private final ClusterObjects objects;
    private final KeyedCounts near;
    private final KeyedCounts away;
    private final KeyedCounts kept;
    private final ClassMemo nearMemo = new ClassMemo();
    private final ClassMemo awayMemo = new ClassMemo();
    private final ClassMemo keptMemo = new ClassMemo();

    /** Creates the plug-in. */
    public InterPodAffinityFilter(ClusterCache cluster) {
        this.nodes = cluster.nodes();
        this.topology = cluster.topology();
        this.objects = cluster.objects();
        this.near = new KeyedCounts(topology);
        this.away = new KeyedCounts(topology);
        this.kept = new KeyedCounts(topology);
    }

    @Override
    public String name() {
        return PluginNames.INTER_POD_AFFINITY;
    }

    @Override
    public Scope filterScope() {
        return Scope.DOMAIN;
    }

    @Override
    public @Nullable Status preFilter(PodClass pod) {
        near.clear();
        away.clear();
        kept.clear();
        nearMemo.clear();
        awayMemo.clear();
        keptMemo.clear();
        boolean demanding =
                !pod.requiredAffinity().isEmpty() || !pod.requiredAntiAffinity().isEmpty();
        for (int node = 0; node < nodes.slots(); node++) {
            PodList pods = nodes.pods(node);
            if (nodes.present(node) && (demanding || pods.withRequiredAntiAffinity() > 0)) {
                for (int i = 0; i < pods.size(); i++) {
                    count(pod, pods.get(i).podClass(), node, 1);
                }
            }
        }
        return null;
    }

    @Override
    public void moved(PodClass pod, Pod other, int node, int sign) {
        count(pod, other.podClass(), node, sign);
    }

    private void count(PodClass pod, PodClass other, int node, int sign) {
        if (keepsAway(other, pod)) {
            for (AffinityTerm term : other.requiredAntiAffinity()) {
                if (term.matches(pod, objects)) {
                    kept.add(term.key(), node, sign);
                }
            }
        }
        if (isWanted(pod, other)) {
            for (AffinityTerm term : pod.requiredAffinity()) {
                near.add(term.key(), node, sign);
            }
        }
        if (isUnwanted(pod, other)) {
            for (AffinityTerm term : pod.requiredAntiAffinity()) {
                if (term.matches(other, objects)) {
                    away.add(term.key(), node, sign);
                }
            }
        }
    }

    private boolean keepsAway(PodClass other, PodClass pod) {
        if (other.requiredAntiAffinity().isEmpty()) {
            return false;
        }
        int known = keptMemo.get(other.id());
        return known < 0 ? keptMemo.put(other.id(), any(other.requiredAntiAffinity(), pod)) : known == 1;
    }

    private boolean isWanted(PodClass pod, PodClass other) {
        if (pod.requiredAffinity().isEmpty()) {
            return false;
        }
        int known = nearMemo.get(other.id());
        return known < 0 ? nearMemo.put(other.id(), all(pod.requiredAffinity(), other)) : known == 1;
    }

    private boolean isUnwanted(PodClass pod, PodClass other) {
        if (pod.requiredAntiAffinity().isEmpty()) {
            return false;
        }
        int known = awayMemo.get(other.id());
        return known < 0 ? awayMemo.put(other.id(), any(pod.requiredAntiAffinity(), other)) : known == 1;
    }

    private boolean any(List<AffinityTerm> terms, PodClass other) {
        for (AffinityTerm term : terms) {
            if (term.matches(other, objects)) {
                return true;
            }
        }
        return false;
    }

    private boolean all(List<AffinityTerm> terms, PodClass other) {
        for (AffinityTerm term : terms) {
            if (!term.matches(other, objects)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        if (!isNear(pod, node)) {
            return AFFINITY;
        }
        for (AffinityTerm term : pod.requiredAntiAffinity()) {
            if (away.get(term.key(), node) > 0) {
                return ANTI_AFFINITY;
            }
        }
        return kept.anyAbove0(node) ? EXISTING : null;
    }

    private boolean isNear(PodClass pod, int node) {
        boolean all = true;
        for (AffinityTerm term : pod.requiredAffinity()) {
            if (!topology.has(term.key(), node)) {
                return false;
            }
            all &= near.get(term.key(), node) > 0;
        }
        return all || (near.isEmpty() && all(pod.requiredAffinity(), pod));
    }
}
