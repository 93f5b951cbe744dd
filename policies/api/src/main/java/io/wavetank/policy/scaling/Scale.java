package io.wavetank.policy.scaling;

/**
 * The decision how many replicas a service is to have.
 *
 * @param replicas how many, not negative
 * @param reason why, in a word or two of the original; for accounts, decides nothing
 */
public record Scale(int replicas, String reason) {
    /** Checks the number. */
    public Scale {
        if (replicas < 0) {
            throw new IllegalArgumentException("Not a number of replicas: " + replicas);
        }
    }
}
