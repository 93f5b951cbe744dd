package io.wavetank.policy.constraint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a node that must all hold. A term without any condition matches no node.
 *
 * @param expressions conditions on the node's labels
 * @param fields conditions on the node's fields, of which there is one: {@code metadata.name}
 */
public record NodeSelectorTerm(List<Requirement> expressions, List<Requirement> fields) {
    /** The one field of a node that can be asked for: its name. */
    public static final String NAME_FIELD = "metadata.name";

    /** Copies its parts. */
    public NodeSelectorTerm {
        expressions = List.copyOf(expressions);
        fields = List.copyOf(fields);
    }

    /** Whether it has no condition at all. */
    public boolean isEmpty() {
        return expressions.isEmpty() && fields.isEmpty();
    }

    /** Whether a node of that name and labels is meant. */
    public boolean matches(String name, Map<String, String> labels) {
        if (isEmpty()) {
            return false;
        }
        for (Requirement requirement : expressions) {
            if (requirement.malformed() || !requirement.matches(labels)) {
                return false;
            }
        }
        for (Requirement requirement : fields) {
            if (!fieldMatches(requirement, name)) {
                return false;
            }
        }
        return true;
    }

    /** The node that it names by its name; null if it names none. */
    @Nullable
    String node() {
        for (Requirement field : fields) {
            boolean named = field.key().equals(NAME_FIELD) && field.operator() == Requirement.Operator.IN;
            if (named && field.values().size() == 1) {
                return field.values().get(0);
            }
        }
        return null;
    }

    private static boolean fieldMatches(Requirement requirement, String name) {
        if (requirement.values().size() != 1) {
            return false;
        }
        String value = requirement.key().equals(NAME_FIELD) ? name : "";
        return switch (requirement.operator()) {
            case IN -> value.equals(requirement.values().get(0));
            case NOT_IN -> !value.equals(requirement.values().get(0));
            case EXISTS, DOES_NOT_EXIST, GREATER, LESS -> false;
        };
    }
}
