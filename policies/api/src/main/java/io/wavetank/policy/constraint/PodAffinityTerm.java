package io.wavetank.policy.constraint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other pods to be near to, or away from.
 *
 * <p>The pods meant are those that the selector matches in the namespaces listed and in those whose labels the namespace selector matches.
 * With neither list nor namespace selector it is the namespace of the pod that declares the term.
 *
 * @param selector chooses the pods; null chooses none
 * @param namespaces namespaces by name
 * @param namespaceSelector namespaces by label; null chooses none, an empty selector all
 * @param topologyKey the node label whose value says what is near: pods on nodes with equal values are
 */
public record PodAffinityTerm(
        @Nullable LabelSelector selector,
        List<String> namespaces,
        @Nullable LabelSelector namespaceSelector,
        String topologyKey) {
    /** Copies the namespaces. */
    public PodAffinityTerm {
        namespaces = List.copyOf(namespaces);
    }

    /**
     * Whether a pod is one of those meant.
     *
     * @param declarer the namespace of the pod that declares the term
     * @param namespace the pod's namespace
     * @param namespaceLabels the labels of that namespace
     * @param labels the pod's labels
     */
    public boolean matches(
            String declarer, String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
        boolean inside;
        if (namespaces.isEmpty() && namespaceSelector == null) {
            inside = namespace.equals(declarer);
        } else {
            inside = namespaces.contains(namespace)
                    || (namespaceSelector != null && namespaceSelector.matches(namespaceLabels));
        }
        return inside && selector != null && selector.matches(labels);
    }
}
