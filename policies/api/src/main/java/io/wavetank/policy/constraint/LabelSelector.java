package io.wavetank.policy.constraint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses objects by their labels: all labels listed must have these values, and all expressions must hold. A selector with neither matches
 * everything; where Kubernetes leaves the selector out, which mostly means nothing, there is none of these objects.
 */
public record LabelSelector(SortedMap<String, String> matchLabels, List<Requirement> expressions) {
    /** Matches everything. */
    public static final LabelSelector EVERYTHING = new LabelSelector(Collections.emptySortedMap(), List.of());

    /** Copies its parts. */
    public LabelSelector {
        matchLabels = Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
        expressions = List.copyOf(expressions);
    }

    /** Returns the selector that asks for these labels. */
    public static LabelSelector of(Map<String, String> labels) {
        return new LabelSelector(new TreeMap<>(labels), List.of());
    }

    /** Whether it asks for nothing, and so matches everything. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && expressions.isEmpty();
    }

    /** Whether the labels are of those chosen. */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : expressions) {
            if (requirement.malformed() || !requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the selector that asks for what this and the other ask for. */
    public LabelSelector and(LabelSelector other) {
        var all = new ArrayList<Requirement>();
        matchLabels.forEach((key, value) -> {
            if (!value.equals(other.matchLabels.getOrDefault(key, value))) {
                all.add(new Requirement(key, Requirement.Operator.IN, List.of(value)));
            }
        });
        all.addAll(expressions);
        all.addAll(other.expressions);
        var labels = new TreeMap<>(matchLabels);
        labels.putAll(other.matchLabels);
        return new LabelSelector(labels, all);
    }
}
