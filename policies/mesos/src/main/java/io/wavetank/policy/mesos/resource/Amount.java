package io.wavetank.policy.mesos.resource;

/** How much of a resource: a number, ranges of whole numbers, or a set of words. Values; arithmetic makes new ones. */
public sealed interface Amount permits Scalar, Ranges, Items {
    /** Whether it is nothing. */
    boolean isEmpty();

    /** Returns the sum; for ranges and sets the union. */
    Amount plus(Amount other);

    /** Returns what is left when the other is taken away; nothing where it is more. */
    Amount minus(Amount other);

    /** Whether the other is part of this. */
    boolean contains(Amount other);

    /** Whether both are of one type, so that they can be added. */
    default boolean sameType(Amount other) {
        return getClass().equals(other.getClass());
    }

    /**
     * Reads an amount as Mesos writes it: {@code 1.5}, {@code [31000-32000, 40000-40001]}, {@code {sda1, sda2}}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Amount parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
            return Ranges.parse(trimmed.substring(1, trimmed.length() - 1));
        }
        if (trimmed.startsWith("{") && trimmed.endsWith("}")) {
            return Items.parse(trimmed.substring(1, trimmed.length() - 1));
        }
        try {
            return Scalar.of(Double.parseDouble(trimmed));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no amount; expected a number, [from-to, ...] or {word, ...}");
        }
    }
}
