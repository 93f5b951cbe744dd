package io.wavetank.policy.constraint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition on one label (or node field).
 *
 * @param key the label's key
 * @param operator how its value is compared
 * @param values what it is compared with; empty for the operators that look at the key alone
 */
public record Requirement(String key, Operator operator, List<String> values) {
    /** How a label is compared. */
    public enum Operator {
        /** The key is there and its value is one of those listed. */
        IN,
        /** The key is missing, or its value is none of those listed. */
        NOT_IN,
        /** The key is there. */
        EXISTS,
        /** The key is missing. */
        DOES_NOT_EXIST,
        /** The key is there, both values are whole decimal numbers, and the label's is greater. */
        GREATER,
        /** The key is there, both values are whole decimal numbers, and the label's is less. */
        LESS
    }

    /** Copies the values. */
    public Requirement {
        values = List.copyOf(values);
    }

    /** Whether the operator comes with values that it cannot take; whatever holds such a requirement matches nothing. */
    public boolean malformed() {
        return switch (operator) {
            case IN, NOT_IN -> values.isEmpty();
            case EXISTS, DOES_NOT_EXIST -> !values.isEmpty();
            case GREATER, LESS -> values.size() != 1 || number(values.get(0)) == null;
        };
    }

    /** Whether the labels meet the condition. */
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER -> compared(value) > 0;
            case LESS -> compared(value) < 0;
        };
    }

    /** The sign of the label's number minus the requirement's; 0, which meets neither condition, if either is no number. */
    private int compared(@Nullable String value) {
        Long label = value == null ? null : number(value);
        Long bound = values.size() == 1 ? number(values.get(0)) : null;
        return label == null || bound == null ? 0 : label.compareTo(bound);
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
