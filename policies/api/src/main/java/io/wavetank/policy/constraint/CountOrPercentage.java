package io.wavetank.policy.constraint;

/**
 * A number of things, outright or as a percentage of how many there are.
 *
 * @param value the number or the percentage, not negative
 * @param percentage whether it is one
 */
public record CountOrPercentage(int value, boolean percentage) {
    /** Checks the range. */
    public CountOrPercentage {
        if (value < 0) {
            throw new IllegalArgumentException("Not negative: " + value);
        }
    }

    /** Returns the number, given how many there are; a percentage is rounded up, as Kubernetes' disruption controller does. */
    public int of(int all) {
        return percentage ? Math.toIntExact(((long) value * all + 99) / 100) : value;
    }

    @Override
    public String toString() {
        return percentage ? value + "%" : Integer.toString(value);
    }
}
