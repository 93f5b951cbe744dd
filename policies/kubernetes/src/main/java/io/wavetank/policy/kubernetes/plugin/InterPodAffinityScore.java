package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodList;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prefers nodes near to pods that the pod would rather be near to, and far from the others: for each pod that runs, in the domain that it is in,
 * the weights of the pod's preferred terms that it matches (anti-affinity negative), of its own preferred terms that the pod matches, and a
 * fixed weight for each of its required affinity terms that the pod matches.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class InterPodAffinityScore implements ScorePlugin {
    private final NodeTable nodes;
    private final ClusterObjects objects;
    private final int hardWeight;
    private final boolean ignorePreferredOfExisting;
    private final KeyedCounts counts;
    private final Map<PodClass, List<Pull>> pulls = new HashMap<>();

    /** What one pod of a kind adds to the domain that it is in. */
    private record Pull(int key, long weight) {}

    /**
     * Creates the plug-in.
     *
     * @param hardWeight what a required affinity term of a pod that runs counts for; 0 for nothing
     * @param ignorePreferredOfExisting whether preferred terms of pods that run count only for pods that have some of their own
     */
    public InterPodAffinityScore(ClusterCache cluster, int hardWeight, boolean ignorePreferredOfExisting) {
        this.nodes = cluster.nodes();
        this.objects = cluster.objects();
        this.hardWeight = hardWeight;
        this.ignorePreferredOfExisting = ignorePreferredOfExisting;
        this.counts = new KeyedCounts(cluster.topology());
    }

    @Override
    public String name() {
        return PluginNames.INTER_POD_AFFINITY;
    }

    @Override
    public Scope scoreScope() {
        return Scope.DOMAIN;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.RANGE;
    }

    @Override
    public void preScore(PodClass pod, int[] scored, int count) {
        counts.clear();
        pulls.clear();
        boolean prefers = !pod.preferredAffinity().isEmpty()
                || !pod.preferredAntiAffinity().isEmpty();
        if (!prefers && ignorePreferredOfExisting) {
            return;
        }
        for (int node = 0; node < nodes.slots(); node++) {
            PodList pods = nodes.pods(node);
            if (nodes.present(node) && (prefers || pods.withAffinity() > 0)) {
                for (int i = 0; i < pods.size(); i++) {
                    PodClass other = pods.get(i).podClass();
                    if (prefers || other.declaresPodAffinity()) {
                        pull(pod, other, node);
                    }
                }
            }
        }
    }

    private void pull(PodClass pod, PodClass other, int node) {
        List<Pull> known = pulls.get(other);
        if (known == null) {
            known = pulls(pod, other);
            pulls.put(other, known);
        }
        for (int i = 0; i < known.size(); i++) {
            counts.add(known.get(i).key(), node, known.get(i).weight());
        }
    }

    private List<Pull> pulls(PodClass pod, PodClass other) {
        List<Pull> found = new ArrayList<>();
        collect(pod.preferredAffinity(), other, 1, found);
        collect(pod.preferredAntiAffinity(), other, -1, found);
        if (hardWeight > 0) {
            for (AffinityTerm term : other.requiredAffinity()) {
                if (term.matches(pod, objects)) {
                    found.add(new Pull(term.key(), hardWeight));
                }
            }
        }
        collect(other.preferredAffinity(), pod, 1, found);
        collect(other.preferredAntiAffinity(), pod, -1, found);
        return found;
    }

    private void collect(List<AffinityTerm> terms, PodClass meant, int sign, List<Pull> found) {
        for (AffinityTerm term : terms) {
            if (term.matches(meant, objects)) {
                found.add(new Pull(term.key(), sign * (long) term.weight()));
            }
        }
    }

    @Override
    public long score(PodClass pod, int node) {
        return counts.sum(node);
    }

    @Override
    public boolean isIndifferent(PodClass pod) {
        return counts.isEmpty();
    }
}
