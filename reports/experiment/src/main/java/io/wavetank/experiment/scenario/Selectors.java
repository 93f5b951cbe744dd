package io.wavetank.experiment.scenario;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns selectors, as Kubernetes writes them, into those of the contract. */
final class Selectors {
    private Selectors() {}

    /** Returns the selector of a key; null if there is none, which selects nothing. */
    static @Nullable LabelSelector labels(Section holder, String key) throws ScenarioException {
        if (!holder.has(key)) {
            return null;
        }
        Section selector = holder.section(key);
        return new LabelSelector(selector.map("matchLabels"), requirements(selector, "matchExpressions"));
    }

    static NodeSelectorTerm term(Section term) throws ScenarioException {
        return new NodeSelectorTerm(requirements(term, "matchExpressions"), requirements(term, "matchFields"));
    }

    private static List<Requirement> requirements(Section holder, String key) throws ScenarioException {
        List<Requirement> requirements = new ArrayList<>();
        for (Section each : holder.sections(key)) {
            var requirement = new Requirement(each.text("key"), operator(each.text("operator")), each.texts("values"));
            if (requirement.malformed()) {
                throw ScenarioException.of(
                        each.place("values"),
                        each.path() + ": operator " + each.text("operator") + " and "
                                + requirement.values().size() + " values; expected " + wanted(requirement.operator()));
            }
            requirements.add(requirement);
        }
        return requirements;
    }

    private static String wanted(Requirement.Operator operator) {
        return switch (operator) {
            case IN, NOT_IN -> "at least one value";
            case EXISTS, DOES_NOT_EXIST -> "none";
            case GREATER, LESS -> "one whole number";
        };
    }

    private static Requirement.Operator operator(String word) {
        return switch (word) {
            case "In" -> Requirement.Operator.IN;
            case "NotIn" -> Requirement.Operator.NOT_IN;
            case "Exists" -> Requirement.Operator.EXISTS;
            case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
            case "Gt" -> Requirement.Operator.GREATER;
            case "Lt" -> Requirement.Operator.LESS;
            default -> throw new IllegalStateException("The schema let pass the operator " + word);
        };
    }
}
