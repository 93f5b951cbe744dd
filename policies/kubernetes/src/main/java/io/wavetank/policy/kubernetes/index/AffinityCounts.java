package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ChangeLog;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodList;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.plugin.KeyedCounts;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods that affinity relates to one kind of pod, by domain, kept up to date from the change log: what they add to a node's score, whether
 * they make a node near enough, and where they keep the kind away. All is counted anew when a node is described anew.
 */
final class AffinityCounts {
    private static final Effect[] NO_EFFECTS = {};

    private final ClusterCache cluster;
    private final NodeTable nodes;
    private final Topology topology;
    private final ClusterObjects objects;
    private final PodClass pod;
    private final int hardWeight;
    private final boolean filters;
    private final boolean scores;
    private final boolean firstOfItsKind;
    private final KeyedCounts near;
    private final KeyedCounts away;
    private final KeyedCounts kept;
    private final KeyedCounts pull;
    private @Nullable Effect[][] effects = new Effect[16][];
    private long version = -1;
    private long epoch = -1;

    /** What one pod of some kind adds to a count, in the domain that it is in. */
    private record Effect(KeyedCounts counts, int key, long amount) {}

    AffinityCounts(ClusterCache cluster, SchedulerProfile profile, Points points, PodClass pod) {
        this.cluster = cluster;
        this.nodes = cluster.nodes();
        this.topology = cluster.topology();
        this.objects = cluster.objects();
        this.pod = pod;
        this.hardWeight = profile.hardPodAffinityWeight();
        this.filters = points.filters(PluginNames.INTER_POD_AFFINITY);
        boolean prefers = !pod.preferredAffinity().isEmpty()
                || !pod.preferredAntiAffinity().isEmpty();
        this.scores = points.weight(PluginNames.INTER_POD_AFFINITY) > 0
                && (prefers || !profile.ignorePreferredTermsOfExistingPods());
        this.near = new KeyedCounts(topology);
        this.away = new KeyedCounts(topology);
        this.kept = new KeyedCounts(topology);
        this.pull = new KeyedCounts(topology);
        this.firstOfItsKind = all(pod.requiredAffinity(), pod);
    }

    /** Brings the counts up to date. */
    void refresh() {
        ChangeLog log = cluster.changes();
        if (version < 0 || epoch != cluster.descriptionEpoch() || !log.reachesBackTo(version)) {
            countAll();
            epoch = cluster.descriptionEpoch();
        } else {
            for (long entry = version; entry < log.version(); entry++) {
                if (log.sign(entry) != 0 && nodes.present(log.node(entry))) {
                    count(log.podClass(entry), log.node(entry), log.sign(entry));
                }
            }
        }
        version = log.version();
    }

    private void countAll() {
        near.clear();
        away.clear();
        kept.clear();
        pull.clear();
        for (int node = 0; node < nodes.slots(); node++) {
            PodList pods = nodes.pods(node);
            for (int i = 0; nodes.present(node) && i < pods.size(); i++) {
                count(pods.get(i).podClass().id(), node, 1);
            }
        }
    }

    private void count(int kind, int node, int sign) {
        if (kind >= effects.length) {
            effects = Arrays.copyOf(effects, Math.max(cluster.podClasses(), 2 * effects.length));
        }
        Effect[] known = effects[kind];
        if (known == null) {
            known = effects(cluster.podClass(kind)).toArray(NO_EFFECTS);
            effects[kind] = known.length == 0 ? NO_EFFECTS : known;
        }
        for (Effect effect : known) {
            effect.counts().add(effect.key(), node, sign * effect.amount());
        }
    }

    private List<Effect> effects(PodClass other) {
        List<Effect> found = new ArrayList<>();
        if (filters) {
            collect(other.requiredAntiAffinity(), pod, kept, found);
            collect(pod.requiredAntiAffinity(), other, away, found);
            if (all(pod.requiredAffinity(), other)) {
                collect(pod.requiredAffinity(), other, near, found);
            }
        }
        if (scores) {
            weigh(pod.preferredAffinity(), other, 1, found);
            weigh(pod.preferredAntiAffinity(), other, -1, found);
            weigh(other.preferredAffinity(), pod, 1, found);
            weigh(other.preferredAntiAffinity(), pod, -1, found);
            for (AffinityTerm term : hardWeight > 0 ? other.requiredAffinity() : List.<AffinityTerm>of()) {
                if (term.matches(pod, objects)) {
                    found.add(new Effect(pull, term.key(), hardWeight));
                }
            }
        }
        return found;
    }

    private void collect(List<AffinityTerm> terms, PodClass meant, KeyedCounts counts, List<Effect> found) {
        for (AffinityTerm term : terms) {
            if (term.matches(meant, objects)) {
                found.add(new Effect(counts, term.key(), 1));
            }
        }
    }

    private void weigh(List<AffinityTerm> terms, PodClass meant, int sign, List<Effect> found) {
        for (AffinityTerm term : terms) {
            if (term.matches(meant, objects)) {
                found.add(new Effect(pull, term.key(), sign * (long) term.weight()));
            }
        }
    }

    private boolean all(List<AffinityTerm> terms, PodClass other) {
        for (AffinityTerm term : terms) {
            if (!term.matches(other, objects)) {
                return false;
            }
        }
        return true;
    }

    /** Whether any node may be ruled out. */
    boolean filters() {
        return filters && !(pod.requiredAffinity().isEmpty() && away.isEmpty() && kept.isEmpty());
    }

    /** Whether required affinity and anti-affinity allow a node. */
    boolean allows(int node) {
        for (AffinityTerm term : pod.requiredAntiAffinity()) {
            if (away.get(term.key(), node) > 0) {
                return false;
            }
        }
        return isNear(node) && !kept.anyAbove0(node);
    }

    private boolean isNear(int node) {
        boolean all = true;
        for (AffinityTerm term : pod.requiredAffinity()) {
            if (!topology.has(term.key(), node)) {
                return false;
            }
            all &= near.get(term.key(), node) > 0;
        }
        return all || (firstOfItsKind && near.isEmpty());
    }

    /** What the pods in a node's domains add to its score. */
    long pull(int node) {
        return pull.sum(node);
    }
}
