package io.wavetank.policy.constraint;

/**
 * A gang: pods of which a least number start together or not at all.
 *
 * @param name its name, in the pod's namespace
 * @param minMembers how many must have a place before any of them starts, at least 1
 */
public record PodGroup(String name, int minMembers) {
    /** Checks the number. */
    public PodGroup {
        if (minMembers < 1) {
            throw new IllegalArgumentException("A group has at least one member: " + minMembers);
        }
    }
}
