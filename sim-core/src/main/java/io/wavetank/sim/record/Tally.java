package io.wavetank.sim.record;

/**
 * Count, mean, variance and extremes of observations that weigh the same each, such as one wait a task.
 *
 * <p>{@code mean = sum(x) / n} and {@code variance = sum((x - mean)^2) / (n - 1)}, the second by Welford's recurrence, both in compensated
 * sums. For a quantity that holds over time use {@link HeldAmounts}; where some observations are incomplete, {@link CensoredHistogram}.
 *
 * <p>Units: those of the observations; the variance has their square. What does not exist (the mean of nothing, the variance of fewer than
 * two) is NaN.
 *
 * <p>Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4(3), 1962; the merge:
 * T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", Stanford
 * STAN-CS-79-773, 1979.
 */
public final class Tally {
    private long count;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private final CompensatedSum sum = new CompensatedSum();
    private final CompensatedSum squares = new CompensatedSum();

    /** Creates a tally of nothing. */
    public Tally() {}

    /**
     * Adds an observation.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public void add(double observation) {
        if (!Double.isFinite(observation)) {
            throw new IllegalArgumentException("An observation must be finite: " + observation);
        }
        double before = count == 0 ? observation : mean();
        min = count == 0 ? observation : Math.min(min, observation);
        max = count == 0 ? observation : Math.max(max, observation);
        count++;
        sum.add(observation);
        squares.add((observation - before) * (observation - mean()));
    }

    /**
     * Adds all observations of another tally. Equal to adding them one by one but for rounding; merge in a fixed order where equal bytes are
     * wanted.
     */
    public void merge(Tally other) {
        if (other.count == 0) {
            return;
        }
        long otherCount = other.count;
        if (count > 0) {
            double gap = other.mean() - mean();
            squares.add(gap * gap * ((double) count / (count + otherCount)) * otherCount);
        }
        min = count == 0 ? other.min : Math.min(min, other.min);
        max = count == 0 ? other.max : Math.max(max, other.max);
        count += otherCount;
        sum.add(other.sum);
        squares.add(other.squares);
    }

    /** Number of observations. */
    public long count() {
        return count;
    }

    /** Sum of the observations, 0 for none. */
    public double sum() {
        return sum.value();
    }

    /** Arithmetic mean. */
    public double mean() {
        return count == 0 ? Double.NaN : sum.value() / count;
    }

    /** Unbiased sample variance. */
    public double variance() {
        return count < 2 ? Double.NaN : Math.max(0, squares.value() / (count - 1));
    }

    /** Root of the variance. */
    public double standardDeviation() {
        return StrictMath.sqrt(variance());
    }

    /** Smallest observation. */
    public double min() {
        return min;
    }

    /** Largest observation. */
    public double max() {
        return max;
    }
}
