package io.wavetank.policy.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a pod must or would rather run on.
 *
 * @param required terms of which one must match; null if nothing is required. No term at all matches no node
 * @param preferred terms that make a node better
 */
public record NodeAffinity(@Nullable List<NodeSelectorTerm> required, List<WeightedNodeTerm> preferred) {
    /** Asks for nothing. */
    public static final NodeAffinity NONE = new NodeAffinity(null, List.of());

    /** Copies its parts. */
    public NodeAffinity {
        required = required == null ? null : List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    @Override
    public int hashCode() {
        return Objects.hash(required, preferred);
    }

    /** Returns the same for one node, which is named by its name, as the controller of DaemonSets binds its pods. */
    public NodeAffinity on(String node) {
        var name = new Requirement(NodeSelectorTerm.NAME_FIELD, Requirement.Operator.IN, List.of(node));
        List<NodeSelectorTerm> terms = new ArrayList<>();
        if (required == null) {
            terms.add(new NodeSelectorTerm(List.of(), List.of(name)));
        } else {
            // a term without conditions matches nothing, and must go on doing so
            for (NodeSelectorTerm term : required) {
                terms.add(term.isEmpty() ? term : new NodeSelectorTerm(term.expressions(), List.of(name)));
            }
        }
        return new NodeAffinity(terms, preferred);
    }

    /** The one node that every required term names by its name; null if there is none. */
    public @Nullable String node() {
        String only = null;
        for (NodeSelectorTerm term : required == null ? List.<NodeSelectorTerm>of() : required) {
            String named = term.node();
            if (named == null || (only != null && !only.equals(named))) {
                return null;
            }
            only = named;
        }
        return only;
    }

    /** Whether a node of that name and labels has what is required. */
    public boolean allows(String name, Map<String, String> labels) {
        if (required == null) {
            return true;
        }
        for (NodeSelectorTerm term : required) {
            if (term.matches(name, labels)) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the weights of the preferred terms that match a node of that name and labels. */
    public long preference(String name, Map<String, String> labels) {
        long sum = 0;
        for (WeightedNodeTerm each : preferred) {
            if (each.term().matches(name, labels)) {
                sum += each.weight();
            }
        }
        return sum;
    }
}
