package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The spread constraints, hard or soft, of each kind of pod: its own, or, if it has none of either sort, the profile's defaults with a selector
 * that services and workloads give.
 */
public final class SpreadTerms {
    private final ClusterCache cluster;
    private final SpreadArguments arguments;
    private final boolean hard;
    private final List<ClassMemo> memos = new ArrayList<>();
    private List<SpreadTerm> terms = List.of();
    private @Nullable PodClass last;
    private long version;

    /** Creates the table of the hard or the soft ones. */
    public SpreadTerms(ClusterCache cluster, SpreadArguments arguments, boolean hard) {
        this.cluster = cluster;
        this.arguments = arguments;
        this.hard = hard;
        arguments.defaults().forEach(each -> cluster.topology().key(each.topologyKey()));
    }

    /** Returns the constraints of a kind of pod; they hold until the next call. */
    public List<SpreadTerm> of(PodClass pod) {
        if (last != pod || version != cluster.objects().version()) {
            last = pod;
            version = cluster.objects().version();
            terms = pod.spec().spread().isEmpty() ? defaults(pod) : own(pod);
        }
        return terms;
    }

    /** Whether nodes must have the keys of all constraints to take part; with the built-in defaults they need not. */
    public boolean needAllKeys(PodClass pod) {
        return !pod.spec().spread().isEmpty() || !arguments.system();
    }

    private List<SpreadTerm> own(PodClass pod) {
        List<SpreadTerm> found = new ArrayList<>();
        for (SpreadConstraint constraint : pod.spec().spread()) {
            if (constraint.hard() == hard) {
                found.add(term(found.size(), constraint, completed(constraint, pod), pod));
            }
        }
        return List.copyOf(found);
    }

    private List<SpreadTerm> defaults(PodClass pod) {
        LabelSelector selector = cluster.objects().likes(pod);
        List<SpreadTerm> found = new ArrayList<>();
        for (SpreadConstraint constraint : arguments.defaults()) {
            if (constraint.hard() == hard && !selector.isEmpty()) {
                found.add(term(found.size(), constraint, selector, pod));
            }
        }
        return List.copyOf(found);
    }

    private SpreadTerm term(int place, SpreadConstraint constraint, @Nullable LabelSelector selector, PodClass pod) {
        if (place == memos.size()) {
            memos.add(new ClassMemo());
        }
        memos.get(place).clear();
        int key = cluster.topology().key(constraint.topologyKey());
        return new SpreadTerm(constraint, key, selector, pod, memos.get(place));
    }

    private @Nullable LabelSelector completed(SpreadConstraint constraint, PodClass pod) {
        LabelSelector selector = constraint.selector();
        var own = new TreeMap<String, String>();
        for (String key : arguments.matchLabelKeys() ? constraint.matchLabelKeys() : List.<String>of()) {
            String value = pod.labels().get(key);
            if (value != null) {
                own.put(key, value);
            }
        }
        if (own.isEmpty()) {
            return selector;
        }
        return selector == null ? LabelSelector.of(own) : LabelSelector.of(own).and(selector);
    }

    /** Whether the node has the keys of all terms. */
    public static boolean hasAllKeys(List<SpreadTerm> terms, Topology topology, int node) {
        for (int i = 0; i < terms.size(); i++) {
            if (!topology.has(terms.get(i).key(), node)) {
                return false;
            }
        }
        return true;
    }
}
