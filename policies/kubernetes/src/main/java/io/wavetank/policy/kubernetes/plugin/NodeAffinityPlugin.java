package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes that the profile's added affinity, or the pod's node selector and required node affinity, rule out; prefers those with the
 * highest sum of weights of preferred terms, the profile's included.
 *
 * <p>If every required term of the pod names nodes, only the nodes named are looked at: the union over the terms of what is common to the lists
 * within a term. If nothing is common within one term, every node is rejected.
 *
 * <p>Source: Kubernetes 1.26, plug-in {@code NodeAffinity}.
 */
public final class NodeAffinityPlugin implements FilterPlugin, ScorePlugin {
    private static final Status ENFORCED =
            Status.unresolvable(PluginNames.NODE_AFFINITY, "node(s) didn't match scheduler-enforced node affinity");
    private static final Status UNMATCHED =
            Status.unresolvable(PluginNames.NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector");
    private static final Status CONFLICT =
            Status.unresolvable(PluginNames.NODE_AFFINITY, "pod affinity terms conflict");

    private final NodeTable nodes;
    private final NodeAffinity added;

    /** Creates the plug-in; {@code added} is what every pod has on top of its own. */
    public NodeAffinityPlugin(NodeTable nodes, NodeAffinity added) {
        this.nodes = nodes;
        this.added = added;
    }

    @Override
    public String name() {
        return PluginNames.NODE_AFFINITY;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status preFilter(PodClass pod) {
        List<NodeSelectorTerm> terms = pod.spec().nodeAffinity().required();
        if (terms != null) {
            for (NodeSelectorTerm term : terms) {
                SortedSet<String> names = names(term);
                if (names == null) {
                    return null;
                } else if (names.isEmpty()) {
                    return CONFLICT;
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable SortedSet<String> confinedTo(PodClass pod) {
        List<NodeSelectorTerm> terms = pod.spec().nodeAffinity().required();
        if (terms == null || terms.isEmpty()) {
            return null;
        }
        SortedSet<String> all = new TreeSet<>();
        for (NodeSelectorTerm term : terms) {
            SortedSet<String> names = names(term);
            if (names == null) {
                return null;
            }
            all.addAll(names);
        }
        return all;
    }

    /** The nodes that a term names; null if it names none. */
    private static @Nullable SortedSet<String> names(NodeSelectorTerm term) {
        SortedSet<String> names = null;
        for (Requirement field : term.fields()) {
            if (field.key().equals(NodeSelectorTerm.NAME_FIELD) && field.operator() == Requirement.Operator.IN) {
                if (names == null) {
                    names = new TreeSet<>(field.values());
                } else {
                    names.retainAll(field.values());
                }
            }
        }
        return names;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        if (!added.allows(nodes.name(node), nodes.labels(node))) {
            return ENFORCED;
        }
        return pod.allows(nodes.spec(node)) ? null : UNMATCHED;
    }

    @Override
    public Scope scoreScope() {
        return Scope.NODE;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.MAX;
    }

    @Override
    public long score(PodClass pod, int node) {
        String name = nodes.name(node);
        return added.preference(name, nodes.labels(node))
                + pod.spec().nodeAffinity().preference(name, nodes.labels(node));
    }

    @Override
    public boolean isIndifferent(PodClass pod) {
        return added.preferred().isEmpty()
                && pod.spec().nodeAffinity().preferred().isEmpty();
    }
}
