package io.wavetank.policy.swarm.node;

/**
 * A user-defined resource of a node, or a reservation of one: so many of a kind, or one that has a name of its own.
 *
 * @param kind what it is, such as {@code gpu}
 * @param value how many; 1 for one with a name
 * @param name its own name; the empty string if the kind is merely counted
 */
public record GenericResource(String kind, long value, String name) {
    /** So many of a kind. */
    public static GenericResource discrete(String kind, long value) {
        return new GenericResource(kind, value, "");
    }

    /** One that has a name. */
    public static GenericResource named(String kind, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A named resource of kind " + kind + " has no name");
        }
        return new GenericResource(kind, 1, name);
    }

    /** Whether it is merely counted. */
    public boolean discrete() {
        return name.isEmpty();
    }
}
