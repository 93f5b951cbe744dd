package io.wavetank.policy.swarm.constraint;

import io.wavetank.policy.swarm.node.NodeSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One placement constraint, such as {@code node.labels.zone != z1}.
 *
 * <p>{@code ==} is looked for before {@code !=}, and what is before and after its first place are the key and the value. Values compare
 * without regard to case; so do keys, but for the part of a label's key after {@code node.labels.} or {@code engine.labels.}. A label that a
 * node lacks has the empty value. A key that means nothing matches no node, whatever the operator.
 *
 * @param key what of the node is looked at
 * @param equal whether it must be the value, or must not
 * @param value what it is compared with
 */
public record Constraint(String key, boolean equal, String value) implements NodeCondition {
    /** The prefix of keys of labels that a node's operator gave it. */
    public static final String NODE_LABEL = "node.labels.";
    /** The prefix of keys of labels of a node's engine. */
    public static final String ENGINE_LABEL = "engine.labels.";

    /** Letters without regard to case, as the original's expressions have them: the long s and the sign of kelvin are letters too. */
    private static final String LETTERS = "a-zA-Z\u017F\u212A";

    private static final Pattern KEY = Pattern.compile("[" + LETTERS + "_][" + LETTERS + "0-9\\-_.]+");
    private static final Pattern VALUE = Pattern.compile("[" + LETTERS + "0-9:\\-_\\t\\n\\f\\r .*()?+\\[\\]\\\\^$|/]+");

    private static final List<String> OPERATORS = List.of("==", "!=");

    /**
     * Reads a constraint.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Constraint parse(String text) {
        for (String operator : OPERATORS) {
            int at = text.indexOf(operator);
            if (at >= 0) {
                String key = trimmed(text.substring(0, at));
                String value = trimmed(text.substring(at + operator.length()));
                require(KEY, key, "key", text);
                require(VALUE, value, "value", text);
                return new Constraint(key, operator.equals("=="), value);
            }
        }
        throw new IllegalArgumentException("constraint '" + text + "': one of ==, != expected");
    }

    private static void require(Pattern pattern, String part, String what, String text) {
        if (!pattern.matcher(part).matches()) {
            throw new IllegalArgumentException("constraint '" + text + "': '" + part + "' is no " + what);
        }
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && white(text.charAt(start))) {
            start++;
        }
        while (end > start && white(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Unicode's property White_Space. */
    private static boolean white(char each) {
        return (each >= 0x09 && each <= 0x0D) || each == 0x85 || Character.isSpaceChar(each);
    }

    @Override
    public boolean matches(NodeSpec node) {
        if (keyIs("node.id")) {
            return compared(node.id());
        } else if (keyIs("node.hostname")) {
            return compared(node.hostname());
        } else if (keyIs("node.ip")) {
            return comparedAddress(node.address());
        } else if (keyIs("node.role")) {
            return compared(node.role());
        } else if (keyIs("node.platform.os")) {
            return compared(node.platform().os());
        } else if (keyIs("node.platform.arch")) {
            return compared(node.platform().architecture());
        }
        String label = labelKey(key, NODE_LABEL);
        if (!label.isEmpty()) {
            return compared(node.labels().getOrDefault(label, ""));
        }
        label = labelKey(key, ENGINE_LABEL);
        return !label.isEmpty() && compared(node.engineLabels().getOrDefault(label, ""));
    }

    /** Returns what follows a prefix, whose case does not matter; the empty string if it is not one or nothing follows. */
    public static String labelKey(String descriptor, String prefix) {
        return descriptor.length() > prefix.length()
                        && descriptor
                                .substring(0, prefix.length())
                                .toLowerCase(Locale.ROOT)
                                .equals(prefix)
                ? descriptor.substring(prefix.length())
                : "";
    }

    private boolean keyIs(String name) {
        return key.equalsIgnoreCase(name);
    }

    private boolean compared(String actual) {
        return value.equalsIgnoreCase(actual) == equal;
    }

    private boolean comparedAddress(String actual) {
        AddressRange range = AddressRange.parse(value);
        return range != null && range.contains(actual) == equal;
    }
}
