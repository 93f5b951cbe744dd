package io.wavetank.sim.record;

/**
 * A sum of doubles that carries the rounding error of each addition along, so that its own error does not grow with the number of terms.
 *
 * <p>The result depends on the order of the terms in its last bits only, but it does depend on it: add in a fixed order where equal bytes are
 * wanted. With a term that is not finite the sum is no number.
 *
 * <p>Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, 1974 (the improvement of Kahan's
 * summation that also holds where a term is larger than the sum).
 */
public final class CompensatedSum {
    private double sum;
    private double compensation;

    /** Creates a sum of nothing: 0. */
    public CompensatedSum() {}

    /** Adds a term. */
    public void add(double term) {
        double next = sum + term;
        compensation += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    /** Adds all that was added to another. */
    public void add(CompensatedSum other) {
        double otherSum = other.sum;
        double otherCompensation = other.compensation;
        add(otherSum);
        compensation += otherCompensation;
    }

    /** Forgets what was added and begins at the value. */
    public void set(double value) {
        sum = value;
        compensation = 0;
    }

    /** The sum. */
    public double value() {
        return sum + compensation;
    }
}
